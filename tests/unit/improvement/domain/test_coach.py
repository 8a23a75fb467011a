"""The coach says one thing, the one that can still be done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.coach import Advice, Counsel, Feature, Surroundings, counsel, is_measured
from improvement.domain.pdsa import Asked, Cycle, CycleDecision, Scale, Stage

TODAY = date(2026, 10, 1)
WEEKLY = tuple(TODAY - timedelta(weeks=week) for week in range(20))
ASKED = (Asked("Virker det?", "Åtte av ti"),)
PLANNED = Cycle(asked=ASKED, scale=Scale.ONE, started=TODAY)
ALONE = Surroundings(TODAY, figures=(WEEKLY,))
AFTER = replace(ALONE, follows=True, before=Scale.FEW)
CLOSED = replace(PLANNED, stage=Stage.CLOSED, decision=CycleDecision.ADAPT)


@pytest.mark.parametrize(
    ("cycle", "around", "advice"),
    [
        (replace(PLANNED, scale=None, asked=()), Surroundings(TODAY), Advice.SAY_SCALE),
        (replace(PLANNED, scale=Scale.UNIT, asked=()), Surroundings(TODAY), Advice.SMALLER),
        (replace(PLANNED, scale=Scale.FEW), ALONE, None),
        (replace(PLANNED, scale=Scale.SEVERAL), AFTER, Advice.SMALLER_STEP),
        (replace(PLANNED, scale=Scale.UNIT), AFTER, None),
        (replace(PLANNED, scale=Scale.ALL), replace(AFTER, before=None), None),
        (replace(PLANNED, asked=(*ASKED, Asked("Rekker de det?"))), ALONE, Advice.PREDICT),
        (PLANNED, Surroundings(TODAY), Advice.CHOOSE_MEASURE),
        (PLANNED, Surroundings(TODAY, figures=((),)), Advice.ADD_FIGURES),
        (PLANNED, Surroundings(TODAY, figures=((), WEEKLY)), None),
        (replace(PLANNED, stage=Stage.DO, scale=Scale.ALL), Surroundings(TODAY), Advice.CHOOSE_MEASURE),
        (replace(PLANNED, stage=Stage.STUDY), Surroundings(TODAY), None),
        (replace(PLANNED, stage=Stage.STUDY), Surroundings(TODAY, figures=((),)), Advice.ADD_FIGURES),
        (CLOSED, ALONE, Advice.NEXT_ROUND),
        (replace(CLOSED, decision=CycleDecision.EXPAND), ALONE, Advice.NEXT_ROUND),
        (replace(CLOSED, decision=CycleDecision.ADOPT), ALONE, Advice.ONCE_MORE),
        (replace(CLOSED, decision=CycleDecision.ADOPT), AFTER, None),
        (replace(CLOSED, decision=CycleDecision.ABANDON), ALONE, Advice.SOMETHING_ELSE),
        (CLOSED, replace(ALONE, goes_on=True), None),
    ],
)
def test_the_one_next_thing(cycle, around, advice):
    assert counsel(cycle, around).advice is advice


def test_a_cycle_with_all_four_is_said_to_have_them():
    told = counsel(replace(CLOSED, scale=Scale.UNIT), replace(AFTER, goes_on=True))
    assert told == Counsel(dict.fromkeys(Feature, True), None)


def test_it_is_too_early_to_say_whether_an_open_first_cycle_is_followed():
    assert counsel(PLANNED, ALONE).features[Feature.CHAINED] is None


@pytest.mark.parametrize(
    ("days", "measured"),
    [
        ([date(2026, 6, 15), date(2026, 7, 15), date(2026, 8, 14), date(2026, 9, 10)], True),
        ([date(2026, 6, 15), date(2026, 8, 14), date(2026, 9, 10)], False),  # a month is skipped
        ([date(2026, 7, 1), date(2026, 8, 1)], False),  # nobody measured at the end
        ([date(2026, 9, 1), date(2026, 9, 30)], False),  # nor at the start
        ([date(2026, 5, 1)], False),
        ([], False),
    ],
)
def test_at_least_monthly_from_a_month_before_to_the_end(days, measured):
    cycle = replace(PLANNED, stage=Stage.STUDY, started=date(2026, 7, 1), ended=date(2026, 9, 30))
    assert is_measured(cycle, Surroundings(TODAY, figures=(days,))) is measured


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 200), st.integers(1, 31))
def test_figures_no_further_apart_than_a_month_are_always_enough(began, length, gap):
    until = began + timedelta(days=length)
    days = [began + timedelta(days=gap * n) for n in range(length // gap + 1)]
    cycle = Cycle(stage=Stage.STUDY, started=began, ended=until)
    assert is_measured(cycle, Surroundings(until, figures=(days,)))
