"""Headers and marks on every request and response. What each header is for: docs/decisions/0005."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from portal.security.audit_context import current_request_id
from portal.security.inline_scripts import add_nonces

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = "Content-Security-Policy"
# A file that is saved, not shown: whatever it holds, it may load nothing, run nothing and stand in no frame.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"
DOCUMENTS = "/documents/"
ADMIN = "/admin/"


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
    """Headers that Django has no setting for, and the policy of files to save.

    Stands outside all middleware that may answer by itself (redirects to https, static files, kept pages).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("X-Content-Type-Options", "nosniff")
        if request.path.startswith(DOCUMENTS) and response.status_code == 200:
            # Uploaded files are never shown in our origin, whatever the library thinks of their type.
            disposition = response.get("Content-Disposition", "")
            response["Content-Disposition"] = disposition.replace("inline", "attachment", 1) or "attachment"
        if response.get("Content-Disposition", "").startswith("attachment"):
            response[POLICY] = FILE_POLICY
        return response


class MethodsMiddleware:
    """Outside the admin nothing answers to more than reading and sending; an answer to HEAD is its headers."""

    allowed = ("GET", "HEAD", "POST")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.allowed and not request.path.startswith(ADMIN):
            return HttpResponseNotAllowed(self.allowed)
        response = self.get_response(request)
        return _without_body(response) if request.method == "HEAD" else response


def _without_body(response: HttpResponse) -> HttpResponse:
    """Answer HEAD with the headers of GET, its length too, and nothing after them."""
    if response.streaming:
        response.streaming_content = ()  # type: ignore[attr-defined]
    else:
        response.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response


class PrivateResponseMiddleware:
    """What a signed-in person is shown is nobody else's: never stored by any cache, and cleared at sign-out.

    An expired session clears nothing: what was typed must survive it. That session ends before this middleware looks.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        if (was_signed_in or request.user.is_authenticated) and not _is_public_file(response):
            patch_cache_control(response, private=True, no_store=True)
        return response


def _is_public_file(response: HttpResponse) -> bool:
    return "public" in response.get("Cache-Control", "")


class AdminNonceMiddleware:
    """The admin's own policy: `'self'`, a nonce for the inline scripts it is known to have, and inline styles.

    Previews are the public page in a frame of the admin: the public policy, but the admin may be around it. A nonce is
    made only when a known inline script stands in the page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(ADMIN):
            return response
        framed = response.get("X-Frame-Options", "").upper() == "SAMEORIGIN"
        replace: dict[str, list[str]] = {"frame-ancestors": [SELF]} if framed else {}
        response._csp_replace = replace  # type: ignore[attr-defined]
        if _shows_public_page(request, response):
            # The page came through the whole chain once already and has a policy; let it be made again.
            response.headers.pop(POLICY, None)
            return response
        response._csp_update = {  # type: ignore[attr-defined]
            "script-src": [NONCE],
            "style-src": [UNSAFE_INLINE],
            "img-src": ["blob:"],
            "frame-src": [SELF],
            "worker-src": [SELF, "blob:"],
        }
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = add_nonces(response.content, lambda: str(request.csp_nonce))  # type: ignore[attr-defined]
        return response


def _shows_public_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether the answer is a preview: a page served inside the admin, or the example of a block."""
    if response.has_header(POLICY):
        return True
    match = request.resolver_match
    return match is not None and match.url_name == "wagtailadmin_block_preview"
