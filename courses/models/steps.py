"""The steps of a module: a lesson taken alone, something to practise, a meeting with others."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses.blocks import CourseStream, LessonStream
from courses.domain.completion import BY_OTHERS, Combine, Condition, Rule, from_data, to_data
from courses.forms.editing import RulePanel, StepForm
from portal.cms.models import BasePage

AS_LEARNER = "learner"


def marked_rule() -> dict[str, Any]:
    """The simplest rule: done when the learner says so."""
    return to_data(Rule())


def decided_rule() -> dict[str, Any]:
    """Done when whoever leads the course has decided so."""
    return to_data(Rule((Condition.DECIDED,)))


def met_rule() -> dict[str, Any]:
    """Done when the learner was at the meeting, or whoever leads the course has decided so."""
    return to_data(Rule((Condition.ATTENDED, Condition.DECIDED), Combine.ANY))


def practised_rule() -> dict[str, Any]:
    """Done when the learner has tried one thing."""
    return to_data(Rule((Condition.PRACTISED,)))


class StepPage(BasePage):
    """What every kind of step has: an estimate of time, a rule that says when it is done, and what it opens after."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, help_text=_("About how long it takes. Learners see it in the list of steps.")
    )
    # Data of `courses.domain.completion`; the editor's fields stand in `courses.forms.editing`.
    completion = models.JSONField(_("the step is done"), default=marked_rule)
    # Translation keys of steps and modules, as text.
    requires = models.JSONField(_("opens after"), default=list, blank=True)

    base_form_class = StepForm
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["courses.ModulePage"]
    # What the rule of this kind of step may ask for.
    conditions: ClassVar[tuple[Condition, ...]] = (Condition.OPENED, Condition.MARKED, Condition.DECIDED)
    step_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("minutes"),
                RulePanel("done_when"),
                RulePanel("done_right"),
                RulePanel("done_combine"),
                RulePanel("done_needed"),
            ],
            heading=_("Time and completion"),
        ),
        MultiFieldPanel([FieldPanel("requires")], heading=_("Order")),
    ]

    class Meta:
        abstract = True

    # First, since what is opened by «View draft» is the first. The other: what everybody may read.
    preview_modes: ClassVar = [(AS_LEARNER, _("As a course participant")), ("", _("As somebody who is not signed in"))]

    @property
    def rule(self) -> Rule:
        """When the step is done."""
        return from_data(self.completion or {})

    @property
    def finish_by_oneself(self) -> bool:
        """Whether the learner has a say in it: not where only somebody else decides, or notes who was there."""
        return not set(self.rule.conditions) <= BY_OTHERS

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the module's steps and, for a signed-in learner, what is theirs and what is left."""
        from courses.presenters import rehearsal_context, step_context

        tried = getattr(request, "is_preview", False) and getattr(request, "preview_mode", "") == AS_LEARNER
        own = rehearsal_context(self, request) if tried else step_context(self, request)
        return {**super().get_context(request, *args, **kwargs), **own}


class LessonPage(StepPage):
    """A step one takes alone, in one's own time."""

    body = StreamField(LessonStream(), verbose_name=_("lesson"), blank=True)

    template = "courses/pages/lesson.html"
    conditions: ClassVar = (
        Condition.OPENED,
        Condition.TASKS,
        Condition.RIGHT,
        Condition.MARKED,
        Condition.DECIDED,
    )
    content_panels: ClassVar = [
        *BasePage.content_panels,
        HelpPanel(
            content=_(
                "Build a lesson in the order it is read: a short text, something to look at, a case, a question, "
                "and last a private reflection. Ten minutes is enough."
            )
        ),
        FieldPanel("body"),
        *StepPage.step_panels,
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class PracticeStepPage(StepPage):
    """Choose one thing to practise, note what happened, share what one wants.

    What somebody notes is a private reflection whose block is the step itself (models/reflections.py); what they
    share is another text, which they write for others to read (models/practice.py).
    """

    body = StreamField(CourseStream(), verbose_name=_("introduction"), blank=True)
    things = StreamField(
        [
            (
                "thing",
                blocks.StructBlock(
                    [
                        ("title", blocks.CharBlock(label=_("what to try"), max_length=150)),
                        ("how", blocks.TextBlock(label=_("how to go about it"), required=False, max_length=600)),
                    ],
                    icon="pick",
                    label=_("Thing to practise"),
                    label_format="{title}",
                ),
            )
        ],
        verbose_name=_("things to choose among"),
        blank=True,
        help_text=_("Two to five small things that can be tried in an ordinary working day."),
    )
    completion = models.JSONField(_("the step is done"), default=practised_rule)
    note_prompt = models.CharField(
        _("question for the private note"),
        max_length=300,
        blank=True,
        help_text=_("Empty: “What happened?”"),
    )

    template = "courses/pages/practice.html"
    conditions: ClassVar = (Condition.OPENED, Condition.PRACTISED, Condition.MARKED, Condition.DECIDED)
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("body"),
        FieldPanel("things"),
        FieldPanel("note_prompt"),
        *StepPage.step_panels,
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("things")]

    class Meta:
        verbose_name = _("practice step")
        verbose_name_plural = _("practice steps")


class GatheringStepPage(StepPage):
    """What happens when people meet. The meetings themselves belong to a run of the course."""

    completion = models.JSONField(_("the step is done"), default=met_rule)
    happens = models.CharField(
        _("when it happens"),
        max_length=200,
        blank=True,
        help_text=_("In words: “Two hours, after module 1”. Dates belong to each run of the course."),
    )
    agenda = models.ForeignKey(
        "gatherings.AgendaTemplatePage",
        verbose_name=_("agenda in the library"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Each run of the course gets a copy of it for this meeting."),
    )
    weeks_after = models.PositiveSmallIntegerField(
        _("weeks after the meeting before it"),
        default=2,
        db_default=2,
        validators=[MinValueValidator(0), MaxValueValidator(52)],
        help_text=_("What is proposed when a run of the course is planned. The first meeting is day one."),
    )
    body = StreamField(CourseStream(), verbose_name=_("what we do"), blank=True)

    template = "courses/pages/gathering.html"
    conditions: ClassVar = (*StepPage.conditions, Condition.ATTENDED)
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("happens"),
        MultiFieldPanel([FieldPanel("agenda"), FieldPanel("weeks_after")], heading=_("When the course is run")),
        FieldPanel("body"),
        *StepPage.step_panels,
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("happens"), index.SearchField("body")]

    class Meta:
        verbose_name = _("meeting step")
        verbose_name_plural = _("meeting steps")


STEP_KINDS: tuple[type[StepPage], ...] = (LessonPage, PracticeStepPage, GatheringStepPage)
