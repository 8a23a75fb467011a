"""Norwegian wall clock and UTC, over the days when they do something odd."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.clock import fixed_clock, from_oslo, oslo_date, oslo_day_bounds, system_clock, to_oslo, to_utc


def test_system_clock_carries_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)


def test_fixed_clock_stands_still_in_utc() -> None:
    clock = fixed_clock(datetime(2026, 11, 21, 13, tzinfo=timezone(timedelta(hours=1))))
    assert clock() == clock() == datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize("function", [to_utc, to_oslo, oslo_date, fixed_clock])
def test_a_moment_without_zone_is_refused(function) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="time zone"):
        function(datetime(2026, 11, 21))


def test_norwegian_day_begins_before_the_utc_day() -> None:
    assert oslo_date(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2027, 1, 1)
    assert oslo_date(datetime(2026, 6, 30, 21, 59, tzinfo=UTC)) == date(2026, 6, 30)


def test_hour_that_happens_twice_means_the_first_and_hour_that_does_not_happen_moves_on() -> None:
    assert from_oslo(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_oslo(from_oslo(date(2026, 3, 29), time(2, 30))).time() == time(3, 30)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 21), 24)]
)
def test_day_lasts_as_long_as_it_does(day: date, hours: int) -> None:
    start, end = oslo_day_bounds(day)
    assert end - start == timedelta(hours=hours)


@given(st.dates(date(1980, 1, 1), date(2099, 12, 30)), st.integers(0, 23))
def test_every_moment_of_a_day_lies_within_its_bounds(day: date, hour: int) -> None:
    start, end = oslo_day_bounds(day)
    moment = from_oslo(day, time(hour))
    assert start <= moment < end
    assert oslo_date(moment) == day
