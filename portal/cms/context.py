"""What the frame around every page needs: menus and languages. Read once a request, and only when used."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from portal.cms.mypage import own_links
from portal.cms.services.navigation import menus, place_in, with_current


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give templates `nav` and `footer_links` (title, url, current) and `languages` (code, name, url, current).

    `nav_place` says where in the main menu the reader is, and with it how the menu looks.
    Wagtail pages bring their own `languages`, by their translations, and `frame_of`, by which those parts of the frame
    are kept; other views are the same in all languages, and keep nothing.
    """
    return {
        "nav": SimpleLazyObject(lambda: with_current(menus(request).get("main", []), request)),
        "nav_place": SimpleLazyObject(lambda: place_in(menus(request).get("main", []), request)),
        "footer_links": SimpleLazyObject(lambda: with_current(menus(request).get("footer", []), request)),
        "languages": SimpleLazyObject(lambda: _languages(request)),
        "frame_of": None,
        "own_links": own_links,
    }


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    current = get_language()
    result = []
    for code, name in settings.LANGUAGES:
        url = request.path if code == current else _in_language(request, code)
        result.append(
            {
                "code": code,
                "name": name,
                "url": url,
                "full_url": request.build_absolute_uri(url),
                "current": code == current,
                "alternate": True,
            }
        )
    return result


def _in_language(request: HttpRequest, code: str) -> str:
    """Return the address of this view in a language. Django has found the view already; it need not look again."""
    match = request.resolver_match
    if match is None:
        return str(translate_url(request.path, code))
    with override(code):
        try:
            return str(reverse(match.view_name, args=match.args, kwargs=match.kwargs))
        except NoReverseMatch:
            return request.path
