"""Everything between installed packages and a portal that can be served, in one process, so that it is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Compile translations, collect static files, migrate, set up the site; with --demo load the demo."""

    help = "Make the portal ready to be served. Safe to run again: what is done already is left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to load the demo."""
        parser.add_argument("--demo", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each step only when it is needed."""
        call_command("compile_messages", stdout=self.stdout)
        self._collect_static()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Setting up the database …")
            call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("setup_site", stdout=self.stdout)
        if options["demo"]:
            call_command("demo", stdout=self.stdout)

    def _collect_static(self) -> None:
        """Collect when the build is newer than what was collected."""
        built = [path.stat().st_mtime for path in (settings.VAR / "build").rglob("*") if path.is_file()]
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        if manifest.exists() and manifest.stat().st_mtime >= max(built, default=0):
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
