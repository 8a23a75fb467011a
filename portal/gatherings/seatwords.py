"""What the owner of a space adds to the letters of its lists: what is expected, and what a role should know.

This room knows no courses; a room above registers what it has to say for its kind of space.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portal.gatherings.models import Seat


@dataclass(frozen=True, slots=True)
class Words:
    """Texts that somebody wrote for those who are asked; empty where there is nothing to say.

    `expected` goes to the one who is asked, `role` to those whom it concerns, `backing` to the leader.
    """

    expected: str = ""
    role: str = ""
    backing: str = ""


Teller = Callable[[Seat], Words]
_tellers: dict[str, Teller] = {}


def register_words(kind: str, teller: Teller) -> None:
    """Say what is added for lists in spaces of a kind."""
    _tellers[str(kind)] = teller


def words_for(seat: Seat) -> Words:
    """Return what is added for this seat."""
    teller = _tellers.get(seat.seating.space.kind)
    return teller(seat) if teller is not None else Words()
