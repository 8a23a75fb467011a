"""When people are reminded: 14, 3 and 1 days before, in the daytime of a working day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from portal.kernel.clock import from_oslo, oslo_date, to_oslo
from portal.kernel.holidays import is_working_day, next_working_day

DAYS_BEFORE = (14, 3, 1)
QUIET_UNTIL, QUIET_FROM = time(8), time(17)
"""Letters go between these, Norwegian time."""


def due_at(begins: datetime, days: int) -> datetime:
    """Return the moment (UTC) at which the reminder so many days before is due.

    It is eight in the morning, Norwegian time, of the last working day that is at least so many days before: what falls
    on a weekend or a holiday comes earlier, never later.
    """
    day = oslo_date(begins) - timedelta(days=days)
    return from_oslo(_working_day_at_or_before(day), QUIET_UNTIL)


def may_go(now: datetime) -> bool:
    """Say whether a letter may go at this moment: quiet hours, weekends and holidays are left in peace."""
    local = to_oslo(now)
    return is_working_day(local.date()) and QUIET_UNTIL <= local.time() < QUIET_FROM


def next_due(begins: datetime, now: datetime, sent: frozenset[int]) -> int | None:
    """Return which reminder is to go now (days before), none when nothing is due.

    Of several that are overdue only the nearest to the meeting goes: nobody needs «in 14 days» three days before. None
    goes after the meeting has begun, and none twice.
    """
    nearest = latest_due(begins, now) if may_go(now) else None
    return nearest if nearest is not None and nearest not in sent else None


def latest_due(begins: datetime, now: datetime) -> int | None:
    """Return the reminder (days before) whose moment came last; None before the first, and when the meeting is on."""
    due = [days for days in DAYS_BEFORE if due_at(begins, days) <= now < begins]
    return min(due, default=None)


def next_round(begins: datetime, now: datetime) -> datetime | None:
    """Return when the next reminder is due after this moment (UTC); None when there is no more."""
    coming = [moment for moment in (due_at(begins, days) for days in DAYS_BEFORE) if now < moment < begins]
    return min(coming, default=None)


def first_hour(moment: datetime) -> datetime:
    """Return the first moment from this one on at which a letter may go."""
    if may_go(moment):
        return moment
    local = to_oslo(moment)
    day = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return from_oslo(next_working_day(day), QUIET_UNTIL)


def _working_day_at_or_before(day: date) -> date:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
