"""When those who took part are asked how it went: a week after a meeting, and four times after the last one (S70)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from portal.kernel.holidays import next_working_day
from portal.kernel.months import months_after

STAGES = ("6w", "3m", "6m", "12m")
PRACTICE_AFTER = timedelta(days=7)
LATEST = timedelta(days=14)
"""A portal that has stood still for longer than this asks nothing about the past."""


@dataclass(frozen=True, slots=True)
class Due:
    """One follow-up and the day it goes."""

    stage: str
    day: date


def follow_up_days(last: date) -> tuple[Due, ...]:
    """Return the four days, counted from the last meeting and put off to a working day."""
    wanted = (last + timedelta(weeks=6), *(months_after(last, count) for count in (3, 6, 12)))
    return tuple(Due(stage, next_working_day(day)) for stage, day in zip(STAGES, wanted, strict=True))


def due_now(last: date, today: date, sent: Collection[str]) -> Due | None:
    """Return the follow-up that is to go today, if any: the latest that is due, not sent, and not too old."""
    ready = [due for due in follow_up_days(last) if due.day <= today <= due.day + LATEST]
    latest = ready[-1] if ready else None
    return latest if latest is not None and latest.stage not in sent else None


def practice_due(met: date, today: date) -> bool:
    """Whether those who met on a day are to be reminded today of what they chose to practise."""
    day = next_working_day(met + PRACTICE_AFTER)
    return day <= today <= day + LATEST
