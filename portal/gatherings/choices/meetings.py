"""What a meeting may be, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GatheringKind(models.TextChoices):
    """What kind of meeting it is."""

    NETWORK = "network", _("network meeting")
    COURSE = "course", _("course gathering")
    GUIDANCE = "guidance", _("guidance session")
    WORKSHOP = "workshop", _("workshop")
    CONFERENCE = "conference", _("conference day")
    WEBINAR = "webinar", _("webinar")
    MEETING = "meeting", pgettext_lazy("kind of gathering", "meeting")


class Form(models.TextChoices):
    """Where people meet."""

    ROOM = "room", _("in a room")
    HYBRID = "hybrid", _("in a room and online")
    DIGITAL = "digital", _("online")


class Stage(models.TextChoices):
    """How far the planning has come. A draft is seen by those who plan it only."""

    DRAFT = "draft", pgettext_lazy("meeting", "draft")
    ANNOUNCED = "announced", pgettext_lazy("meeting", "announced")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


class SlotKinds(models.TextChoices):
    """The kinds of `domain.agenda.SlotKind`, in words."""

    OPENING = "opening", _("opening")
    TALK = "talk", _("talk")
    QUESTIONS = "questions", _("questions and dialogue")
    EXERCISE = "exercise", _("exercise")
    CONVERSATION = "conversation", _("conversation")
    WORKSHOP = "workshop", _("work in groups")
    PLENARY = "plenary", _("summing up together")
    BREAK = "break", pgettext_lazy("agenda", "break")
    MEAL = "meal", pgettext_lazy("agenda", "lunch or other meal")
    CHECK_IN = "check_in", _("check-in")
    CHECK_OUT = "check_out", _("check-out")
    CLOSING = "closing", pgettext_lazy("agenda", "closing")
