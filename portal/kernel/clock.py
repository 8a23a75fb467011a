"""Time as an argument: stored in UTC, shown in Europe/Oslo.

Code that needs to know the time takes a `Clock`, so that a test can say what time it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

Clock = Callable[[], datetime]
"""Anything that returns the present moment with its zone."""


def system_clock() -> datetime:
    """Return the present moment in UTC, with its zone."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """Return a clock that stands at `moment`, which must carry a zone."""
    standing = to_utc(moment)
    return lambda: standing


def to_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC. A moment without a zone is refused: nobody can know what it means."""
    _require_zone(moment)
    return moment.astimezone(UTC)


def to_oslo(moment: datetime) -> datetime:
    """Return the same moment as a Norwegian wall clock shows it."""
    _require_zone(moment)
    return moment.astimezone(OSLO)


def oslo_date(moment: datetime) -> date:
    """Return the Norwegian calendar day of a moment: shortly after midnight it differs from the UTC day."""
    return to_oslo(moment).date()


def from_oslo(day: date, at: time = time(0)) -> datetime:
    """Return the UTC moment of a Norwegian wall clock time.

    An hour that happens twice (end of summer time) means the first one. An hour that does not happen (start of
    summer time) means the same distance from midnight, so 02:30 becomes 03:30 summer time.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), OSLO).astimezone(UTC)


def oslo_day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return start (inclusive) and end (exclusive) of a Norwegian day in UTC; it lasts 23, 24 or 25 hours."""
    return from_oslo(day), from_oslo(day + timedelta(days=1))


def _require_zone(moment: datetime) -> None:
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a moment needs a time zone")
