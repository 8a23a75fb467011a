"""Whole public pages for anonymous readers, kept in memory under a key that holds the content version.

A hit costs one query (the version) and leaves before sessions, languages and Wagtail are touched. Publishing raises the
version, so that no process serves an old page. Requests with a session cookie, a query string that is not plain, or
another method than GET and HEAD pass by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from portal.cms.models.contentversion import ContentVersion

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

    def _handle(self, request: HttpRequest) -> HttpResponse:
        if (
            request.method not in {"GET", "HEAD"}
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or request.path.startswith(PASSED_BY)
        ):
            return self.get_response(request)
        request.page_cache_open = True  # type: ignore[attr-defined]
        key = self._key(request)
        kept = self.cache.get(key)
        if kept is not None:
            return self._answer(*kept)
        response = self.get_response(request)
        if self._may_keep(request, response):
            kept = (response.content, dict(response.headers))
            self.cache.set(key, kept)
            return self._answer(*kept)
        return response

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
    def _answer(content: bytes, headers: dict[str, str]) -> HttpResponse:
        response = HttpResponse(content)
        for name, value in headers.items():
            response[name] = value
        patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
        patch_vary_headers(response, ["Cookie"])
        return response
