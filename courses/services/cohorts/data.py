"""What runs of courses hold about a person, for *mine data*."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from courses.models import Cohort, ContactWish, FollowUp, MadeUp
from portal.accounts import mydata
from portal.accounts.models import User


def export(user: User) -> dict[str, list[dict[str, Any]]]:
    """Groups one has planned, and what stands about oneself in those one takes part in."""
    planned = Cohort.objects.filter(created_by=user).order_by("pk")
    wishes = ContactWish.objects.filter(seat__person=user).order_by("pk")
    made_up = MadeUp.objects.filter(seat__person=user).order_by("pk")
    asked = FollowUp.objects.filter(seat__person=user).order_by("pk")
    return {
        "groups planned": _rows(planned, "title", "expectations", "backing", "peer_role", "created_at"),
        "contact lists": _rows(wishes, "seat__seating__cohort__title", "phone", "changed_at"),
        "meetings made up for": _rows(made_up, "gathering__title", "how", "noted_at"),
        "follow-ups": _rows(asked, "cohort__title", "when", "held", "slipped", "shared", "answered_at"),
    }


def _rows(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return [dict(row) for row in rows.values(*fields)]


def erase(user: User) -> None:
    """Take away the number, what was answered, and what was noted about making up for meetings.

    The room of seats may have been asked first: then the seat has no person and no name any more.
    """
    theirs = Q(seat__person=user) | Q(seat__person=None, seat__name="")
    for kind in (ContactWish, FollowUp, MadeUp):
        kind.objects.filter(theirs).delete()


def register() -> None:
    """Tell *mine data*. A group belongs to those who are in it: it stays, without the name of who planned it."""
    mydata.register_exporter("cohorts", export, _("Groups in courses"))
    mydata.register_eraser(
        "cohorts",
        erase,
        title=_("Groups in courses: your number, your answers afterwards, notes of meetings you made up for"),
        fate=_("Deleted. Groups you have planned stay for those who are in them, without your name."),
    )
