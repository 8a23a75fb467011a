"""The only public way to list pages: live, open to all, and each page once, in the reader's best language."""

from __future__ import annotations

from typing import Self

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language
from wagtail.models import Page, PageManager, PageQuerySet

from portal.cms.services.languages import locale_codes
from portal.cms.services.privacy import private_pages

# In which order a reader of one language is offered the others (design: bokmål and nynorsk first, then English).
FALLBACKS: dict[str, tuple[str, ...]] = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "en": ("en", "nb", "nn"),
    "se": ("se", "nb", "nn", "en"),
}

# So many pages are named one by one in a question; above that, the database looks for them itself.
FEW = 300


def fallbacks(language: str) -> tuple[str, ...]:
    """Return the languages a reader is offered, best first."""
    return FALLBACKS.get(language, (language, "nb", "nn", "en"))


def best_language(language: str) -> Q:
    """Return the filter that keeps of each page only the live translation that suits a reader of `language` best.

    Pages in the reader's own language pass without a look at others; for the rest one lookup in the index on
    (translation_key, locale) tells whether a better one exists. That keeps lists fast with many thousands of pages.
    """
    keys = {code: pk for pk, code in locale_codes().items()}
    order = [keys[code] for code in fallbacks(language) if code in keys]
    order += [pk for pk in keys.values() if pk not in order]
    condition = Q(pk__in=[])
    for place, locale in enumerate(order):
        here = Q(locale_id=locale)
        if place:
            better = Page.objects.filter(
                translation_key=OuterRef("translation_key"),
                locale_id__in=order[:place],
                live=True,
                alias_of__isnull=True,
            )
            here &= Q(~Exists(better.order_by()))
        condition |= here
    return condition


class BasePageQuerySet(PageQuerySet):
    """Reads of pages."""

    def listable(self, language: str | None = None) -> Self:
        """Live, public, no aliases; of each page the translation that suits the reader best, and only that one.

        `language` is the reader's (the active one unless told). A page private in one language is private in all.
        """
        return self.filter(public_pages(language))

    def in_language(self, language: str) -> Self:
        """Pages of one language tree."""
        return self.filter(locale__language_code=language)

    def newest_first(self) -> Self:
        """By first publication, the newest first."""
        return self.order_by(F("first_published_at").desc(nulls_last=True), "-pk")


def public_pages(language: str | None = None) -> Q:
    """Return the filter behind `listable()`, for any query of pages: `Page.objects.filter(public_pages())`."""
    wanted = best_language(language or get_language() or "nb")
    return Q(live=True, alias_of__isnull=True) & ~private_pages() & wanted


def known_public_pages(language: str | None = None) -> Q:
    """Return the same filter as `public_pages()`, in fewer words where it can be, for reads that ask it several times.

    Few pages stand in for a missing translation; while they are few, the filter names them instead of looking for a
    better one page by page. They are kept until content changes.
    """
    # Models import this module through their manager, so what needs models is asked for when they are there.
    from portal.cms.models.contentversion import ContentVersion
    from portal.cms.services.kept import keep

    reading = language or get_language() or "nb"
    here = {code: pk for pk, code in locale_codes().items()}.get(reading)
    if here is None or not ContentVersion.settled():
        return public_pages(reading)

    def read() -> list[int]:
        others = Page.objects.filter(best_language(reading), live=True, alias_of__isnull=True).exclude(locale_id=here)
        return list(others.order_by().values_list("pk", flat=True)[: FEW + 1])

    standing_in: list[int] = keep(read, "standing_in", reading)
    if len(standing_in) > FEW:
        return public_pages(reading)
    shown = Q(locale_id=here) | Q(pk__in=standing_in)
    return Q(live=True, alias_of__isnull=True) & ~private_pages() & shown


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
