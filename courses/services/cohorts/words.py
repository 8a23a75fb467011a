"""What letters to those who are asked to a cohort say besides when and where (S70, S73)."""

from __future__ import annotations

from courses.models import Cohort
from portal.accounts.roles import Role
from portal.gatherings.models import Seat
from portal.gatherings.seatwords import Words


def words_of(seat: Seat) -> Words:
    """Return what the cohort says to the one who holds the seat, and to their leader."""
    found = Cohort.objects.filter(seating=seat.seating_id).first()
    if found is None:
        return Words()
    role = found.peer_role if seat.role == Role.PEER_CONSULTANT else ""
    return Words(found.expectations, role, found.backing)
