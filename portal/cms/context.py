"""What the frame around every page needs: navigation and languages. Read once a request, and only when used."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give templates the main navigation (`nav`: list of title, url, current)."""
    return {"nav": SimpleLazyObject(lambda: _navigation(request))}


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    from portal.cms.models import SectionPage

    pages = SectionPage.objects.listable().filter(show_in_menus=True, depth=3).order_by("path")
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "current": request.path.startswith(page.get_url(request) or "#"),
        }
        for page in pages
    ]
