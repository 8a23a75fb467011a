"""The main menu and the footer, fetched with two queries and kept in memory until the content version rises."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from portal.cms.models import ContentVersion, SiteMenu
from portal.cms.querysets import fallbacks
from portal.cms.services.languages import locale_codes
from portal.cms.services.links import local_address
from portal.cms.services.sites import remember_site

KEEP_SECONDS = 3600

Links = list[dict[str, str]]


def menus(request: HttpRequest) -> dict[str, Links]:
    """Return the links of each menu (`main`, `footer`) in the reader's language, else the nearest that has it."""
    language = get_language() or "nb"
    key = f"menus|{ContentVersion.seen()}|{language}"
    kept = caches["pages"].get(key)
    if kept is None:
        remember_site(request)
        kept = _read(language, request)
        caches["pages"].set(key, kept, KEEP_SECONDS)
    return kept  # type: ignore[no-any-return]


def with_current(links: Links, request: HttpRequest) -> list[dict[str, Any]]:
    """Mark the links that lead to where the reader is, in the words of `aria-current`: `page`, `true`, or nothing."""
    return [{**each, "current": _current(each["url"], request.path)} for each in links]


def place_in(links: Links, request: HttpRequest) -> str:
    """Return one short word for the marks of `with_current`; the same word means the same marks."""
    return "".join((_current(each["url"], request.path) or "-")[0] for each in links)


def _current(url: str, path: str) -> str:
    if url == "/" or not path.startswith(url):
        return ""
    return "page" if url == path else "true"


def _read(language: str, request: HttpRequest) -> dict[str, Links]:
    codes = locale_codes()
    order = {code: place for place, code in enumerate(fallbacks(language))}
    best: dict[str, SiteMenu] = {}
    for menu in SiteMenu.objects.filter(live=True):
        rank = order.get(codes.get(menu.locale_id, ""), 99)
        if menu.kind not in best or rank < order.get(codes.get(best[menu.kind].locale_id, ""), 99):
            best[menu.kind] = menu
    wanted = {kind: [each["value"] for each in menu.links.raw_data] for kind, menu in best.items()}
    pages = _pages({each["page"] for links in wanted.values() for each in links if each.get("page")}, language, codes)
    return {kind: [link for each in links if (link := _link(each, pages, request))] for kind, links in wanted.items()}


def _pages(ids: set[int], language: str, codes: dict[int, str]) -> dict[int, Page]:
    """Return for each chosen page its live version that suits the reader best; one query."""
    if not ids:
        return {}
    family = Page.objects.filter(
        translation_key__in=Page.objects.filter(pk__in=ids).values("translation_key"), live=True
    )
    rows = list(family)
    keys = {row.pk: row.translation_key for row in rows}
    order = {code: place for place, code in enumerate(fallbacks(language))}
    rows.sort(key=lambda row: order.get(codes.get(row.locale_id, ""), 99))
    by_key: dict[object, Page] = {}
    for row in rows:
        by_key.setdefault(row.translation_key, row)
    return {pk: by_key[keys[pk]] for pk in ids if pk in keys}


def _link(value: dict[str, Any], pages: dict[int, Page], request: HttpRequest) -> dict[str, str] | None:
    if value.get("page"):
        page = pages.get(value["page"])
        if page is None:
            return None
        return {"title": value.get("label") or page.title, "url": page.get_url(request) or ""}
    if value.get("url") and value.get("label"):
        return {"title": value["label"], "url": local_address(value["url"])}
    return None
