"""What lists of participants hold about a person, for *mine data*."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts import mydata
from portal.accounts.models import User
from portal.gatherings.models import Needs, Presence, Seat
from portal.gatherings.services.answering import GONE, TooLate, why_closed, withdraw


def export(user: User) -> dict[str, Any]:
    """What the person was asked to, what they answered, what they need, and where they were noted as there."""
    seats = list(Seat.objects.filter(person=user).select_related("organisation", "seating").order_by("pk"))
    return {"invitations and seats": [_one(seat) for seat in seats]}


def _one(seat: Seat) -> dict[str, Any]:
    needs = Needs.objects.filter(seat=seat).first()
    presences = Presence.objects.filter(seat=seat).select_related("gathering").order_by("gathering__starts_at")
    return {
        "meetings": list(seat.seating.gatherings.order_by("starts_at").values_list("title", flat=True)),
        "name": seat.name,
        "organisation": seat.organisation.name if seat.organisation is not None else "",
        "role": seat.role,
        "answer": seat.state,
        "reason": seat.reason,
        "reason in own words": seat.reason_text,
        "leader": seat.leader_name,
        "invited": seat.invited_at,
        "answered": seat.answered_at,
        "food": needs.diet if needs is not None else "",
        "access": needs.access if needs is not None else "",
        "attendance": [{"meeting": each.gathering.title, "state": each.state} for each in presences],
    }


def erase(user: User) -> None:
    """Give seats that are to come back, and leave of the others that somebody was there, not who."""
    for seat in Seat.objects.filter(person=user).select_related("seating"):
        if seat.state not in GONE and not why_closed(seat.seating, timezone.now()):
            with suppress(TooLate):  # Somebody else may have taken it off meanwhile.
                withdraw(user, seat)
        Needs.objects.filter(seat=seat).delete()
        Seat.objects.filter(pk=seat.pk).update(
            person=None,
            name="",
            # The column says that an address stands on a list once; nobody has this one.
            email=f"{seat.key.hex}@deleted.invalid",
            reason_text="",
            leader_name="",
            leader_email="",
        )


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("seats", export, _("What you were invited to, and what you answered"))
    mydata.register_eraser(
        "seats",
        erase,
        title=_("Invitations and seats at meetings"),
        fate=_(
            "Seats at meetings to come are given to others. Of those that have been it stays that somebody was there, "
            "without your name and address. What you need is deleted."
        ),
    )
