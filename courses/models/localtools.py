"""Tools that run in the reader's own browser alone: nothing typed in them is sent, kept or logged (design §3.1)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses.blocks import CourseStream
from portal.cms.models import BasePage


class LocalTool(models.TextChoices):
    """What the portal can do in a browser; each has its template and its script."""

    PSFS = "psfs", _("What matters to you? (PSFS)")
    MEETING = "meeting", _("Meeting with checklist and clock")
    FIRST_MEETING = "first_meeting", _("The first meeting: recipe, agenda and words")
    DEMO_ROOM = "demo_room", _("Samsnakk: a demo room")


class LocalToolPage(BasePage):
    """A page around one such tool: what it is for, the tool, and how to use it."""

    tool = models.CharField(_("tool"), max_length=20, choices=LocalTool, default=LocalTool.PSFS)
    body = StreamField(CourseStream(), verbose_name=_("how to use it"), blank=True)

    template = "courses/pages/local_tool.html"
    parent_page_types: ClassVar = ["cms.SectionPage", "cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("tool"),
        FieldPanel("body"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("tool in the browser")
        verbose_name_plural = _("tools in the browser")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the tool's template shows and counts by."""
        from courses.presenters import tool_context

        return {
            **super().get_context(request, *args, **kwargs),
            **tool_context(self.tool),
            "tool_template": f"courses/parts/local/{self.tool}.html",
        }
