"""What somebody brought to meetings, wrote on their walls, and answered: for *mine data*."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts import mydata
from portal.accounts.models import User
from portal.gatherings.models import Note, Problem, PulseSeat
from portal.gatherings.services.problems import mark_of


def _brought(user: User) -> Q:
    """What the person brought. Without a name it is found by the mark of each meeting that has any such problem."""
    meetings = Problem.objects.exclude(mark="").values_list("gathering_id", flat=True).distinct()
    marks = [mark_of(user, each) for each in meetings]
    return Q(person=user) | Q(mark__in=marks)


def export(user: User) -> dict[str, Any]:
    """Problems brought, notes written, and which pulses the person has answered (never what)."""
    problems = Problem.objects.filter(_brought(user)).select_related("gathering").order_by("brought_on", "pk")
    notes = Note.objects.filter(person=user).select_related("board__gathering").order_by("board_id", "place", "pk")
    seats = PulseSeat.objects.filter(person=user).select_related("pulse__gathering").order_by("pulse_id")
    return {
        "problems brought": [
            {"meeting": each.gathering.title, "text": each.text, "with name": each.person_id is not None}
            for each in problems
        ],
        "notes written": [{"meeting": each.board.gathering.title, "text": each.text} for each in notes],
        "pulses answered": [{"meeting": each.pulse.gathering.title, "question": each.pulse.question} for each in seats],
    }


def erase(user: User) -> None:
    """Take the person off what stays with the meeting, and forget what they have answered to."""
    Problem.objects.filter(_brought(user)).update(person=None, mark="")
    Note.objects.filter(person=user).update(person=None)
    PulseSeat.objects.filter(person=user).delete()


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("gatherings_room", export, _("What you brought to meetings and wrote there"))
    mydata.register_eraser(
        "gatherings_room",
        erase,
        title=_("Problems, notes and answers in meetings"),
        fate=_(
            "Problems and notes stay with the meeting without your name. That you have answered a pulse is deleted; "
            "the answers belong to nobody."
        ),
    )
