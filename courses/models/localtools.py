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

# The form of S13: up to five activities, four conversations, a scale from 0 to 10.
ACTIVITIES, CONVERSATIONS, POINTS = 5, 4, 10
# The mouth of each face on the scale, as the middle of a curve: from the corners drawn down to drawn up.
FACES = {0: 12.5, 2: 13.6, 4: 15, 6: 16.4, 8: 17.8, 10: 19}


class LocalTool(models.TextChoices):
    """What the portal can do in a browser; each has its template and its script."""

    PSFS = "psfs", _("What matters to you? (PSFS)")
    MEETING = "meeting", _("Meeting with checklist and clock")


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
        """Add what the tool's template counts by."""
        return {
            **super().get_context(request, *args, **kwargs),
            "tool_template": f"courses/parts/local/{self.tool}.html",
            "activities": range(1, ACTIVITIES + 1),
            "conversations": range(1, CONVERSATIONS + 1),
            "scale": [(point, FACES.get(point)) for point in range(POINTS + 1)],
        }
