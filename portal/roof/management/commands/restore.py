"""`make restore FROM=…`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from portal.roof.services import backup


class Command(BaseCommand):
    """Put a backup in place of the embedded portal's database and media."""

    help = "Restore an archive made by `backup`. Stop the server first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which archive."""
        parser.add_argument("archive", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the archive, put it in place, say what came back."""
        database = settings.DATABASES["default"]
        if "sqlite" not in database["ENGINE"]:
            raise CommandError("This portal runs on PostgreSQL. Use pg_restore as docs/operations.md says.")
        connections.close_all()
        try:
            counts = backup.restore(options["archive"], Path(database["NAME"]), Path(settings.MEDIA_ROOT))
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored {counts['files']} files and a database of {counts['database_bytes']:,} bytes.")
