"""Addresses of pages, in the reader's language, without asking the database once a link."""

from __future__ import annotations

from django.core.cache import caches
from django.utils.translation import get_language
from wagtail.models import Page

KEEP_SECONDS = 3600


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
