"""Pages for requests that are refused before they reach a view. What was typed is given back."""

from __future__ import annotations

import re

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

# Never shown again, and nothing anybody would want to copy.
_NOT_GIVEN_BACK = re.compile(r"(?i)passw|passord|token|code|credential|key|_FORMS$|^(next|version|client|q|action|id)$")
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def typed_texts(request: HttpRequest) -> list[str]:
    """What the person wrote, in the order of the form; no secrets, no hidden fields of the machinery."""
    return [
        value
        for name, values in request.POST.lists()
        if not _NOT_GIVEN_BACK.search(name)
        for value in values
        if value.strip() and not value.isdigit()
    ]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain an expired form and keep what was typed, so that it can be sent again."""
    page = {"typed": typed_texts(request)}
    response = render(request, "portal/security/pages/csrf_failure.html", page, status=403)
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
