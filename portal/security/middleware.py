"""Headers and marks on every request and response."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from portal.security.audit_context import current_request_id

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Give each request an id that logs, audit and the answer share."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current_request_id.set(str(uuid.uuid4()))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = current_request_id.get()
            return response
        finally:
            current_request_id.reset(token)


class HeadersMiddleware:
    """Headers that Django has no setting for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"
        )
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("X-Content-Type-Options", "nosniff")
        return response


class PrivateResponseMiddleware:
    """What a signed-in person is shown is nobody else's: never stored by any cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


# Wagtail 8.0 leaves these two kinds of inline script in admin pages. The nonce is added only when the whole text is one
# of them, so that an injected script gains nothing.
_KNOWN_INLINE = re.compile(
    rb"<script>(?=\s*(?:init(?:Date|Time|DateTime)Chooser\(\"[^\"<>]*\",\s*\{[^<>]*\}\);|"
    rb"\(function\(\)\s*\{\s*(?:var|const|let)\s+panel\s*=\s*new\s+(?:InlinePanel|MultipleChooserPanel)\("
    rb"JSON\.parse\(\"[^<>]*?\"\)\);\s*\}\)\(\);)\s*<(?:-/|\\/|/)script>)"
)


class AdminNonceMiddleware:
    """The admin's own policy: `'self'` and a nonce for scripts, inline styles as Wagtail needs them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/admin/"):
            return response
        response._csp_update = {  # type: ignore[attr-defined]
            "script-src": [NONCE],
            "style-src": [UNSAFE_INLINE],
            "img-src": ["blob:"],
            "frame-src": [SELF],
            "worker-src": [SELF, "blob:"],
        }
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            nonce = str(request.csp_nonce).encode()  # type: ignore[attr-defined]
            response.content = _KNOWN_INLINE.sub(b'<script nonce="' + nonce + b'">', response.content)
        return response
