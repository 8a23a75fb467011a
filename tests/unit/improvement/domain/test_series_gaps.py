"""Missing weeks, months and days are found from the series' own step, and nothing is called missing without one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.series import Code, Gap, Rules, Step, parse_series
from improvement.domain.series.dates import months_later
from improvement.domain.series.gaps import gaps_before, usual_step
from portal.kernel.holidays import is_working_day

MONDAY = date(2026, 6, 1)


def every(days, times, start=MONDAY):
    return [start + timedelta(days=days * n) for n in range(times)]


def monthly(start, times, size=1):
    return [months_later(start, size * n) for n in range(times)]


def without(days, *places):
    return [day for place, day in enumerate(days) if place not in places]


def working_days(start, end):
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in days if is_working_day(day)]


SPRING = working_days(date(2026, 3, 16), date(2026, 6, 5))  # over Easter, 1 and 17 May and Whitsun


@pytest.mark.parametrize(
    ("days", "after", "gap"),
    [
        (
            without(every(7, 12), 9),
            date(2026, 8, 10),
            Gap(Step.WEEK, 1, date(2026, 8, 3), date(2026, 8, 3)),
        ),
        (
            without(every(7, 12), 4, 5, 6),
            date(2026, 7, 20),
            Gap(Step.WEEK, 3, date(2026, 6, 29), date(2026, 7, 13)),
        ),
        (without(every(7, 6), 2), date(2026, 6, 22), Gap(Step.WEEK, 1, date(2026, 6, 15), date(2026, 6, 15))),
        (without(every(14, 7), 3), date(2026, 7, 27), Gap(Step.FORTNIGHT, 1, date(2026, 7, 13), date(2026, 7, 13))),
        (
            without(monthly(date(2025, 10, 31), 9), 4),
            date(2026, 3, 31),
            Gap(Step.MONTH, 1, date(2026, 2, 28), date(2026, 2, 28)),
        ),
        (
            without(monthly(date(2024, 1, 1), 9, 3), 5),
            date(2025, 7, 1),
            Gap(Step.QUARTER, 1, date(2025, 4, 1), date(2025, 4, 1)),
        ),
        (without(monthly(date(2018, 1, 1), 8, 12), 3), date(2022, 1, 1), Gap(Step.YEAR, 1, *[date(2021, 1, 1)] * 2)),
        (without(every(1, 14), 6), date(2026, 6, 8), Gap(Step.DAY, 1, date(2026, 6, 7), date(2026, 6, 7))),
        (without(SPRING, 2), date(2026, 3, 19), Gap(Step.DAY, 1, date(2026, 3, 18), date(2026, 3, 18))),
    ],
)
def test_what_is_missing_is_said_at_the_date_after_it(days, after, gap):
    assert dict(gaps_before(days)) == {after: gap}


@pytest.mark.parametrize(
    "days",
    [
        every(7, 20),
        SPRING,
        every(1, 30),
        [day for day in every(1, 60) if day.weekday() < 3],  # Monday to Wednesday
        [day for day in every(1, 60) if day.weekday() in {1, 3}],  # Tuesday and Thursday
        without(every(7, 5), 2),  # four dates show no habit
        [MONDAY + timedelta(days=n) for n in (0, 2, 9, 21, 22, 40, 71, 75)],
        # Moved for a holiday, by a few days within its week or to the week's end.
        [*every(7, 5), date(2026, 7, 9), *every(7, 5, date(2026, 7, 13))],
        monthly(date(2024, 1, 31), 24),
        [date(2026, month, day) for month, day in enumerate((5, 2, 2, 6, 4, 1, 6, 3, 7, 5), 1)],  # first Monday
        every(28, 30),
        [],
    ],
)
def test_no_gap_is_seen_where_there_is_none(days):
    assert not gaps_before(days)


@given(
    st.sampled_from([Step.WEEK, Step.FORTNIGHT, Step.MONTH, Step.QUARTER, Step.YEAR]),
    st.dates(date(2000, 1, 1), date(2020, 1, 1)),
    st.integers(8, 40),
    st.data(),
)
def test_a_date_taken_out_of_an_even_series_is_found(step, start, times, data):
    sizes = {Step.WEEK: 7, Step.FORTNIGHT: 14, Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}
    weeks = step in {Step.WEEK, Step.FORTNIGHT}
    days = every(sizes[step], times, start) if weeks else monthly(start, times, sizes[step])
    place = data.draw(st.integers(1, times - 2))
    assert usual_step(days) is step
    assert not gaps_before(days)
    gone = days[place]
    assert dict(gaps_before(without(days, place))) == {days[place + 1]: Gap(step, 1, gone, gone)}


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=40))
def test_what_is_missing_lies_between_the_dates_and_is_none_of_them(days):
    for after, gap in gaps_before(days).items():
        before = max(day for day in days if day < after)
        assert before < gap.first <= gap.last < after
        assert gap.count >= 1


def pasted(days, **more):
    rules = Rules(today=date(2026, 11, 22), is_national_id=lambda text: False, **more)
    return parse_series("\n".join(f"{day.isoformat()}\t{10 + n}" for n, day in enumerate(days)), rules)


def test_the_row_after_the_gap_is_marked_and_can_be_saved():
    parsed = pasted(without(every(7, 12), 9))
    marked = [row for row in parsed.rows if row.problems]
    assert [(row.day, row.codes, row.is_used) for row in marked] == [(date(2026, 8, 10), (Code.AFTER_GAP,), True)]
    assert (parsed.n_gaps, parsed.n_errors, len(parsed.used), parsed.is_clean) == (1, 0, 11, True)


def test_newest_first_is_read_the_same():
    parsed = pasted(without(every(7, 12), 9)[::-1])
    assert [row.day for row in parsed.rows if row.problems] == [date(2026, 8, 10)]


def test_what_is_stored_counts_on_both_sides():
    weeks = every(7, 12)
    stored = dict.fromkeys(weeks[:6], 20.0)
    assert pasted(weeks[6:8], stored=stored).n_gaps == 0
    assert [row.day for row in pasted(weeks[7:9], stored=stored).rows if row.problems] == [weeks[7]]
    assert pasted(without(weeks, *range(6)), stored=stored).n_gaps == 0


def test_a_week_that_stands_there_without_a_figure_or_with_a_wrong_one_is_not_missing():
    lines = [f"{day.isoformat()}\t{n}" for n, day in enumerate(every(7, 8))]
    for figure in ("-", "mange"):
        text = "\n".join([*lines[:3], f"{lines[3].split()[0]}\t{figure}", *lines[4:]])
        parsed = parse_series(text, Rules(today=date(2026, 11, 22), is_national_id=lambda text: False))
        assert parsed.n_gaps == 0


def test_a_mistyped_year_makes_no_gap_of_a_century():
    days = every(7, 8)
    assert pasted([date(1926, 6, 1), *days]).n_gaps == 0
