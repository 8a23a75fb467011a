"""Look through all pages for what no form would notice."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.cms.services.contentcheck import problems


class Command(BaseCommand):
    """Ends with an error when anything is found, so that it can stand in a nightly job."""

    help = "Find lists without ids (never translated), identity numbers, what is named but gone, consents that end."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a problem."""
        found = 0
        for line in problems():
            self.stdout.write(line)
            found += 1
        if found:
            raise CommandError(f"{found} problems found.")
        self.stdout.write("No problems found.")
