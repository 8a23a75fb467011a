"""Reminders: in the daytime of working days, the nearest one only, none twice and none too late."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.gatherings.domain.reminders import DAYS_BEFORE, due_at, first_hour, may_go, next_due, next_round
from portal.kernel.clock import from_oslo, to_oslo
from portal.kernel.holidays import is_working_day

WEDNESDAY = from_oslo(date(2026, 12, 2), time(9))


def local(moment: datetime | None) -> str:
    assert moment is not None
    return to_oslo(moment).strftime("%d.%m %H.%M")


@pytest.mark.parametrize(
    ("begins", "days", "due"),
    [
        (WEDNESDAY, 14, "18.11 08.00"),
        (WEDNESDAY, 3, "27.11 08.00"),  # three days before is a Sunday
        (WEDNESDAY, 1, "01.12 08.00"),
        (from_oslo(date(2027, 3, 30), time(9)), 1, "24.03 08.00"),  # the Tuesday after Easter
        (from_oslo(date(2027, 3, 31), time(9)), 3, "24.03 08.00"),
        (from_oslo(date(2027, 4, 1), time(9)), 14, "18.03 08.00"),  # over the change to summer time
    ],
)
def test_when_it_is_due(begins: datetime, days: int, due: str) -> None:
    assert local(due_at(begins, days)) == due


def test_quiet_hours_weekends_and_holidays() -> None:
    assert may_go(from_oslo(date(2026, 12, 1), time(8)))
    assert not may_go(from_oslo(date(2026, 12, 1), time(7, 59)))
    assert not may_go(from_oslo(date(2026, 12, 1), time(17)))
    assert not may_go(from_oslo(date(2026, 11, 28), time(12)))
    assert not may_go(from_oslo(date(2027, 5, 17), time(12)))


def test_only_the_nearest_goes_and_never_again() -> None:
    late = from_oslo(date(2026, 12, 1), time(10))
    assert next_due(WEDNESDAY, late, frozenset()) == 1
    assert next_due(WEDNESDAY, late, frozenset({14, 3})) == 1
    assert next_due(WEDNESDAY, late, frozenset({1})) is None
    assert next_due(WEDNESDAY, from_oslo(date(2026, 11, 17), time(10)), frozenset()) is None
    assert next_due(WEDNESDAY, from_oslo(date(2026, 12, 2), time(9)), frozenset()) is None


def test_the_next_round_is_told_before_it_comes() -> None:
    assert local(next_round(WEDNESDAY, from_oslo(date(2026, 11, 1), time(12)))) == "18.11 08.00"
    assert local(next_round(WEDNESDAY, from_oslo(date(2026, 11, 18), time(8)))) == "27.11 08.00"
    assert local(next_round(WEDNESDAY, from_oslo(date(2026, 11, 30), time(8)))) == "01.12 08.00"
    assert next_round(WEDNESDAY, from_oslo(date(2026, 12, 1), time(8))) is None


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        (from_oslo(date(2026, 12, 1), time(10, 5)), "01.12 10.05"),
        (from_oslo(date(2026, 12, 1), time(6)), "01.12 08.00"),
        (from_oslo(date(2026, 12, 4), time(17)), "07.12 08.00"),  # a Friday evening
        (from_oslo(date(2026, 12, 5), time(12)), "07.12 08.00"),
        (from_oslo(date(2027, 3, 24), time(18)), "30.03 08.00"),  # over Easter
    ],
)
def test_the_first_hour_a_letter_may_go(moment: datetime, goes: str) -> None:
    assert local(first_hour(moment)) == goes
    assert may_go(first_hour(moment))


def test_however_often_it_is_asked_each_goes_at_most_once_and_always_in_daytime() -> None:
    dice = random.Random(7)
    for _each in range(300):
        begins = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(60 * 24 * 700))
        now = begins - timedelta(days=dice.randrange(1, 25))
        sent: list[int] = []
        while now < begins + timedelta(days=1):
            found = next_due(begins, now, frozenset(sent))
            if found is not None:
                assert now < begins
                assert is_working_day(to_oslo(now).date())
                assert 8 <= to_oslo(now).hour < 17
                sent.append(found)
            now += timedelta(minutes=dice.randrange(1, 400))
        assert len(sent) == len(set(sent))
        assert set(sent) <= set(DAYS_BEFORE)
        assert sent == sorted(sent, reverse=True)
