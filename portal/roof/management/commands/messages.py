"""Collect the texts to translate: one catalogue a top room, with the templates that belong to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import makemessages

ROOMS = ("portal", "courses", "improvement", "network")
LANGUAGES = ("nb", "nn")
OUTSIDE = ("var/*", "node_modules/*", ".venv/*", "tests/*", "tools/*", "docs/*", "static/*")


def room_of(path: str) -> str:
    """Return the room whose catalogue holds the texts of a file; what belongs to nobody else is the portal's."""
    parts = Path(path).parts
    if parts and parts[0] == "templates":
        parts = parts[1:]
    return parts[0] if parts and parts[0] in ROOMS else "portal"


class Command(makemessages.Command):
    """makemessages with our rooms: `manage.py messages --package courses`."""

    help = "Collect the texts to translate into each room's catalogue (bokmål and nynorsk)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the choice of rooms to Django's own arguments."""
        super().add_arguments(parser)
        parser.add_argument("--package", action="append", choices=ROOMS, help="only this room; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run for all chosen rooms."""
        self.rooms = tuple(options.pop("package") or ROOMS)
        for room in self.rooms:
            for language in LANGUAGES:
                Path(room, "locale", language, "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        options.update(
            locale=list(LANGUAGES),
            ignore_patterns=list(OUTSIDE),
            extensions=["py", "html", "txt", "svg"],
            add_location="file",
            no_wrap=True,
            no_obsolete=True,
            domain="django",
        )
        super().handle(*args, **options)

    def find_files(self, root: str) -> list[Any]:
        """Give each file the catalogue of its room."""
        kept = []
        for found in super().find_files(root):
            room = room_of(found.path.removeprefix("./"))
            if room in self.rooms:
                found.locale_dir = str(Path(room, "locale").resolve())
                kept.append(found)
        return kept
