"""Meetings that come again: which days they fall on, and the same days a year later."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.kernel.holidays import Holiday, holiday_on

MOST = 26
"""Meetings planned at a time: every second week through a year."""


class Rhythm(StrEnum):
    """How often. `MONTH`: on the same weekday of the month, «the second Tuesday»."""

    WEEK_1 = "1"
    WEEK_2 = "2"
    WEEK_3 = "3"
    WEEK_4 = "4"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the series. One that is a public holiday is left out, and another is found at the end."""

    day: date
    holiday: Holiday | None = None


def days_after(first: date, rhythm: Rhythm, count: int) -> list[Day]:
    """Return the next days after `first` until `count` of them are no public holiday; the holidays stand among them."""
    found: list[Day] = []
    number = 0
    while sum(each.holiday is None for each in found) < count:
        number += 1
        day = _month(first, number) if rhythm is Rhythm.MONTH else first + timedelta(weeks=int(rhythm) * number)
        found.append(Day(day, holiday_on(day)))
    return found


def _month(first: date, number: int) -> date:
    """The same weekday of the month `number` months later; a fifth one is taken to be the last."""
    year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
    month += 1
    place = (first.day - 1) // 7
    start = date(year, month, 1)
    day = 1 + (first.weekday() - start.weekday()) % 7 + 7 * place
    return date(year, month, day if day <= monthrange(year, month)[1] else day - 7)


def next_year(day: date) -> date:
    """Return the same weekday of the same week next year; week 53 becomes 52 where the next year has none."""
    year, week, weekday = day.isocalendar()
    try:
        return date.fromisocalendar(year + 1, week, weekday)
    except ValueError:
        return date.fromisocalendar(year + 1, 52, weekday)
