"""The library: exercises, whole agendas, and the page where both are found (S24, S50, S51, S66, S70, S80, S81)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.cms.blocks import IntroStream
from portal.cms.models import BasePage
from portal.gatherings.choices.meetings import GatheringKind
from portal.gatherings.panels import focus_panel, size_panel
from portal.gatherings.streams import AroundStream, HandoutsStream, PartsStream, StepsStream, minutes_of


class Purpose(models.TextChoices):
    """What an exercise or an agenda is good for."""

    MEET = "meet", _("get to know each other")
    FRAME = "frame", _("begin and end well")
    INSIGHT = "insight", _("understand users and the need")
    PRACTISE = "practise", _("practise")
    SHARE = "share", _("share experience")
    REFLECT = "reflect", _("reflect and get guidance")
    SORT = "sort", _("find and sort ideas")
    AGREE = "agree", _("agree and go on together")


class Opener(models.TextChoices):
    """How a focus question begins (S50)."""

    CREATE = "create", _("How can we together create …")
    MANAGE = "manage", _("How can we manage to …")


class LibraryPage(BasePage):
    """All agendas and exercises, with filters."""

    body = StreamField(IntroStream(), verbose_name=_("introduction"), blank=True)

    template = "portal/gatherings/pages/library.html"
    parent_page_types: ClassVar[list[str]] = ["cms.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["gatherings.AgendaTemplatePage", "gatherings.ExercisePage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body"), *BasePage.quality_panels]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("library of agendas and exercises")
        verbose_name_plural = _("libraries of agendas and exercises")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the filters in the address ask for; read when the template asks."""
        from portal.gatherings.presenters.library import library_list

        context = super().get_context(request, *args, **kwargs)
        return {**context, "found": SimpleLazyObject(lambda: library_list(request))}


class LibraryItem(BasePage):
    """What an exercise and an agenda have in common."""

    purpose = models.CharField(_("good for"), max_length=10, choices=Purpose)
    aim = models.TextField(_("purpose"), max_length=1000, help_text=_("What the group has afterwards that it lacked."))
    people_from = models.PositiveSmallIntegerField(_("at least (people)"), null=True)
    people_to = models.PositiveSmallIntegerField(
        _("at most (people)"), null=True, blank=True, help_text=_("Leave empty when there is no limit.")
    )
    minutes_proposed = models.BooleanField(
        _("the minutes are our proposal"),
        default=False,
        help_text=_("Tick this when the source gives no times. The page says so."),
    )

    parent_page_types: ClassVar[list[str]] = ["gatherings.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A group is not smaller at most than at least."""
        super().clean()
        if self.people_from and self.people_to and self.people_to < self.people_from:
            raise ValidationError({"people_to": _("This is fewer than “at least”.")})


class ExercisePage(LibraryItem):
    """One exercise: what for, for how many, how long, step by step, and what to watch for."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True)
    lead = models.CharField(_("who leads"), max_length=120, blank=True, help_text=_("A role, never a named person."))
    materials = models.TextField(_("material"), max_length=600, blank=True, help_text=_("One thing a line."))
    steps = StreamField(StepsStream(), verbose_name=_("steps"))
    watch_for = models.TextField(
        _("what to watch for"), max_length=1000, blank=True, help_text=_("One thing a line: what goes wrong easily.")
    )
    handouts = StreamField(HandoutsStream(), verbose_name=_("what is handed out"), blank=True)

    template = "portal/gatherings/pages/exercise.html"
    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("purpose"), FieldPanel("aim")], heading=_("What it is good for")),
        size_panel(minutes=True),
        FieldPanel("lead"),
        FieldPanel("materials"),
        FieldPanel("steps"),
        FieldPanel("watch_for"),
        FieldPanel("handouts"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("aim"),
        index.SearchField("materials"),
        index.SearchField("steps"),
        index.SearchField("watch_for"),
        index.SearchField("handouts"),
    ]

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        from portal.gatherings.presenters.library import eyebrow

        return eyebrow(self, str(_("Exercise")))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the exercise as it is shown, and the agendas that use it; read when the template asks."""
        from portal.gatherings.presenters.library import exercise_shown

        context = super().get_context(request, *args, **kwargs)
        return {**context, "exercise": SimpleLazyObject(lambda: exercise_shown(self, request))}


class AgendaTemplatePage(LibraryItem):
    """A whole agenda that a meeting can begin from.

    `minutes` is the sum of the items, counted when the page is saved, so that lists can filter by it.
    """

    gathering = models.CharField(_("kind of gathering"), max_length=20, choices=GatheringKind)
    focus_opener = models.CharField(_("it begins"), max_length=10, choices=Opener, blank=True)
    focus_question = models.CharField(
        _("and goes on"),
        max_length=250,
        blank=True,
        help_text=_("Without a beginning above, write the whole question."),
    )
    usual_start = models.TimeField(
        _("usually starts at"),
        null=True,
        blank=True,
        help_text=_("Leave empty, and the page shows minutes until a reader chooses when to start."),
    )
    parts = StreamField(PartsStream(), verbose_name=_("agenda"))
    before = StreamField(AroundStream(), verbose_name=_("before the meeting"), blank=True)
    after = StreamField(AroundStream(), verbose_name=_("after the meeting"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, editable=False)

    template = "portal/gatherings/pages/agenda.html"
    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("gathering"), FieldPanel("purpose"), FieldPanel("aim")], heading=_("What it is good for")
        ),
        focus_panel(),
        size_panel(minutes=False),
        FieldPanel("usual_start"),
        FieldPanel("before"),
        FieldPanel("parts"),
        FieldPanel("after"),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("aim"),
        index.SearchField("focus_question"),
        index.SearchField("before"),
        index.SearchField("parts"),
        index.SearchField("after"),
    ]

    class Meta:
        verbose_name = _("agenda in the library")
        verbose_name_plural = _("agendas in the library")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        from portal.gatherings.presenters.library import eyebrow

        return eyebrow(self, pgettext("in the library", "Agenda"), str(self.get_gathering_display()))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count the minutes."""
        self.minutes = minutes_of(self.parts)
        if (names := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*names, "minutes"}
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the agenda with the times that the address asks for; read when the template asks."""
        from portal.gatherings.presenters.library import agenda_shown

        context = super().get_context(request, *args, **kwargs)
        return {**context, "agenda": SimpleLazyObject(lambda: agenda_shown(self, request))}
