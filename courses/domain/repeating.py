"""When a course is due again: some knowledge has to be brought back every year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON_DAYS = 60
"""From so many days before, the learner is told that the course is due."""


class Due(StrEnum):
    """How a repetition stands."""

    LATER = "later"
    SOON = "soon"
    OVER = "over"
    """The day has passed. What was done stands; nothing is taken away."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """The day by which a course should be taken again."""

    on: date
    state: Due


def repetition(completed: date, months: int | None, today: date) -> Repetition | None:
    """Return when a course that was completed on a day is due again; nothing when it is never repeated.

    The day of the month stays, or becomes the month's last: 31 January and one month give 28 or 29 February.
    """
    if not months:
        return None
    years, month = divmod(completed.month - 1 + months, 12)
    year, month = completed.year + years, month + 1
    on = date(year, month, min(completed.day, monthrange(year, month)[1]))
    left = (on - today).days
    return Repetition(on, Due.OVER if left < 0 else Due.SOON if left <= SOON_DAYS else Due.LATER)
