"""Six ways to sort content. A term carries its names in all languages, so that one tag serves every translation.

Terms hang on pages by child rows, not by many-to-many, which translations do not get (docs/decisions/0006).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from portal.security.modelfields import FreeCharField, FreeSlugField


class TermKind(models.TextChoices):
    """The six taxonomies (S90)."""

    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("municipality")
    AUDIENCE = "audience", _("target group")
    THEME = "theme", _("theme")
    PHASE = "phase", _("phase")
    METHOD = "method", _("method")


class Term(index.Indexed, models.Model):
    """One word of one taxonomy."""

    kind = models.CharField(_("kind"), max_length=20, choices=TermKind)
    slug = FreeSlugField(_("slug"), max_length=60)
    name_nb = FreeCharField(_("name in bokmål"), max_length=100)
    name_nn = FreeCharField(_("name in nynorsk"), max_length=100, blank=True)
    name_en = FreeCharField(_("name in English"), max_length=100, blank=True)
    name_se = FreeCharField(_("name in Northern Sami"), max_length=100, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields: ClassVar = [
        index.SearchField("name_nb"),
        index.AutocompleteField("name_nb"),
        index.AutocompleteField("name_en"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering: ClassVar = ["kind", "sort_order", "name_nb"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "slug"], name="cms_term_unique")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language, else bokmål's."""
        return getattr(self, f"name_{get_language() or 'nb'}", "") or self.name_nb


class PageTerm(models.Model):
    """A term on a page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_terms")
    term = models.ForeignKey(Term, verbose_name=_("term"), on_delete=models.CASCADE, related_name="page_terms")

    # Rows are made anew at each publication; the index would look for those that are gone already.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term on page")
        verbose_name_plural = _("terms on pages")
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "term"], name="cms_pageterm_unique")]

    def __str__(self) -> str:
        return str(self.term)
