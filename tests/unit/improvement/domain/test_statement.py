"""What a chart says: the facts of its sentence, and silence where the rules are silent."""

from datetime import date, timedelta

import pytest

from improvement.domain.spc import Direction, Side, Verdict, analyse_run_chart
from improvement.domain.statement import StartedTest, state

LOOK = [41, 38, 44, 36, 40, 42, 37, 43, 39, 41, 46, 52, 50, 55, 53, 58, 54, 57, 60, 56]


def days(n):
    return [date(2026, 1, 5) + timedelta(7 * i) for i in range(n)]


def say(values, *, chart=None, **more):
    return state(analyse_run_chart(values, **(chart or {})), days(len(values)), **more)


def test_a_shift_after_a_test():
    at = days(20)
    tests = [StartedTest(at[2], "1"), StartedTest(at[9] + timedelta(3), "2"), StartedTest(at[15], "3")]
    said = say(LOOK, tests=tests, target=55, wanted=Direction.UP)
    assert (said.verdict, said.n_useful, said.needed) == (Verdict.SIGNAL_BOTH, 20, 0)
    assert (said.run_length, said.run_length_max, said.side) == (10, 7, Side.ABOVE)
    assert (said.crossings, said.crossings_min) == (1, 6)
    assert (said.run_first, said.run_last, said.run_is_current) == (at[10], at[19], True)
    assert (said.direction, said.changed_on, said.is_improvement) == (Direction.UP, at[10], True)
    assert said.test_before == tests[1]
    assert (said.n_last, said.target_met) == (6, 4)
    assert said.evidence.n == 20


def test_the_same_change_is_no_improvement_when_less_is_better():
    assert say(LOOK, wanted=Direction.DOWN).is_improvement is False
    assert say(LOOK).is_improvement is None


def test_a_test_on_the_day_of_the_change_counts_and_a_later_one_does_not():
    at = days(20)
    assert say(LOOK, tests=[StartedTest(at[10], "x")]).test_before.key == "x"
    assert say(LOOK, tests=[StartedTest(at[11], "x")]).test_before is None


def test_two_points_say_nothing_about_change():
    said = say([23, 62], target=50, wanted=Direction.UP, tests=[StartedTest(date(2026, 1, 1), "1")])
    assert (said.verdict, said.n_useful, said.needed) == (Verdict.TOO_FEW, 2, 8)
    assert (said.direction, said.changed_on, said.test_before, said.evidence) == (None, None, None, None)


def test_no_signal_names_no_change():
    said = say([4, 6, 5, 7, 3, 8, 4, 7, 5, 6, 3, 8])
    assert said.verdict is Verdict.NO_SIGNAL
    assert (said.direction, said.changed_on, said.test_before) == (None, None, None)
    assert said.evidence.n == 12


def test_few_crossings_alone_tell_no_date():
    said = say(([1] * 7 + [9] * 7) * 2, tests=[StartedTest(date(2026, 1, 5), "1")])
    assert said.verdict is Verdict.SIGNAL_FEW_CROSSINGS
    assert (said.changed_on, said.direction, said.test_before) == (None, None, None)


def test_a_run_that_ended_is_not_current():
    said = say([*[1, 9] * 4, *[9] * 12, *[1, 1, 1, 1, 1]], chart={"freeze": 8})
    assert said.verdict.is_signal
    assert not said.run_is_current


def test_only_the_present_phase_speaks():
    values = [20, 30] * 6 + LOOK
    at = days(len(values))
    early = StartedTest(at[3], "early")
    said = say(values, chart={"phase_starts": [12]}, tests=[early])
    assert said.n_useful == 20
    assert said.changed_on == at[22]
    assert said.test_before is None
    assert say([1] * 12 + [5, 6], chart={"phase_starts": [12]}).n_last == 2


def test_excluded_and_missing_points_do_not_count_towards_the_target():
    said = say([50, 60, None, 70], chart={"exclude": [3]}, target=55, wanted=Direction.UP)
    assert (said.n_last, said.target_met) == (2, 1)
    assert say([50, 60], target=55, wanted=Direction.DOWN).target_met == 1


def test_nothing_measured():
    said = say([])
    assert (said.verdict, said.needed, said.centre) == (Verdict.EMPTY, 10, None)
    assert say([None] * 3).verdict is Verdict.EMPTY


def test_one_day_a_point():
    with pytest.raises(ValueError, match="day"):
        state(analyse_run_chart([1, 2]), [date(2026, 1, 1)])
