"""The meeting's page: one's own seat, and for those who plan how the list stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering
from portal.gatherings.permissions import can_plan, own_seat
from portal.gatherings.presenters.answers import mine
from portal.gatherings.presenters.seats import numbers_of, open_words, warnings_of
from portal.gatherings.services.duties import not_told
from portal.gatherings.services.joining import can_sign_up
from portal.gatherings.services.seatlinks import word_of


def seat_panel(request: HttpRequest, gathering: Gathering) -> dict[str, Any]:
    """What the page shows of seats. `knows_link`: whether the online link is this person's to see.

    Where a list of participants is kept, it is for those with a seat and those who plan; else for all who come in.
    """
    user: User = request.user  # type: ignore[assignment]
    seating = gathering.seating
    if seating is None:
        return {"knows_link": True}
    own = own_seat(request)
    roles = request.space_roles  # type: ignore[attr-defined]
    inside, plans = bool(roles), can_plan(roles, gathering.space).allowed
    seats, shares = (
        list(seating.seats.all()),
        list(seating.shares.filter(withdrawn_at=None).select_related("organisation")),
    )
    return {
        "knows_link": plans or (own is not None and own.state == SeatState.CONFIRMED),
        "my_seat": mine(own, reverse("gatherings:seat", args=[word_of(own)])) if own is not None else None,
        "may_sign_up": own is None and gathering.stage == Stage.ANNOUNCED and can_sign_up(user, seating).allowed,
        "open_to": open_words(seating),
        "seat_numbers": numbers_of(seating, seats),
        "seat_warnings": warnings_of(seating, seats, shares),
        "untold": len(not_told(gathering)) if inside else 0,
    }
