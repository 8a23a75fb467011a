"""`make backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.roof.services import backup


class Command(BaseCommand):
    """Back up the embedded portal while it runs."""

    help = "Write database and media to one archive (SQLite; for PostgreSQL see docs/operations.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--to", type=Path, default=settings.VAR / "backups")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the archive and say where it lies."""
        database = settings.DATABASES["default"]
        if "sqlite" not in database["ENGINE"]:
            raise CommandError("This portal runs on PostgreSQL. Use pg_dump as docs/operations.md says.")
        try:
            path = backup.create(Path(database["NAME"]), Path(settings.MEDIA_ROOT), options["to"])
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path} ({path.stat().st_size:,} bytes)")
