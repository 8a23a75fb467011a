"""Pages for requests that are refused before they reach a view. What was typed is given back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.security.middleware import ADMIN
from portal.security.typed import typed_texts

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain an expired form and keep what was typed, so that it can be sent again."""
    if _takes_a_person(request) and not request.user.is_authenticated:
        return signed_out(request)
    return _not_taken(request, {"typed": typed_texts(request)})


def _takes_a_person(request: HttpRequest) -> bool:
    """Whether the form stood on a page for signed-in people: an open one cannot fail for being signed out."""
    guard = getattr(getattr(request.resolver_match, "func", None), "guard", ("public", ""))
    return guard[0] != "public" or request.path.startswith(ADMIN)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Say to somebody who wrote for long that they are signed out, offer to sign in, and give back what they wrote."""
    return _not_taken(request, {"typed": typed_texts(request), "signed_out": True, "written_at": _written_at(request)})


def _written_at(request: HttpRequest) -> str:
    """The address of the page that the form stood on: what one comes back to after signing in."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()


def _not_taken(request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
    response = render(request, "portal/security/pages/csrf_failure.html", {**page, "noindex": True}, status=403)
    response["Cache-Control"] = "private, no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that too much was sent at once, and how much is taken; anything else is the ordinary page for 400."""
    if isinstance(exception, DisallowedHost):
        # Only machines come by a wrong name, and our own pages cannot be made without a right one.
        return HttpResponseBadRequest("Bad request", content_type="text/plain")
    if isinstance(exception, _TOO_MUCH):
        return render(request, "portal/security/pages/too_much.html", status=413)
    return render(request, "400.html", status=400)
