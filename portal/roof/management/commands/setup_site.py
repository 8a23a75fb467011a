"""Make everything a fresh portal needs: languages, home pages, sections, menus, groups and the review workflow."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from network.services.setup import setup_reports
from portal.cms.services.site import setup_site


class Command(BaseCommand):
    """Idempotent: adds what is missing and sets the site's address from VARIG_BASE_URL."""

    help = "Make languages, home pages, sections, menus, groups and workflow. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run in the default language."""
        with translation.override(settings.LANGUAGE_CODE):
            setup_site()
            setup_reports()
        self.stdout.write("The site is set up.")
