"""The search page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from portal.cms.facets import chips, rest_of_query
from portal.cms.services.searching import MOST, search
from portal.search.question import parse
from portal.security.guards import public

FILTERS = ("type", "region", "audience", "theme", "language")


@public("Searches only what everybody may read.")
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the form, and what was found when something was asked for. What people search for is not stored."""
    typed = parse(request.GET.get("q", "")[:1000])
    asked = bool(typed) or any(value.strip() for name in FILTERS for value in request.GET.getlist(name))
    context: dict[str, Any] = {
        "asked": asked,
        "typed": typed.text,
        "without_words": typed.without_words,
        "noindex": bool(request.GET),
        "most": MOST,
    }
    if asked:
        results = search(request.GET, request)
        context |= {
            "results": results,
            "chips": chips(results.facets, request.GET),
            "query": rest_of_query(request.GET),
            "question": results.question.text if results.question else "",
            "clear": f"?{urlencode({'q': results.question.text})}",
        }
    else:
        request.cacheable_page = not request.user.is_authenticated and not request.GET  # type: ignore[attr-defined]
    return render(request, "portal/cms/pages/search.html", context)
