"""Addresses of pages, in the reader's language, without asking the database once a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page

from portal.cms.services.languages import locale_codes

KEEP_SECONDS = 3600
# These stand outside the languages.
UNPREFIXED = frozenset({"admin", "documents", "media", "static", "sitemap.xml", "robots.txt", "healthz", "readyz"})


def with_addresses(pages: Iterable[Page], request: HttpRequest) -> list[Page]:
    """Return the pages, each with its address as `shown_url` for the list template; one query."""
    listed = list(pages)
    found = addresses(listed, request)
    for page in listed:
        page.shown_url = found[page.pk]
    return listed


def warm(streams: Iterable[Any], request: HttpRequest) -> None:
    """Find the addresses of all pages that links in these streams lead to, with one query, before they are shown."""
    from portal.cms.models.contentversion import ContentVersion

    pages = {page.pk: page for stream in streams for page in _linked(stream)}
    if not pages:
        return
    caches["pages"].set_many(
        {
            _address_key(pk, ContentVersion.seen()): address if pages[pk].live else ""
            for pk, address in addresses(pages.values(), request).items()
        },
        KEEP_SECONDS,
    )


def _linked(value: Any) -> Iterator[Page]:
    if isinstance(value, StreamValue):
        for child in value:
            yield from _linked(child.value)
    elif isinstance(value, ListValue):
        for item in value:
            yield from _linked(item)
    elif isinstance(value, StructValue):
        for item in value.values():
            yield from _linked(item)
    elif isinstance(value, Page):
        yield value


def _address_key(pk: int, version: int) -> str:
    return f"address|{version}|{pk}|{get_language()}"


def page_address(page: Page) -> str:
    """Return the address of `page` in the reader's language, else of the page itself; empty when it is not live.

    Kept in the pages cache under the content version, so that a moved or translated page is right at once.
    """
    # Blocks use this while models are being loaded, so the models are asked for only when an address is.
    from portal.cms.models.contentversion import ContentVersion

    key = _address_key(page.pk, ContentVersion.seen())
    kept = caches["pages"].get(key)
    if kept is None:
        shown = page.localized
        if not shown.live:
            shown = page
        kept = (shown.url or "") if shown.live else ""
        caches["pages"].set(key, kept, KEEP_SECONDS)
    return str(kept)


def addresses(pages: Iterable[Page], request: HttpRequest) -> dict[int, str]:
    """Return the addresses of pages in a list, by primary key; one query, however many they are.

    A page in another language than the reader's is reached through its copy in the reader's, where there is a live one.
    """
    # Blocks import this module while models are being loaded.
    from portal.cms.services.sites import remember_site

    remember_site(request)
    pages = list(pages)
    here = {code: pk for pk, code in locale_codes().items()}.get(get_language() or settings.LANGUAGE_CODE)
    foreign = [page.translation_key for page in pages if page.locale_id != here]
    found = Page.objects.filter(translation_key__in=foreign, locale_id=here, live=True)
    copies = {copy.translation_key: copy for copy in found}
    roots: dict[tuple[int, str], str] = {}
    return {
        page.pk: _address(copies.get(page.translation_key, page) if page.locale_id != here else page, request, roots)
        for page in pages
    }


def _address(page: Page, request: HttpRequest, roots: dict[tuple[int, str], str]) -> str:
    """Return a page's address. What stands before the path is asked of Wagtail once a tree, and kept in `roots`."""
    _slash, root, path = page.url_path.split("/", 2)
    key = (page.locale_id, root)
    if key not in roots:
        url = page.get_url(request) or ""
        if not path or not url.endswith(path):
            return url
        roots[key] = url[: -len(path)]
    return f"{roots[key]}{path}"


def local_address(url: str) -> str:
    """Put the reader's language before a path on this site: «/prosjekter/» leads a nynorsk reader to «/nn/prosjekter/».

    Addresses elsewhere, paths that name their language, and files are left as they are.
    """
    language = get_language() or settings.LANGUAGE_CODE
    if not url.startswith("/") or language == settings.LANGUAGE_CODE:
        return url
    first = url.split("/", 2)[1]
    if first in dict(settings.LANGUAGES) or first in UNPREFIXED:
        return url
    return f"/{language}{url}"
