"""The page every portal has in this room: the library of agendas and exercises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.cms.demo.loader import Builder, Data, Kind, PageLoader
from portal.gatherings.models.library import LibraryPage

LIBRARY = "opplegg-og-ovelser"
ABOVE = "motes"
CONTENT = Path(__file__).resolve().parents[1] / "content"


def setup_library() -> None:
    """Make the library in each language, below the section of meetings. Idempotent; after the site's own setup."""
    PageLoader(CONTENT).load({"library": Kind(LibraryPage, _fields, lambda data: ABOVE)})


def _fields(data: Data, build: Builder) -> dict[str, Any]:
    return {"body": build.stream("body", data.get("body", []))}
