"""How long an open seat waits for the person it was offered to."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from portal.kernel.clock import from_oslo, to_oslo
from portal.kernel.holidays import is_working_day

WORKING_DAYS = 2
END_OF_DAY = time(16)


def offer_until(now: datetime, begins: datetime) -> datetime:
    """Return until when (UTC) somebody may take a seat that is offered to them now.

    Till four o'clock, Norwegian time, on the second working day after today; but never longer than half of the time
    that is left before the meeting begins, so that the next one in line has time to plan as well. After the meeting
    has begun an offer is over at once.
    """
    day = to_oslo(now).date()
    left = WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return max(now, min(from_oslo(day, END_OF_DAY), now + (begins - now) / 2))
