"""The date axis: time runs evenly, so that a gap in the measurements is a gap in the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from improvement.domain.charting.labels import text_width
from improvement.domain.charting.model import DateStep, DateTick

#: Step, how many of it, and about how many days that is.
_STEPS = (
    (DateStep.DAY, 1, 1),
    (DateStep.DAY, 2, 2),
    (DateStep.WEEK, 1, 7),
    (DateStep.WEEK, 2, 14),
    (DateStep.MONTH, 1, 30),
    (DateStep.MONTH, 2, 61),
    (DateStep.MONTH, 3, 91),
    (DateStep.MONTH, 6, 183),
    (DateStep.YEAR, 1, 365),
    (DateStep.YEAR, 2, 731),
    (DateStep.YEAR, 5, 1826),
    (DateStep.YEAR, 10, 3652),
    (DateStep.YEAR, 50, 18262),
    (DateStep.YEAR, 500, 182621),
)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Dates from ``first`` to ``last`` on coordinates from ``left`` to ``right``."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The coordinate of a date; the middle when the scale is a single day."""
        span = (self.last - self.first).days
        if span == 0:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (day - self.first).days / span


def _dates(first: date, last: date, step: DateStep, count: int) -> Iterator[date]:
    if step is DateStep.DAY or step is DateStep.WEEK:
        days = count * (7 if step is DateStep.WEEK else 1)
        ahead = (-first.weekday()) % 7 if step is DateStep.WEEK else 0
        left = (last - first).days - ahead
        for i in range(0, left + 1, days):
            yield first + timedelta(days=ahead + i)
        return
    months = count * (12 if step is DateStep.YEAR else 1)
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number += -number % months
    end = last.year * 12 + last.month - 1
    for month in range(number, end + 1, months):
        if month // 12 > date.max.year:
            return
        yield date(month // 12, month % 12 + 1, 1)


def date_ticks(
    scale: TimeScale,
    *,
    font_size: float,
    width: float,
    tick: Callable[[date, DateStep], str],
    year: Callable[[date], str],
) -> tuple[DateTick, ...]:
    """The finest ticks whose labels do not touch, at least one; labels stay between 0 and ``width``."""
    if scale.first == scale.last:
        return (_tick(scale, scale.first, tick(scale.first, DateStep.DAY), year(scale.first), font_size, width),)
    span = (scale.last - scale.first).days
    room = scale.right - scale.left
    for step, count, days in _STEPS:
        if span / days * font_size * 1.8 > room:
            continue
        made = _labelled(scale, step, count, font_size, width, tick, year)
        if made is not None:
            return made
    return (_tick(scale, scale.first, tick(scale.first, DateStep.DAY), year(scale.first), font_size, width),)


def _labelled(
    scale: TimeScale,
    step: DateStep,
    count: int,
    font_size: float,
    width: float,
    tick: Callable[[date, DateStep], str],
    year: Callable[[date], str],
) -> tuple[DateTick, ...] | None:
    made: list[DateTick] = []
    edge = year_edge = -1e9
    seen: int | None = None
    for day in _dates(scale.first, scale.last, step, count):
        name = ""
        if step is not DateStep.YEAR and day.year != seen:
            name, seen = year(day), day.year
        one = _tick(scale, day, tick(day, step), name, font_size, width)
        half = text_width(one.label, font_size) / 2
        if one.label_x - half < edge + font_size * 0.6:
            return None
        edge = one.label_x + half
        if name:
            half = text_width(name, font_size) / 2
            if one.label_x - half < year_edge + 4:
                return None
            year_edge = one.label_x + half
        made.append(one)
    return tuple(made) if len(made) > 1 or (made and step is DateStep.YEAR) else None


def _tick(scale: TimeScale, day: date, label: str, year: str, font_size: float, width: float) -> DateTick:
    x = scale.x(day)
    half = max(text_width(label, font_size), text_width(year, font_size)) / 2
    label_x = min(max(x, half), max(width - half, half))
    return DateTick(round(x, 1), label, round(label_x, 1), year)
