"""The course tree: a course holds modules, a module holds steps. A lesson is the first kind of step."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses.blocks import CourseStream, LessonStream
from courses.domain.completion import Rule
from portal.cms.models import BasePage


class CompletionRule(models.TextChoices):
    """The rules of `courses.domain.completion`, in the editors' words."""

    MARKED = Rule.MARKED.value, _("when the learner says so")
    QUIZ = Rule.QUIZ.value, _("when every question has been answered")
    OPENED = Rule.OPENED.value, _("when the learner has opened it")


class CoursePage(BasePage):
    """A course: what it gives, its modules, and where the learner is."""

    leave_with = StreamField(
        [("point", blocks.CharBlock(label=_("point"), max_length=200))],
        verbose_name=_("what the learner leaves with"),
        blank=True,
        help_text=_("Short points that begin with «You can …»."),
    )
    certificate_text = models.TextField(
        _("text on the certificate"),
        blank=True,
        max_length=400,
        help_text=_("Goes on from the name: «has completed …»."),
    )
    body = StreamField(CourseStream(), verbose_name=_("introduction"), blank=True)

    template = "courses/pages/course.html"
    parent_page_types: ClassVar = ["cms.SectionPage", "cms.HomePage"]
    subpage_types: ClassVar = ["courses.ModulePage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("leave_with"),
        FieldPanel("body"),
        FieldPanel("certificate_text"),
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

    template = "courses/pages/module.html"
    parent_page_types: ClassVar = ["courses.CoursePage"]
    subpage_types: ClassVar = ["courses.LessonPage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body"), *BasePage.quality_panels]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the steps and, for a signed-in reader, how far they have come."""
        from courses.presenters import module_context

        return {**super().get_context(request, *args, **kwargs), **module_context(self, request)}


class StepPage(BasePage):
    """What every kind of step has: an estimate of time and a rule that says when it is done."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, help_text=_("About how long it takes. Learners see it in the list of steps.")
    )
    completion_rule = models.CharField(
        _("the step is done"),
        max_length=20,
        choices=CompletionRule,
        default=CompletionRule.MARKED,
        help_text=_("Learners are told this. Changing it never takes away what somebody has completed."),
    )

    step_panels: ClassVar = [
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("completion_rule")], heading=_("Time and completion"))
    ]

    class Meta:
        abstract = True


class LessonPage(StepPage):
    """A step one takes alone, in one's own time."""

    body = StreamField(LessonStream(), verbose_name=_("lesson"), blank=True)

    template = "courses/pages/lesson.html"
    parent_page_types: ClassVar = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        *StepPage.step_panels,
        HelpPanel(
            content=_(
                "Build a lesson in the order it is read: a short text, something to look at, a case, a question, "
                "and last a private reflection. Ten minutes is enough."
            )
        ),
        FieldPanel("body"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the module's steps and, for a signed-in learner, answers, reflections and what is left."""
        from courses.presenters import lesson_context

        return {**super().get_context(request, *args, **kwargs), **lesson_context(self, request)}
