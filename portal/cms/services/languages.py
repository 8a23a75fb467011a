"""The languages of pages: which one a page is written in, and how to say so to a reader of another."""

from __future__ import annotations

from django.core.cache import caches
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

KEEP_SECONDS = 3600


def locale_codes() -> dict[int, str]:
    """Return the code of each locale by its key. Kept in memory: locales are made by setup and hardly ever change."""
    kept = caches["pages"].get("locale-codes")
    if kept is None:
        kept = dict(Locale.objects.values_list("pk", "language_code"))
        caches["pages"].set("locale-codes", kept, KEEP_SECONDS)
    return dict(kept)


def language_of(page: Page) -> str:
    """Return the code of the language a page is written in."""
    codes = locale_codes()
    if page.locale_id not in codes:
        caches["pages"].delete("locale-codes")
        codes = locale_codes()
    return codes[page.locale_id]


def written_in(code: str) -> str:
    """Say which language a text is in, to a reader of the active language."""
    names = {
        "nb": _("Written in bokmål"),
        "nn": _("Written in nynorsk"),
        "en": _("Written in English"),
        "se": _("Written in Northern Sami"),
    }
    return names.get(code, code)
