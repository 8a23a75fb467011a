"""When an owner is asked whether the new practice holds: three, six and twelve months after the hand-over (S64)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from portal.kernel.holidays import next_working_day
from portal.kernel.months import months_after

MONTHS = (3, 6, 12)
LATEST = timedelta(days=30)
"""A portal that has stood still for longer than this asks nothing about the past."""


def asking_days(handed_over: date) -> dict[int, date]:
    """Return the day of each question by its months, put off to a working day."""
    return {months: next_working_day(months_after(handed_over, months)) for months in MONTHS}


def due_now(handed_over: date, today: date, asked: Collection[int]) -> int | None:
    """Return the months of the question that is to go today: the latest that is due, not asked, and not too old."""
    days = asking_days(handed_over)
    ready = [months for months, day in days.items() if day <= today]
    if not ready or ready[-1] in asked or today > days[ready[-1]] + LATEST:
        return None
    return ready[-1]


def is_overdue(checked: date, every_months: int, today: date) -> bool:
    """Whether it is longer since the practice was checked than was agreed."""
    return today > months_after(checked, every_months)
