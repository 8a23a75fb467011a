"""Whole public pages for anonymous readers, kept in memory under a key that holds the content version.

A hit costs one query (the version) and leaves before sessions, languages and Wagtail are touched. Publishing raises the
version, so that no process serves an old page. Requests with a session cookie, partial requests and other methods than
GET and HEAD pass by. Pages are kept compressed as well: they hold no secret that their length could tell.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from wagtail.views import serve

from portal.cms.models.contentversion import ContentVersion
from portal.cms.services.routing import find_kept

MAX_AGE_SECONDS = 60
# Never kept, so not even the version is read for them: health answers must not need the database.
PASSED_BY = ("/healthz", "/readyz", "/.well-known/", "/static/", "/media/", "/documents/", "/admin/")


class PublicPageCacheMiddleware:
    """Answer anonymous readers from memory; keep what views marked with `cacheable`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cache = caches["pages"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ContentVersion.begin_request()
        try:
            return self._handle(request)
        finally:
            ContentVersion.end_request()

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[str, ...], kwargs: dict[str, str]
    ) -> None:
        """Find the page from memory before Wagtail's view asks the database for it."""
        if view is serve:
            find_kept(request, args[0] if args else kwargs["path"])

    def _handle(self, request: HttpRequest) -> HttpResponse:
        if (
            request.method not in {"GET", "HEAD"}
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or request.path.startswith(PASSED_BY)
            or "HX-Request" in request.headers
        ):
            return self.get_response(request)
        request.page_cache_open = True  # type: ignore[attr-defined]
        key = f"{self._key(request)}|{(encoding := _encoding(request))}"
        kept = self.cache.get(key)
        if kept is None:
            response = self.get_response(request)
            if not self._may_keep(request, response):
                return response
            kept = self._packed(response, encoding)
            self.cache.set(key, kept)
        return self._answer(request, *kept)

    @staticmethod
    def _key(request: HttpRequest) -> str:
        # The day is part of the key, since consent to a picture ends with a day.
        parts = "|".join(
            [
                str(ContentVersion.seen()),
                timezone.localdate().isoformat(),
                str(request.method),
                request.get_host(),
                request.get_full_path(),
            ]
        )
        return hashlib.sha256(parts.encode()).hexdigest()

    @staticmethod
    def _may_keep(request: HttpRequest, response: HttpResponse) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and getattr(request, "cacheable_page", False)
            and not response.cookies
        )

    @staticmethod
    def _packed(response: HttpResponse, encoding: str) -> tuple[bytes, dict[str, str], str]:
        """Return the body as it travels, its headers and its tag; made once a page, version and encoding."""
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}{encoding}"'
        body = _PACK[encoding](response.content)
        if encoding:
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(body))
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
        patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
        return body, dict(response.headers), etag

    @staticmethod
    def _answer(request: HttpRequest, body: bytes, headers: dict[str, str], etag: str) -> HttpResponse:
        response = HttpResponse(body, headers=headers)
        return get_conditional_response(request, etag=etag, response=response) or response


def _encoding(request: HttpRequest) -> str:
    """Return the best way of packing that the reader's browser takes; empty for none."""
    accepted = {part.split(";")[0].strip() for part in request.headers.get("Accept-Encoding", "").split(",")}
    return next((name for name in ("br", "gzip") if name in accepted), "")


_PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "br": lambda content: bytes(brotli.compress(content, quality=5)),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}
