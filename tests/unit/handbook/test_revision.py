"""Reminders come a month before and on the day, once each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.handbook.domain.revision import Notice, Revision, mirror_is_behind, notice, state

DAY = date(2026, 12, 10)
NONE: frozenset[Notice] = frozenset()


@pytest.mark.parametrize(
    ("days", "expected"),
    [(31, Revision.FINE), (30, Revision.SOON), (1, Revision.SOON), (0, Revision.DUE), (-5, Revision.DUE)],
)
def test_how_it_stands(days: int, expected: Revision) -> None:
    assert state(DAY, DAY - timedelta(days=days)) is expected


def test_without_a_date_nothing_is_due() -> None:
    assert state(None, DAY) is Revision.NO_DATE
    assert notice(None, DAY, NONE) is None


def test_each_letter_goes_once_and_a_missed_night_is_made_up_for() -> None:
    assert notice(DAY, DAY - timedelta(days=31), NONE) is None
    assert notice(DAY, DAY - timedelta(days=28), NONE) is Notice.MONTH_BEFORE
    sent = frozenset({Notice.MONTH_BEFORE})
    assert notice(DAY, DAY - timedelta(days=1), sent) is None
    assert notice(DAY, DAY + timedelta(days=2), sent) is Notice.ON_THE_DAY
    assert notice(DAY, DAY + timedelta(days=2), NONE) is Notice.ON_THE_DAY
    assert notice(DAY, DAY, sent | {Notice.ON_THE_DAY}) is None


def test_a_mirror_is_behind_when_the_chapter_changed_later() -> None:
    assert mirror_is_behind(date(2026, 1, 1), date(2026, 1, 2))
    assert not mirror_is_behind(date(2026, 1, 2), date(2026, 1, 2))
    assert not mirror_is_behind(None, date(2026, 1, 2))
    assert not mirror_is_behind(date(2026, 1, 2), None)
