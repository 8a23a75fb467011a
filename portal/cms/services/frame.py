"""What the frame around a page shows: the way to it, its languages, its one true address, the language of its text."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.cms.services.kept import keep, place
from portal.cms.services.languages import language_of, locale_codes, written_in
from portal.cms.services.sites import homes_like, remember_site


def frame(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the frame's context for `page`; one query the first time, none while it is kept."""
    remember_site(request)
    public = page.live and not getattr(request, "is_preview", False)
    found = keep(lambda: _frame(page, request), "frame", page.pk, place(request)) if public else _frame(page, request)
    page.family_paths = found["family_paths"]
    # Names the parts of the frame that hang on the page alone; None where they are made anew each time.
    frame_of = page.pk if public else None
    return {**found, "frame_of": frame_of, "noindex": page.noindex or getattr(request, "is_preview", False)}


def _frame(page: Any, request: HttpRequest) -> dict[str, Any]:
    relatives = _relatives(page)
    # A copy shares its key with the page it shows, so the original is among the relatives. What a preview of a copy
    # shows is the translation that is being written for it.
    shown = None if getattr(request, "is_preview", False) else page.alias_of_id
    original = next((each for each in relatives if each.pk == shown), page)
    text_language = language_of(original)
    reading = get_language() or settings.LANGUAGE_CODE
    family = [each.path for each in relatives if each.live and each.translation_key == page.translation_key]
    ancestors = [each for each in relatives if page.path.startswith(each.path) and each.pk != page.pk]
    return {
        "breadcrumbs": _breadcrumbs(page, ancestors, request) if page.show_breadcrumbs else [],
        "languages": page_languages(page, ancestors, relatives, request),
        "canonical_url": original.get_full_url(request),
        "description": page.search_description or page.summary,
        "family_paths": family,
        "text_language": text_language,
        "other_language": written_in(text_language) if text_language != reading else "",
    }


def _relatives(page: Page) -> list[Page]:
    """Return the page and the pages above it, all in all their languages, from the home pages down; one query."""
    step = Page.steplen
    paths = [page.path[:length] for length in range(2 * step, len(page.path) + 1, step)]
    homes = homes_like(paths[0]) if paths else []
    wanted = paths[1:] if homes else paths
    if not wanted:
        return homes
    keys = Page.objects.filter(path__in=wanted).values("translation_key")
    return homes + list(Page.objects.filter(translation_key__in=keys).order_by("depth", "path"))


def _breadcrumbs(page: Page, ancestors: list[Page], request: HttpRequest) -> list[dict[str, str]]:
    if not ancestors:
        return []
    # The home page's title is a slogan; on the way down it is simply the front page.
    above = [
        {"title": each.title if each.depth > 2 else _("Front page"), "url": each.get_url(request) or ""}
        for each in ancestors
        if each.live
    ]
    return [*above, {"title": page.title, "url": ""}]


def page_languages(
    page: Page, ancestors: list[Page], relatives: list[Page], request: HttpRequest
) -> list[dict[str, Any]]:
    """Return the page in each language of the portal, for the language switch and for search engines.

    `missing`: there is no such translation, and the link leads to the nearest page above that has one.
    `alternate`: a translation of its own (neither missing nor a copy in another language).
    """
    codes = locale_codes()
    found = {(codes.get(each.locale_id, ""), each.translation_key): each for each in relatives if each.live}
    here = codes.get(page.locale_id)
    result = []
    for code, name in settings.LANGUAGES:
        there = found.get((code, page.translation_key))
        nearest = there or next(
            (
                found[code, each.translation_key]
                for each in reversed(ancestors)
                if (code, each.translation_key) in found
            ),
            None,
        )
        if nearest is None:
            continue
        result.append(
            {
                "code": code,
                "name": name,
                "url": nearest.get_url(request) or "",
                "full_url": nearest.get_full_url(request) or "",
                "current": code == here,
                "missing": there is None,
                "alternate": there is not None and not there.alias_of_id,
            }
        )
    return result
