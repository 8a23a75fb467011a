"""Days some months apart."""

from __future__ import annotations

import calendar
from datetime import date


def months_after(day: date, count: int) -> date:
    """Return the same day of the month so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
