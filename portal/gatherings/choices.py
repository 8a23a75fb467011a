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


class Joining(models.TextChoices):
    """How somebody gets a seat."""

    INVITED = "invited", _("those who are invited")
    MEMBERS = "members", _("everybody who comes in here, by signing up")
    OPEN = "open", _("everybody with an account, by signing up")


class SeatStates(models.TextChoices):
    """The states of `domain.seats.SeatState`, in words."""

    INVITED = "invited", pgettext_lazy("seat", "not answered")
    OPENED = "opened", pgettext_lazy("seat", "has read, not answered")
    CONFIRMED = "confirmed", pgettext_lazy("seat", "comes")
    WAITING = "waiting", pgettext_lazy("seat", "on the waiting list")
    OFFERED = "offered", pgettext_lazy("seat", "has been offered a seat")
    DECLINED = "declined", pgettext_lazy("seat", "can not come")
    REPLACED = "replaced", pgettext_lazy("seat", "sends somebody else")
    WITHDRAWN = "withdrawn", pgettext_lazy("seat", "invitation withdrawn")


class Hindrances(models.TextChoices):
    """The hindrances of `domain.seats.Hindrance`, in the words of those who can't come (S73)."""

    NO_TIME = "no_time", _("I don't have the time")
    NO_RELEASE = "no_release", _("I am not released from my work")
    NO_COVER = "no_cover", _("nobody can stand in for me")
    ILL = "ill", _("illness")
    OTHER_MEETING = "other_meeting", _("I am at something else that day")
    TRAVEL = "travel", _("it is too far to travel")
    NOT_RELEVANT = "not_relevant", _("it does not concern me")
    UNCLEAR = "unclear", _("I don't know what is expected of me")
    WRONG_PERSON = "wrong_person", _("somebody else should have been asked")
    OTHER = "other", _("something else")


class Attendances(models.TextChoices):
    """The states of `domain.seats.Attendance` that are noted, in words."""

    NONE = "none", pgettext_lazy("attendance", "was not there")
    PART = "part", pgettext_lazy("attendance", "was there for part of it")
    FULL = "full", pgettext_lazy("attendance", "was there")


class NotedBy(models.TextChoices):
    """Who noted that somebody was there."""

    HOST = "host", pgettext_lazy("attendance", "noted by the host")
    SELF = "self", pgettext_lazy("attendance", "by the code in the room")
