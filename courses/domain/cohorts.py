"""How far a run of a course has come, and the days of its meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.kernel.holidays import Holiday, holiday_on, is_working_day, next_working_day


class State(StrEnum):
    """Where a run stands."""

    PLANNED = "planned"
    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"


def state_of(opened: bool, closed: bool, begins: Sequence[datetime], now: datetime) -> State:
    """Return where a run stands. `begins` are its meetings that are not called off.

    It is planned until it is opened, under way from its first meeting, and done when somebody closes it: after the
    last meeting people practise and are followed up, and who leads it knows when that is over.
    """
    if closed:
        return State.DONE
    if not opened:
        return State.PLANNED
    return State.UNDER_WAY if begins and min(begins) <= now else State.OPEN


class Why(StrEnum):
    """Why a day was put off."""

    HOLIDAY = "holiday"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Day:
    """A proposed day. When it was put off, `wanted` is the day it would have been, and `why` says what is on it."""

    day: date
    wanted: date
    why: Why | None = None
    holiday: Holiday | None = None


def proposed(first: date, weeks_after: Iterable[int]) -> list[Day]:
    """Return a day for each meeting after the first one, so many weeks after the meeting before it.

    The first day is what somebody has chosen and is left alone. The others are put off to the next working day; the
    distance is counted from the day that was meant, so that one holiday does not push all that follows.
    """
    days, wanted = [Day(first, first)], first
    for weeks in weeks_after:
        wanted += timedelta(weeks=weeks)
        days.append(_working(wanted))
    return days


def moved(days: Sequence[date], first: date) -> list[Day]:
    """Return the days when the first one is moved to `first` and the others follow, with the same distances."""
    if not days:
        return []
    step = first - days[0]
    return [Day(first, first), *(_working(each + step) for each in days[1:])]


def out_of_order(days: Sequence[date]) -> list[int]:
    """Return which meetings (from 0) come before the one they should follow."""
    return [at for at in range(1, len(days)) if days[at] < days[at - 1]]


def _working(wanted: date) -> Day:
    if is_working_day(wanted):
        return Day(wanted, wanted)
    holiday = holiday_on(wanted)
    return Day(next_working_day(wanted), wanted, Why.WEEKEND if holiday is None else Why.HOLIDAY, holiday)
