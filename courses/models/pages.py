"""The course tree: a course holds modules, a module holds steps. Steps stand in `steps.py`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses.blocks import CourseStream
from courses.forms.editing import ModuleForm
from portal.cms.models import BasePage


class TrainingKind(models.TextChoices):
    """What kind of training a course is, in the field's own words (S07)."""

    INDIVIDUAL = "individual", _("individual training")
    ACROSS = "across", _("training across services")
    THEME_DAY = "theme_day", _("theme gathering (fagsamling)")
    NETWORK = "network", _("network gathering")
    ONLINE = "online", _("e-learning")


class CoursePage(BasePage):
    """A course: what it gives, its modules, and where the learner is."""

    leave_with = StreamField(
        [("point", blocks.CharBlock(label=_("point"), max_length=200))],
        verbose_name=_("what the learner leaves with"),
        blank=True,
        help_text=_("Short points that begin with “You can …”."),
    )
    certificate_text = models.TextField(
        _("text on the certificate"),
        blank=True,
        max_length=400,
        help_text=_("Goes on from the name: “has completed …”."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=TrainingKind, blank=True, default="", db_default="")
    body = StreamField(CourseStream(), verbose_name=_("introduction"), blank=True)
    read_ahead = models.BooleanField(
        _("everything can be read at once"),
        default=True,
        help_text=_("Off: what waits for something else is not shown before that is done."),
    )
    repeat_months = models.PositiveSmallIntegerField(
        _("to be taken again after so many months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Empty: never. Learners, leaders and KE see the date. What somebody has done always stands."),
    )

    template = "courses/pages/course.html"
    parent_page_types: ClassVar = ["cms.SectionPage", "cms.HomePage"]
    subpage_types: ClassVar = ["courses.ModulePage"]
    # Editors see modules and steps in the order in which they are taken, not the one that was saved last on top.
    admin_default_ordering = "ord"
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("leave_with"),
        FieldPanel("body"),
        FieldPanel("certificate_text"),
        MultiFieldPanel([FieldPanel("read_ahead"), FieldPanel("repeat_months")], heading=_("Order and repetition")),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the modules and, for a signed-in reader, how far they have come."""
        from courses.presenters import course_context

        return {**super().get_context(request, *args, **kwargs), **course_context(self, request)}


class ModulePage(BasePage):
    """A part of a course that ends with a certificate."""

    body = StreamField(CourseStream(), verbose_name=_("introduction"), blank=True)
    # Translation keys of steps and modules, as text.
    requires = models.JSONField(_("opens after"), default=list, blank=True)

    template = "courses/pages/module.html"
    parent_page_types: ClassVar = ["courses.CoursePage"]
    subpage_types: ClassVar = ["courses.LessonPage", "courses.PracticeStepPage", "courses.GatheringStepPage"]
    admin_default_ordering = "ord"
    base_form_class = ModuleForm
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("requires")], heading=_("Order")),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the steps and, for a signed-in reader, how far they have come."""
        from courses.presenters import module_context

        return {**super().get_context(request, *args, **kwargs), **module_context(self, request)}
