"""Which dates a series leaves out, told from its own usual step. Weeks may really be missing: this only finds them."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from improvement.domain.series.dates import months_later
from portal.kernel.holidays import holiday_on

#: Fewer dates show no habit.
_DATES_FROM = 5
#: Days that a monthly date may move, for a weekend or a short month.
_ROOM = 3
_FRIDAY, _SATURDAY = 4, 5


class Step(StrEnum):
    """How far apart the dates of a series usually lie."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing before a date: how many steps, the first and the last of them."""

    step: Step
    count: int
    first: date
    last: date


_MONTHS = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}
_WEEKS = {Step.WEEK: 1, Step.FORTNIGHT: 2}


def gaps_before(days: Collection[date]) -> Mapping[date, Gap]:
    """The dates that come after a gap. Empty when the dates have no clear step: five of them, most gaps equal."""
    ordered = sorted(set(days))
    step = usual_step(ordered)
    if step is None:
        return {}
    find = _finder(step, ordered)
    found = ((after, find(before, after)) for before, after in pairwise(ordered))
    return {after: gap for after, gap in found if gap is not None}


def usual_step(ordered: Collection[date]) -> Step | None:
    """The step that more than half of the gaps have; None when there is none. `ordered`: each date once, in order."""
    pairs = list(pairwise(ordered))
    if len(ordered) < _DATES_FROM:
        return None
    weekends = any(day.weekday() >= _SATURDAY for day in ordered)
    for step in Step:
        if 2 * sum(_is_step(step, before, after, weekends=weekends) for before, after in pairs) > len(pairs):
            return step
    return None


def _is_step(step: Step, before: date, after: date, *, weekends: bool) -> bool:
    days = (after - before).days
    if step is Step.DAY:
        return days == 1 or (days == 3 and before.weekday() == _FRIDAY and not weekends)
    if step in _WEEKS:
        return days == 7 * _WEEKS[step]
    if _months(before, after) != _MONTHS[step]:
        return False
    # The same day of the month, or the first Monday of each.
    return abs(after.day - before.day) <= _ROOM or (step is Step.MONTH and days in {28, 35})


def _finder(step: Step, ordered: Collection[date]) -> Callable[[date, date], Gap | None]:
    if step is Step.DAY:
        measured = _weekdays(ordered)
        return lambda before, after: _days_between(before, after, measured)
    if step in _WEEKS:
        return lambda before, after: _weeks_between(before, after, step)
    latest = max(day.day for day in ordered)
    return lambda before, after: _months_between(before, after, step, latest)


def _weekdays(ordered: Collection[date]) -> frozenset[int]:
    """The weekdays that are measured: at least half as often as the commonest one."""
    counted = Counter(day.weekday() for day in ordered)
    return frozenset(weekday for weekday, times in counted.items() if 2 * times >= max(counted.values()))


def _days_between(before: date, after: date, measured: frozenset[int]) -> Gap | None:
    between = (before + timedelta(days=n) for n in range(1, (after - before).days))
    working = max(measured) < _SATURDAY
    missing = [day for day in between if day.weekday() in measured and not (working and holiday_on(day))]
    return Gap(Step.DAY, len(missing), missing[0], missing[-1]) if missing else None


def _weeks_between(before: date, after: date, step: Step) -> Gap | None:
    """Whole weeks, Monday to Sunday, without a date: a Friday moved to Thursday or Monday is no gap."""
    size = _WEEKS[step]
    count = ((after.toordinal() - 1) // 7 - (before.toordinal() - 1) // 7) // size - 1
    if count < 1:
        return None
    return Gap(step, count, before + timedelta(weeks=size), before + timedelta(weeks=size * count))


def _months_between(before: date, after: date, step: Step, latest: int) -> Gap | None:
    """Whole months without a date. They get the latest day in use: a series of last days goes on from 28 February."""
    size = _MONTHS[step]
    count = _months(before, after) // size - 1
    if count < 1:
        return None
    first, last = (months_later(before, times).replace(day=1) for times in (size, size * count))
    return Gap(step, count, _on(first, latest), _on(last, latest))


def _on(month: date, day: int) -> date:
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _months(before: date, after: date) -> int:
    return 12 * (after.year - before.year) + after.month - before.month
