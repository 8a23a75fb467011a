"""Pages for refused requests."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain an expired form and keep what was typed, so that it can be sent again."""
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if name not in {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}
    ]
    return render(request, "portal/security/pages/csrf_failure.html", {"typed": typed}, status=403)
