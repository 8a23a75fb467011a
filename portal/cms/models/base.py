"""What every page of the portal has."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Revision
from wagtail.search import index

from portal.cms.forms import GuardedPageForm
from portal.cms.panels import terms_panel
from portal.cms.querysets import BasePageManager
from portal.cms.services.fnr import refuse_fnr
from portal.cms.services.frame import frame
from portal.cms.services.indexing import page_index_text


def _is_text(field: Any) -> bool:
    return isinstance(field, index.SearchField) and field.field_name != "title"


class BasePage(Page):
    """Summary, picture, where the facts come from and when somebody last checked them, and the six taxonomies."""

    summary = models.TextField(
        _("summary"), blank=True, max_length=400, help_text=_("One or two sentences. Shown in lists and search.")
    )
    image = models.ForeignKey(
        "assets.PortalImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where the facts come from, as a person would say it.")
    )
    source_url = models.URLField(_("address of the source"), blank=True)
    last_checked = models.DateField(
        _("last checked"), null=True, blank=True, help_text=_("When somebody last made sure that this is right.")
    )
    next_review = models.DateField(_("next review"), null=True, blank=True)

    # How the frame shows this kind of page; rooms change these.
    show_breadcrumbs = True
    noindex = False

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("image")]
    quality_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("source_url"), FieldPanel("last_checked"), FieldPanel("next_review")],
            heading=_("Source and quality"),
        ),
        terms_panel(),
    ]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary")]
    base_form_class = GuardedPageForm

    objects = BasePageManager()

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the frame around the page needs (breadcrumbs, languages, canonical address, language notice)."""
        return {**super().get_context(request, *args, **kwargs), **frame(self, request)}

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """Put one field of stems in the index in place of the texts that `search_fields` names (decision 0011)."""
        return [*(each for each in super().get_search_fields() if not _is_text(each)), index.SearchField("search_text")]

    def search_text(self) -> str:
        """Return what the index holds of this page; called when it is indexed."""
        return page_index_text(self, [each for each in super().get_search_fields() if _is_text(each)])

    @cached_property
    def shown_terms(self) -> list[Any]:
        """The terms on the page, by taxonomy."""
        rows = self.page_terms.all()
        if self.pk and hasattr(rows, "select_related"):
            rows = rows.select_related("term")
        return sorted((row.term for row in rows), key=lambda term: (term.kind, term.sort_order))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let the page cache keep what an anonymous reader of a public page gets."""
        request.cacheable_page = (  # type: ignore[attr-defined]
            not getattr(request, "is_preview", False)
            and not getattr(request, "page_is_private", False)
            and not request.user.is_authenticated
        )
        return super().serve(request, *args, **kwargs)

    def clean(self) -> None:
        """Refuse an identity number whichever way the text came: forms, translations, imports.

        The admin's form looks for itself, field by field and block by block.
        """
        super().clean()
        if not getattr(self, "_checked_by_form", False):
            refuse_fnr(self)

    def update_aliases(self, **kwargs: Any) -> None:
        """Leave copies alone while the page itself waits for its day: Wagtail would make them public at once."""
        if self.live:
            super().update_aliases(**kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Refuse here as well: drafts are saved without `clean`, and a draft is read by many."""
        refuse_fnr(self)
        return super().save_revision(*args, **kwargs)
