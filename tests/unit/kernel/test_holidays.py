"""Norwegian public holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.holidays import (
    Holiday,
    add_working_days,
    easter_sunday,
    holiday_on,
    holidays,
    is_working_day,
    next_working_day,
)


@pytest.mark.parametrize(
    "expected",
    [
        date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2019, 4, 21), date(2024, 3, 31),
        date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25), date(2049, 4, 18),
        date(1954, 4, 18), date(1981, 4, 19), date(2076, 4, 19),
    ],
)  # fmt: skip
def test_easter(expected: date) -> None:
    assert easter_sunday(expected.year) == expected


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_in_its_season(year: int) -> None:
    assert easter_sunday(year).weekday() == 6
    assert date(year, 3, 22) <= easter_sunday(year) <= date(year, 4, 25)


def test_the_twelve_days_of_2026() -> None:
    assert list(holidays(2026)) == [
        date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 1),
        date(2026, 5, 14), date(2026, 5, 17), date(2026, 5, 24), date(2026, 5, 25), date(2026, 12, 25),
        date(2026, 12, 26),
    ]  # fmt: skip


def test_ascension_day_on_first_of_may_keeps_the_fixed_name() -> None:
    assert easter_sunday(2008) + timedelta(days=39) == date(2008, 5, 1)
    assert holiday_on(date(2008, 5, 1)) is Holiday.LABOUR_DAY
    assert len(holidays(2008)) == 11


def test_working_days_skip_weekend_and_easter() -> None:
    assert next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 1), 1) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 7), -1) == date(2026, 4, 1)
    assert not is_working_day(date(2026, 11, 21))
    assert is_working_day(date(2026, 11, 20))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 40))
def test_working_days_forth_and_back(day: date, count: int) -> None:
    start = next_working_day(day)
    assert add_working_days(add_working_days(start, count), -count) == start
