"""Sessions age: idle ones end, and a live one is touched at most every ten minutes (GET must not write each time)."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

IDLE_SECONDS_MEMBER = 8 * 3600
IDLE_SECONDS_STAFF = 3600
TOUCH_SECONDS = 600


class SessionAgeMiddleware:
    """End a session after eight idle hours (one for people with the admin), refresh it every ten minutes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = int(request.session.get("seen", 0))
            idle = IDLE_SECONDS_STAFF if request.user.is_staff else IDLE_SECONDS_MEMBER
            if seen and now - seen > idle:
                logout(request)
            elif now - seen > TOUCH_SECONDS:
                request.session["seen"] = now
        return self.get_response(request)
