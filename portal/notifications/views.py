"""The demo's outbox: letters are read here instead of being sent."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.notifications.models import Letter
from portal.security.guards import public


@public("Only in the demo, where all people are invented; 404 everywhere else.")
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the demo's letters, the newest first."""
    if not settings.DEMO:
        raise Http404
    response = render(request, "portal/notifications/pages/outbox.html", {"letters": Letter.objects.all()[:50]})
    response["Cache-Control"] = "no-store"
    return response
