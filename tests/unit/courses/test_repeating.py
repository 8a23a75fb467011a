"""When a course is due again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from courses.domain.repeating import SOON_DAYS, Due, repetition


@pytest.mark.parametrize(
    ("completed", "months", "due"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_the_day_stays_or_becomes_the_last_of_the_month(completed: date, months: int, due: date) -> None:
    found = repetition(completed, months, completed)
    assert found is not None
    assert found.on == due


@pytest.mark.parametrize(
    ("before", "state"), [(SOON_DAYS + 1, Due.LATER), (SOON_DAYS, Due.SOON), (0, Due.SOON), (-1, Due.OVER)]
)
def test_it_is_told_two_months_before(before: int, state: Due) -> None:
    due = date(2027, 11, 22)
    found = repetition(date(2026, 11, 22), 12, due - timedelta(days=before))
    assert found is not None
    assert found.state is state


@pytest.mark.parametrize("months", [None, 0])
def test_most_courses_are_never_due_again(months: int | None) -> None:
    assert repetition(date(2026, 1, 1), months, date(2030, 1, 1)) is None
