"""Guides: ordered steps, or levels with steps, with gates between them (S01, S14 to S16)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.cms.blocks import BodyStream, ContactStream, GuideStream, IntroStream
from portal.cms.models.base import BasePage
from portal.cms.presenters import outline


class GuidePage(BasePage):
    """A way of working, step by step: who acts, examples, whom to ask, and questions that decide where to go next."""

    intro = StreamField(IntroStream(), verbose_name=_("introduction"), blank=True)
    steps = StreamField(GuideStream(), verbose_name=_("steps or levels"), blank=True)
    contacts = StreamField(ContactStream(), verbose_name=_("local contacts"), blank=True)
    body = StreamField(BodyStream(), verbose_name=_("after the steps"), blank=True)

    template = "portal/cms/pages/guide.html"
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["cms.SectionPage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("steps", help_text=_("Steps in the order they are taken, or levels that hold steps. Not both.")),
        FieldPanel("contacts"),
        FieldPanel("body"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("steps"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        return str(_("Guide"))

    def clean(self) -> None:
        """A guide has steps or levels; a mixture would have two ways of counting."""
        super().clean()
        kinds = {each.block_type for each in self.steps}
        if len(kinds) > 1:
            raise ValidationError({"steps": _("Use either steps or levels in one guide, not both.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the outline: numbered steps with anchors, and where each answer leads. Made when the template asks."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "outline": SimpleLazyObject(lambda: outline(self))}
