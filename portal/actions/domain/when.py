"""When something is due, seen from a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

_SUNDAY = 6


class When(Enum):
    """In which heap a task lies. The order is the order in which they are shown."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    LATER = "later"
    UNDATED = "undated"


def when(due: date | None, today: date) -> When:
    """Say in which heap something due on a day lies. What is due today is not late yet."""
    if due is None:
        return When.UNDATED
    if due < today:
        return When.OVERDUE
    return When.THIS_WEEK if due <= week_ends(today) else When.LATER


def week_ends(day: date) -> date:
    """Return the Sunday of the week."""
    return day + timedelta(days=_SUNDAY - day.weekday())
