"""What a run chart may say: properties that must hold for every series, and the traps."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.spc import (
    Direction,
    Side,
    Verdict,
    analyse_run_chart,
    analyse_runs,
    crossings_min,
    evidence_for,
    longest_run_max,
    median,
    rates,
)

whole = st.integers(-1000, 1000)
series = st.lists(st.one_of(whole, st.none()), max_size=80)


def facts(runs):
    return (
        runs.n_points,
        runs.n_useful,
        runs.longest_run,
        runs.crossings,
        runs.verdict,
        [run.indexes for run in runs.signal_runs],
    )


def only(values, **options):
    (phase,) = analyse_run_chart(values, **options).phases
    return phase.runs


@given(series, whole, st.integers(1, 50))
def test_moving_and_stretching_the_scale_changes_nothing(values, shift, stretch):
    moved = [None if v is None else v * stretch + shift for v in values]
    before, after = analyse_run_chart(values), analyse_run_chart(moved)
    assert [facts(p.runs) for p in before.phases] == [facts(p.runs) for p in after.phases]


@given(series)
def test_mirroring_swaps_the_sides_and_nothing_else(values):
    before = analyse_run_chart(values)
    after = analyse_run_chart([None if v is None else -v for v in values])
    assert [facts(p.runs) for p in before.phases] == [facts(p.runs) for p in after.phases]
    for one, other in zip(before.phases, after.phases, strict=True):
        for run, twin in zip(one.runs.signal_runs, other.runs.signal_runs, strict=True):
            assert {run.side, twin.side} == {Side.ABOVE, Side.BELOW}


@given(series)
def test_reading_backwards_counts_the_same(values):
    before, after = analyse_run_chart(values), analyse_run_chart(values[::-1])
    assert [facts(p.runs)[:5] for p in before.phases] == [facts(p.runs)[:5] for p in after.phases]


@given(st.lists(whole, min_size=1, max_size=60), st.data())
def test_a_point_on_the_line_neither_counts_nor_breaks_a_run(values, data):
    centre = median(values)
    at = data.draw(st.integers(0, len(values)))
    before, after = analyse_runs(values, centre), analyse_runs([*values[:at], centre, *values[at:]], centre)
    assert median([*values, centre]) == centre
    assert (after.n_useful, after.longest_run, after.crossings) == (
        before.n_useful,
        before.longest_run,
        before.crossings,
    )
    assert after.n_on_centre == before.n_on_centre + 1


@given(series, st.data())
def test_missing_points_can_be_taken_out(values, data):
    dense = [v for v in values if v is not None]
    before, after = analyse_run_chart(values), analyse_run_chart(dense)
    if dense:
        assert facts(before.phases[0].runs)[:5] == facts(after.phases[0].runs)[:5]
    else:
        assert before.verdict is after.verdict is Verdict.EMPTY


@given(st.lists(whole, min_size=1, max_size=60), st.data())
def test_an_excluded_point_speaks_as_little_as_a_missing_one(values, data):
    out = data.draw(st.sets(st.integers(0, len(values) - 1)))
    excluded = only(values, exclude=out)
    missing = only([None if i in out else v for i, v in enumerate(values)])
    assert facts(excluded) == facts(missing)


@given(series)
def test_the_parts_add_up(values):
    for phase in analyse_run_chart(values).phases:
        runs = phase.runs
        assert runs.n_useful + runs.n_on_centre == runs.n_points == sum(v is not None for v in values)
        assert runs.longest_run + runs.crossings <= max(runs.n_useful, 0)
        if runs.verdict.is_signal:
            assert runs.long_run or runs.few_crossings
        assert bool(runs.signal_runs) is (runs.verdict.is_signal and runs.long_run)


@given(st.lists(whole, min_size=2, max_size=40), st.data())
def test_runs_do_not_cross_a_phase(values, data):
    cut = data.draw(st.integers(1, len(values) - 1))
    both = analyse_run_chart(values, phase_starts=[cut])
    assert facts(both.phases[0].runs) == facts(only(values[:cut]))
    second = only(values[cut:])
    assert facts(both.phases[1].runs)[:5] == facts(second)[:5]
    assert [i - cut for run in both.phases[1].runs.signal_runs for i in run.indexes] == [
        i for run in second.signal_runs for i in run.indexes
    ]
    assert both.phases[1].centre == second.centre


@given(st.integers(1, 400))
def test_the_crossings_limit_is_the_quantile(n):
    def share(x):
        return sum(math.comb(n - 1, k) for k in range(x + 1)) / 2 ** (n - 1)

    limit = crossings_min(n)
    assert share(limit) >= 0.05
    assert limit == 0 or share(limit - 1) < 0.05


@pytest.mark.parametrize("call", [longest_run_max, crossings_min])
def test_no_useful_points_no_critical_value(call):
    with pytest.raises(ValueError, match="useful"):
        call(0)


def test_nothing_measured():
    assert analyse_run_chart([]).verdict is Verdict.EMPTY
    assert analyse_run_chart([]).current is None
    assert analyse_run_chart([None] * 12).verdict is Verdict.EMPTY


@pytest.mark.parametrize("values", [[5], [23, 62], [62, 23], [5, 5], [0, 0]])
def test_one_or_two_points_give_no_verdict(values):
    chart = analyse_run_chart(values)
    assert chart.verdict is Verdict.TOO_FEW
    assert not chart.verdict.is_judged
    assert chart.signal_indexes == frozenset()
    assert chart.current.runs.change is None
    assert evidence_for(chart.current.runs.n_useful) is None


def test_nine_useful_points_give_no_verdict_however_clear_they_look():
    nine = only([1, 1, 1, 1, 1, 9, 9, 9, 9, 5], freeze=10)
    assert nine.n_points == 10
    assert analyse_runs([1] * 9, 5).verdict is Verdict.TOO_FEW
    assert analyse_runs([1] * 9, 5).long_run
    assert analyse_runs([1] * 9, 5).signal_runs == ()
    assert analyse_runs([1] * 10, 5).verdict is not Verdict.TOO_FEW


@pytest.mark.parametrize("value", [0, 7, 0.1])
def test_all_equal_is_said_and_not_judged(value):
    runs = only([value] * 20)
    assert runs.verdict is Verdict.ALL_EQUAL
    assert (runs.n_useful, runs.n_on_centre, runs.longest_run_max) == (0, 20, None)


def test_more_than_half_on_the_median_makes_the_chart_invalid():
    assert only([0] * 11 + [1] * 10).verdict is Verdict.INVALID_MANY_ON_MEDIAN
    exactly_half = only([0] * 10 + [1, -1] * 5)
    assert exactly_half.n_on_centre == 10
    assert exactly_half.verdict.is_judged


def test_enough_points_but_too_few_useful():
    runs = only([5, 5, 5, 5, 1, 2, 3, 7, 8, 9])
    assert (runs.n_points, runs.n_useful, runs.verdict) == (10, 6, Verdict.TOO_FEW)


def test_a_shift_in_the_middle_is_found_marked_and_dated():
    chart = analyse_run_chart([4, 3, 5, 4, 3, 5, 4, 3, 5, 4, 8, 9, 7, 8, 9, 8, 7, 9, 8, 9])
    runs = chart.current.runs
    assert (runs.verdict, runs.centre) == (Verdict.SIGNAL_BOTH, 6)
    assert [run.side for run in runs.signal_runs] == [Side.BELOW, Side.ABOVE]
    assert runs.longest.side is Side.ABOVE
    assert runs.change == (10, Direction.UP)
    assert chart.signal_indexes == frozenset(range(10, 20))


def test_a_run_that_opens_the_series_dates_the_change_where_it_ends():
    baseline = [9] * 9
    rest = [1, 9.5, 1, 9.5, 1, 9.5, 1, 1, 9.5, 1, 1, 1]
    runs = analyse_runs([*baseline, *rest], 5)
    assert [run.indexes for run in runs.signal_runs] == [tuple(range(9))]
    assert runs.change == (9, Direction.DOWN)


def test_few_crossings_without_a_long_run():
    side = [1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9]
    runs = only(side * 2)
    assert (runs.verdict, runs.longest_run, runs.crossings) == (Verdict.SIGNAL_FEW_CROSSINGS, 7, 3)
    assert runs.signal_runs == ()
    assert runs.change is None


def test_long_run_without_few_crossings():
    runs = analyse_runs([9] * 9 + [1, 9] * 8 + [1], 5)
    assert runs.verdict is Verdict.SIGNAL_LONG_RUN


def test_a_frozen_baseline_makes_the_line_and_judges_everything():
    chart = analyse_run_chart([1, 3, 1, 3] * 3 + [5] * 12, freeze=12)
    assert chart.current.centre == 2
    assert chart.current.runs.change == (11, Direction.UP)
    assert chart.current.runs.n_useful == 24


def test_a_freeze_is_ignored_when_phases_are_given():
    values = [1, 3] * 6 + [5, 7] * 6
    assert (
        analyse_run_chart(values, freeze=4, phase_starts=[12]).phases
        == analyse_run_chart(values, phase_starts=[12]).phases
    )


def test_a_baseline_with_nothing_measured_gives_no_line_and_no_verdict():
    runs = only([None, None, *range(8)], freeze=2)
    assert (runs.centre, runs.verdict) == (None, Verdict.TOO_FEW)


def test_a_typed_number_equal_to_the_median_is_on_the_line():
    runs = only([0.1, 0.7, 0.4, 0.4, 0.9], freeze=2)
    assert (0.1 + 0.7) / 2 != 0.4
    assert runs.n_on_centre == 2


@pytest.mark.parametrize(
    "options",
    [
        {"freeze": 0},
        {"phase_starts": [0]},
        {"phase_starts": [3]},
        {"exclude": [3]},
        {"exclude": [-1]},
    ],
)
def test_positions_outside_the_series_are_refused(options):
    with pytest.raises(ValueError, match=r"position|phase|baseline"):
        analyse_run_chart([1, 2, 3], **options)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        analyse_run_chart([1, value])


def test_rates_keep_the_parts_and_never_divide_by_nobody():
    assert rates([1, 0, 3, None], [3, 0, None, 4], multiply=100) == (pytest.approx(100 / 3), None, None, None)
    with pytest.raises(ValueError, match="negative"):
        rates([1], [-1])
    with pytest.raises(ValueError, match="shorter"):
        rates([1, 2], [1])


def test_evidence_carries_the_length_it_was_made_for():
    assert evidence_for(9) is None
    at_24 = evidence_for(24)
    assert (at_24.n, at_24.false_signal, at_24.finds_1_sd, at_24.finds_2_sd) == (24, 0.030, 0.157, 0.626)
    assert (evidence_for(12).n, evidence_for(12).finds_2_sd) == (12, 0.32)
    assert evidence_for(36).false_signal == 0.043
    assert [evidence_for(n).n for n in (10, 14, 15, 22, 23, 500)] == [12, 12, 16, 20, 24, 60]


@pytest.mark.parametrize("n", [12, 20, 24, 36, 60])
@pytest.mark.parametrize("shift", [0, 1, 2])
def test_the_figures_can_be_made_again(n, shift):
    evidence = evidence_for(n)
    expected = (evidence.false_signal, evidence.finds_1_sd, evidence.finds_2_sd)[shift]
    dice = random.Random(1924 + n + shift)
    times = 1500
    found = sum(
        only([dice.gauss(0, 1) + (shift if i >= n // 2 else 0) for i in range(n)]).verdict.is_signal
        for _ in range(times)
    )
    assert found / times == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / times))


def test_a_series_on_one_side_of_a_frozen_line_tells_no_change_within_it():
    runs = analyse_runs([9] * 12, 5)
    assert runs.verdict is Verdict.SIGNAL_BOTH
    assert runs.change is None


def test_the_centre_line_has_one_number_a_position():
    assert analyse_run_chart([1, 3, None, 8, 8], phase_starts=[3]).centres == (2, 2, 2, 8, 8)
