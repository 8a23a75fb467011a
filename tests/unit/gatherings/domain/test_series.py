"""Which days a series falls on, and the same days a year later."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.gatherings.domain.series import Rhythm, days_after, next_year
from portal.kernel.holidays import Holiday, holiday_on

days = st.dates(date(2020, 1, 1), date(2090, 1, 1))
rhythms = st.sampled_from(list(Rhythm))


def test_every_fourth_week_leaves_the_holiday_out_and_finds_another_day() -> None:
    # Maundy Thursday 2027 is 25 March.
    found = days_after(date(2027, 2, 25), Rhythm.WEEK_4, 2)
    assert [(each.day, each.holiday) for each in found] == [
        (date(2027, 3, 25), Holiday.MAUNDY_THURSDAY),
        (date(2027, 4, 22), None),
        (date(2027, 5, 20), None),
    ]


def test_every_month_on_the_same_weekday() -> None:
    # The second Tuesday; and a fifth Tuesday, which is the last where there are four.
    assert [each.day for each in days_after(date(2026, 12, 8), Rhythm.MONTH, 2)] == [
        date(2027, 1, 12),
        date(2027, 2, 9),
    ]
    assert [each.day for each in days_after(date(2026, 9, 29), Rhythm.MONTH, 3)] == [
        date(2026, 10, 27),
        date(2026, 11, 24),
        date(2026, 12, 29),
    ]


@given(days, rhythms, st.integers(1, 26))
def test_as_many_as_were_asked_for_on_the_same_weekday_and_never_on_a_holiday(
    first: date, rhythm: Rhythm, count: int
) -> None:
    found = days_after(first, rhythm, count)
    good = [each.day for each in found if each.holiday is None]
    assert len(good) == count
    assert all(holiday_on(day) is None for day in good)
    assert {each.day.weekday() for each in found} == {first.weekday()}
    assert [each.day for each in found] == sorted({each.day for each in found})
    assert all(each.day > first for each in found)


@given(days)
def test_next_year_is_the_same_weekday_about_a_year_later(day: date) -> None:
    later = next_year(day)
    assert later.weekday() == day.weekday()
    assert timedelta(weeks=51) <= later - day <= timedelta(weeks=53)
    if day.isocalendar().week < 53:
        assert later.isocalendar().week == day.isocalendar().week
