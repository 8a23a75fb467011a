"""The page cache itself: what it keeps, for whom, in which encoding."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.cms.models import ContentVersion
from portal.cms.pagecache import PublicPageCacheMiddleware

pytestmark = pytest.mark.django_db
BODY = "<p>Forbedring som varer</p>" * 50


class Site:
    """A site that counts how often it is really asked."""

    def __init__(self, *, cacheable: bool = True) -> None:
        self.asked = 0
        self.cacheable = cacheable
        self.cache = PublicPageCacheMiddleware(self.answer)

    def answer(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        request.cacheable_page = self.cacheable  # type: ignore[attr-defined]
        return HttpResponse(BODY)

    def get(self, path: str = "/", cookies: dict[str, str] | None = None, **headers: str) -> HttpResponse:
        request = RequestFactory().get(path, headers=headers)
        request.COOKIES.update(cookies or {})
        return self.cache(request)


def test_a_page_is_made_once() -> None:
    site = Site()
    assert site.get().content == site.get().content == BODY.encode()
    assert site.asked == 1


def test_publishing_makes_it_anew() -> None:
    site = Site()
    site.get()
    ContentVersion.bump()
    site.get()
    assert site.asked == 2


def test_a_signed_in_reader_passes_by() -> None:
    site = Site()
    site.get()
    site.get(cookies={settings.SESSION_COOKIE_NAME: "x"})
    assert site.asked == 2


def test_a_partial_request_neither_reads_nor_fills_the_cache() -> None:
    site = Site()
    site.get(**{"HX-Request": "true"})
    site.get()
    site.get(**{"HX-Request": "true"})
    assert site.asked == 3


def test_pages_that_did_not_ask_for_it_are_not_kept() -> None:
    site = Site(cacheable=False)
    site.get()
    assert not site.get().has_header("ETag")
    assert site.asked == 2


def test_each_query_string_is_a_page_of_its_own() -> None:
    site = Site()
    site.get("/?region=helse-nord")
    site.get("/?region=helse-vest")
    assert site.asked == 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("identity", None, bytes)],
)
def test_the_reader_gets_the_encoding_it_takes(accepted: str, encoding: str | None, unpack: object) -> None:
    response = Site().get(**{"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    assert unpack(response.content) == BODY.encode()  # type: ignore[operator]
    assert "Accept-Encoding" in response["Vary"]
    assert response["Content-Length"] == str(len(response.content))


def test_a_reader_who_has_the_page_is_told_so() -> None:
    site = Site()
    etag = site.get()["ETag"]
    assert site.get(**{"If-None-Match": etag}).status_code == 304
    ContentVersion.bump()
    assert site.get(**{"If-None-Match": etag}).status_code == 304, "the same text is the same page"
