"""Health, readiness and where to report a hole."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.utils import timezone

from portal.roof.services import readiness
from portal.security.guards import public


@public("Tells machines that the process answers; holds nothing else.")
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer while the process lives."""
    return HttpResponse("ok", content_type="text/plain")


@public("Tells machines whether to send people here; holds states, no data.")
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when people can be served, else 503. A read-only disk or a dead mail server is reported, not fatal."""
    report = readiness.report()
    return JsonResponse(report.as_dict(), status=200 if report.ready else 503)


@public("A standard file (RFC 9116).")
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a security hole."""
    expires = timezone.now() + timedelta(days=180)
    lines = [
        f"Contact: {settings.VARIG_SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nb, nn, en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public("Programs that know no other place ask for the icon here; it is the one on every page.")
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the portal's icon."""
    return HttpResponsePermanentRedirect(static("icons/favicon.svg"))
