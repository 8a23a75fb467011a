"""The demo: real facts with source, invented organisations and people named by their roles."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from portal.accounts.democontext import DOMAIN, PASSWORD, DemoContext
from portal.accounts.models import User

# What saving a page leaves for the background loop: one task an index entry.
INDEX_TASKS = ("modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task")
# From the ground up; each room's demo package has load(context) and remove().
ROOMS = (
    "portal.accounts",
    "portal.assets",
    "portal.cms",
    "portal.worksheets",
    "portal.handbook",
    "portal.gatherings",
    "courses",
    "improvement",
    "network",
)


class Command(BaseCommand):
    """Load or remove the demo. Never runs by itself in production."""

    help = "Load the demo (again: adds what is missing, changes nothing). --remove takes it away."

    def add_arguments(self, parser: CommandParser) -> None:
        """Removing, and the switch that a production portal asks for."""
        parser.add_argument("--remove", action="store_true")
        parser.add_argument("--force", action="store_true", help="allow it where settings.DEMO is off")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load from the ground up, or remove from the top down."""
        if not settings.DEMO and not options["force"]:
            raise CommandError("This portal is not a demo (settings.DEMO). Add --force if you really mean it.")
        started = time.monotonic()
        with translation.override(settings.LANGUAGE_CODE):
            if options["remove"]:
                self._remove()
            else:
                self._load()
        self.stdout.write(f"Done in {time.monotonic() - started:.1f} s.")
        if not options["remove"]:
            self._introduce()

    def _load(self) -> None:
        context = DemoContext(say=self.stdout.write)
        for room in ROOMS:
            with transaction.atomic():
                import_module(f"{room}.demo").load(context)
        self._index()

    def _index(self) -> None:
        """Make search and references ready at once: task by task takes minutes, and nothing is found till then."""
        waiting = DBTaskResult.objects.ready().filter(task_path__in=INDEX_TASKS)
        if waiting.exists():
            waiting.delete()
            call_command("update_index", verbosity=0)
            call_command("rebuild_references_index", verbosity=0)

    def _remove(self) -> None:
        for room in reversed(ROOMS):
            with transaction.atomic():
                for line in import_module(f"{room}.demo").remove() or ():
                    self.stdout.write(line)
        self.stdout.write("The demo is gone; what people made themselves is left.")

    def _introduce(self) -> None:
        """Print where the portal is and who can sign in."""
        self.stdout.write(f"\n  Varig: {settings.WAGTAILADMIN_BASE_URL}\n")
        self.stdout.write(f"  All demo people have the password {PASSWORD}\n")
        for person in User.objects.filter(email__endswith=f"@{DOMAIN}").order_by("pk"):
            self.stdout.write(f"    {person.email:<32} {person.get_full_name()}")
        self.stdout.write("\n  Letters are read at /postkasse/. Second factors are offered, not demanded.\n")
