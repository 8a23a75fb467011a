"""How people come to have a seat, what they answer, and whether they came, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.kernel.choices import label_of


class Joining(models.TextChoices):
    """How somebody gets a seat."""

    INVITED = "invited", _("those who are invited")
    MEMBERS = "members", _("everybody who comes in here, by signing up")
    OWN_PEOPLE = "own_people", _("the organisation's own people, by signing up")
    OPEN = "open", _("everybody with an account, by signing up")


def joining_words(joining: str, organisation: object | None = None) -> str:
    """How somebody gets a seat, in words; whose own people it is for by name where `organisation` is known."""
    if joining == Joining.OWN_PEOPLE and organisation is not None:
        return gettext("everybody in %(organisation)s, by signing up") % {"organisation": organisation}
    return label_of(Joining, joining)


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
    HOST_AFTER = "host_after", pgettext_lazy("attendance", "noted by the host after they said that they were there")
    SELF_AFTER = (
        "self_after",
        pgettext_lazy("attendance", "said so themselves after being noted as not there"),
    )
