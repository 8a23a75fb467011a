"""The only public way to list pages: live, open to all, and each page once, in the reader's best language."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Value, When
from django.utils.translation import get_language
from wagtail.models import Locale, PageManager, PageQuerySet

# In which order a reader of one language is offered the others (design: bokmål and nynorsk first, then English).
FALLBACKS: dict[str, tuple[str, ...]] = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "en": ("en", "nb", "nn"),
    "se": ("se", "nb", "nn", "en"),
}


class BasePageQuerySet(PageQuerySet):
    """Reads of pages."""

    def listable(self, language: str | None = None) -> Self:
        """Live, public, no aliases; of each page the translation that suits the reader best, and only that one.

        `language` is the reader's (the active one unless told). A page whose other translation is private stays
        private in all languages.
        """
        language = language or get_language() or "nb"
        codes = FALLBACKS.get(language, (language, "nb", "nn", "en"))
        locales = {locale.language_code: locale.pk for locale in Locale.objects.all()}
        rank = Case(
            *[When(locale_id=locales[code], then=Value(place)) for place, code in enumerate(codes) if code in locales],
            default=Value(len(codes)),
            output_field=IntegerField(),
        )
        pages = self.live().public().filter(alias_of__isnull=True)
        others: Any = self.model._default_manager.live().filter(alias_of__isnull=True)
        better = others.filter(translation_key=OuterRef("translation_key")).annotate(rank=rank)
        return pages.annotate(language_rank=rank).filter(~Exists(better.filter(rank__lt=OuterRef("language_rank"))))

    def in_language(self, language: str) -> Self:
        """Pages of one language tree."""
        return self.filter(locale__language_code=language)

    def newest_first(self) -> Self:
        """By first publication, the newest first."""
        return self.order_by(F("first_published_at").desc(nulls_last=True), "-pk")


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
