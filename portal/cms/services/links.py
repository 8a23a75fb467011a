"""Addresses of pages, in the reader's language, without asking the database once a link."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import get_language
from wagtail.models import Page

KEEP_SECONDS = 3600
# These stand outside the languages.
UNPREFIXED = frozenset({"admin", "documents", "media", "static", "sitemap.xml", "robots.txt", "healthz", "readyz"})


def page_address(page: Page) -> str:
    """Return the address of `page` in the reader's language, else of the page itself; empty when it is not live.

    Kept in the pages cache under the content version, so that a moved or translated page is right at once.
    """
    # Blocks use this while models are being loaded, so the models are asked for only when an address is.
    from portal.cms.models.contentversion import ContentVersion

    key = f"address|{ContentVersion.seen()}|{page.pk}|{get_language()}"
    kept = caches["pages"].get(key)
    if kept is None:
        shown = page.localized
        if not shown.live:
            shown = page
        kept = (shown.url or "") if shown.live else ""
        caches["pages"].set(key, kept, KEEP_SECONDS)
    return str(kept)


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
