"""Where projects belong in the main menu: below the section on improvement, though their addresses do not say so."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page

from portal.cms.demo.loader import page_key
from portal.cms.models import ContentVersion
from portal.cms.services.navigation import KEEP_SECONDS, menus, place_in, with_current

#: The page that every portal has for this room's matters; editors may have given it another name or address.
SECTION = "forbedre"


def in_menu(request: HttpRequest) -> dict[str, Any]:
    """The menu as the frame wants it (`nav`, `nav_place`), its link to the section marked. Read when it is drawn."""
    return {
        "nav": SimpleLazyObject(lambda: with_current(menus(request).get("main", []), _below_section(request))),
        "nav_place": SimpleLazyObject(lambda: place_in(menus(request).get("main", []), _below_section(request))),
    }


def _below_section(request: HttpRequest) -> HttpRequest:
    """A request for a page inside the section, to ask the menu about; the reader's own where there is no section."""
    addresses = _addresses(request)
    section = next((link["url"] for link in menus(request).get("main", []) if link["url"] in addresses), "")
    inside = HttpRequest()
    inside.path = f"{section}-" if section else request.path
    return inside


def _addresses(request: HttpRequest) -> set[str]:
    """Where the section stands in each language; kept as long as the menu is."""
    key = f"section-{SECTION}|{ContentVersion.seen()}|{get_language()}"
    kept: set[str] | None = caches["pages"].get(key)
    if kept is None:
        pages = Page.objects.filter(translation_key=page_key(SECTION), live=True)
        kept = {page.get_url(request) or "" for page in pages}
        caches["pages"].set(key, kept, KEEP_SECONDS)
    return kept
