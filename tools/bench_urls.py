"""The portal's addresses and two bare views beside them, for comparison in one run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.security.guards import public
from portal.urls import urlpatterns as portal_patterns

BODY = "<!doctype html><title>Bare</title>" + "<p>En helt vanlig linje i en helt vanlig side.</p>" * 400


@public("Measuring only; these addresses exist in no portal.")
def bare(request: HttpRequest) -> HttpResponse:
    """Twenty kilobytes and no database."""
    return HttpResponse(BODY)


@public("Measuring only; these addresses exist in no portal.")
def floor(request: HttpRequest) -> HttpResponse:
    """The same with the session and the person read: the signed-in floor."""
    return HttpResponse(BODY if request.user.is_authenticated else "", status=200)


urlpatterns = [path("bench/bare/", bare), path("bench/floor/", floor), *portal_patterns]
