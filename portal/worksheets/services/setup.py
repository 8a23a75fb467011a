"""The page every portal has in this room: the section where forms stand."""

from __future__ import annotations

from pathlib import Path

from portal.cms.demo.kinds import section_fields
from portal.cms.demo.loader import Kind, PageLoader
from portal.cms.models import SectionPage

SECTION = "skjemaer"
ABOVE = "verktoy"
CONTENT = Path(__file__).resolve().parents[1] / "content"


def setup_forms() -> None:
    """Make the section in each language, below the tools. Idempotent; run after the site's own setup."""
    PageLoader(CONTENT).load({"section": Kind(SectionPage, section_fields, lambda data: ABOVE)})
