"""A handbook of one organisation, and its chapters. Both are translated like any page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.accounts.models import Organisation
from portal.cms.models import BasePage
from portal.handbook.choices import Access
from portal.handbook.forms import ChapterForm
from portal.handbook.permissions import answer_stranger, may_read
from portal.handbook.streams import ChapterStream

# Pictures are public by their address, so a book has none.
TITLE_AND_SUMMARY = [panel for panel in BasePage.content_panels if getattr(panel, "field_name", "") != "image"]


class HandbookPage(BasePage):
    """The book: whose it is, who may read it, and an introduction."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    access = models.CharField(_("who may read it"), max_length=10, choices=Access, default=Access.PUBLIC)
    intro = StreamField(ChapterStream(), verbose_name=_("introduction"), blank=True)

    template = "portal/handbook/pages/handbook.html"
    parent_page_types: ClassVar = ["cms.SectionPage"]
    subpage_types: ClassVar = ["handbook.ChapterPage"]
    content_panels: ClassVar = [
        *TITLE_AND_SUMMARY,
        MultiFieldPanel([FieldPanel("organisation"), FieldPanel("access")], heading=_("Whose it is, and for whom")),
        FieldPanel("intro"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("handbook")
        verbose_name_plural = _("handbooks")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        return f"{_('Handbook')} · {self.organisation}"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Let in those who may read it."""
        return serve_guarded(self, self, request, super().serve, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chapters with how it stands for the reader; read when the template asks."""
        from portal.handbook.presenters.book import book_screen

        context = super().get_context(request, *args, **kwargs)
        return {**context, "book": SimpleLazyObject(lambda: book_screen(self, request))}


class ChapterPage(BasePage):
    """One chapter. Which version it is, is counted when it is published (services/editions.py).

    `change_note` and `small_change` belong to the publishing that is being prepared, not to the chapter.
    """

    body = StreamField(ChapterStream(), verbose_name=_("content"), blank=True)
    change_note = models.TextField(
        _("what is new"),
        blank=True,
        max_length=500,
        help_text=_("One or two sentences for those who have read the chapter before. Stands in the change log."),
    )
    small_change = models.BooleanField(
        _("only a small correction"),
        default=False,
        help_text=_("Spelling, a link. The version stays the same, and nobody is asked to read again."),
    )
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person who answers for it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Gets a letter before the revision. Readers see the role, not the name."),
    )
    owner_role = models.CharField(
        _("role that answers for it"), max_length=120, blank=True, help_text=_("For instance: the coordinating unit")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    mirror_number = models.CharField(_("number of the document"), max_length=60, blank=True)
    mirror_name = models.CharField(_("name of the document"), max_length=200, blank=True)
    mirror_url = models.URLField(_("address of the document"), blank=True)
    mirror_compared = models.DateField(
        _("last compared"), null=True, blank=True, help_text=_("When somebody last saw that the two say the same.")
    )
    borrowed_key = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    borrowed_version = models.PositiveIntegerField(
        _("version it builds on"),
        null=True,
        blank=True,
        help_text=_("Set this to the newest one when you have taken in what is new in the original."),
    )
    borrowed_on = models.DateField(null=True, blank=True, editable=False)
    borrowed_organisation = models.CharField(max_length=200, blank=True, editable=False)
    borrowed_title = models.CharField(max_length=255, blank=True, editable=False)

    template = "portal/handbook/pages/chapter.html"
    base_form_class = ChapterForm
    parent_page_types: ClassVar = ["handbook.HandbookPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [
        SynchronizedField(name, overridable=False)
        for name in ("mirror_number", "mirror_name", "borrowed_organisation", "borrowed_title")
    ]
    content_panels: ClassVar = [
        *TITLE_AND_SUMMARY,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("change_note"), FieldPanel("small_change")], heading=_("When you publish: what is new?")
        ),
        MultiFieldPanel(
            [
                FieldPanel("owner_role"),
                FieldPanel("owner_person"),
                FieldPanel("valid_from"),
                FieldPanel("next_review", heading=_("next revision")),
            ],
            heading=_("Owner and revision"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("mirror_number"),
                FieldPanel("mirror_name"),
                FieldPanel("mirror_url"),
                FieldPanel("mirror_compared"),
            ],
            heading=_("The document in the quality system that this chapter mirrors"),
        ),
        FieldPanel("borrowed_version"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("source_url"), FieldPanel("last_checked")],
            heading=_("Source and quality"),
        ),
        BasePage.quality_panels[-1],
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("mirror_number"),
        index.SearchField("mirror_name"),
    ]

    class Meta:
        verbose_name = _("chapter of a handbook")
        verbose_name_plural = _("chapters of handbooks")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        return str(_("Chapter of a handbook"))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Let in those who may read the book."""
        self.book = self.get_parent().specific
        return serve_guarded(self, self.book, request, super().serve, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add version, log, what is new for the reader, and the neighbours; read when the template asks."""
        from portal.handbook.presenters.chapter import chapter_screen

        context = super().get_context(request, *args, **kwargs)
        return {**context, "chapter": SimpleLazyObject(lambda: chapter_screen(self, request))}


def serve_guarded(page: Any, book: HandbookPage, request: HttpRequest, serve: Any, *args: Any, **kwargs: Any) -> Any:
    """Serve a page of a book to those who may read the book; what others get, nobody keeps."""
    decision = may_read(request.user, book)
    if not decision:
        return answer_stranger(request)
    if decision.reason != "public":
        request.page_is_private = True  # type: ignore[attr-defined]
    return serve(request, *args, **kwargs)
