"""Compile the catalogues without gettext being installed, so that a bare machine can build the portal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Write a .mo beside every .po that is older than it."""

    help = "Compile translations (no gettext needed)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what has changed."""
        count = 0
        for root in settings.LOCALE_PATHS:
            for source in sorted(Path(root).glob("*/LC_MESSAGES/*.po")):
                target = source.with_suffix(".mo")
                if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                    continue
                polib.pofile(str(source)).save_as_mofile(str(target))
                count += 1
        self.stdout.write(f"{count} catalogues compiled")
