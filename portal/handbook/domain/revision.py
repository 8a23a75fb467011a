"""When a chapter is to be revised, and whether it still mirrors the quality system."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

# The owner hears so long before the day, and on the day.
NOTICE_DAYS = 30


class Revision(StrEnum):
    """How it stands with the next revision."""

    NO_DATE = "no_date"
    FINE = "fine"
    SOON = "soon"
    DUE = "due"


class Notice(StrEnum):
    """Which letter the owner gets."""

    MONTH_BEFORE = "month_before"
    ON_THE_DAY = "on_the_day"


def state(next_revision: date | None, today: date) -> Revision:
    """Say how it stands today. On the day itself the revision is due."""
    if next_revision is None:
        return Revision.NO_DATE
    if today >= next_revision:
        return Revision.DUE
    return Revision.SOON if next_revision - today <= timedelta(days=NOTICE_DAYS) else Revision.FINE


def notice(next_revision: date | None, today: date, sent: frozenset[Notice]) -> Notice | None:
    """Return the letter to send today; None when it is early yet, or has been sent.

    A night without the nightly round loses nothing: the letter goes the next night. Where the day has come and the
    first letter never went, only the last is sent.
    """
    due = {Revision.SOON: Notice.MONTH_BEFORE, Revision.DUE: Notice.ON_THE_DAY}.get(state(next_revision, today))
    return due if due is not None and due not in sent else None


def mirror_is_behind(compared_on: date | None, changed_on: date | None) -> bool:
    """Say whether the chapter has changed after somebody last compared it with the quality system."""
    return compared_on is not None and changed_on is not None and changed_on > compared_on
