"""The engine against published series with the answers of the reference implementations (tests/reference/spc)."""

import json
from pathlib import Path

import pytest

from improvement.domain.spc import analyse_run_chart, analyse_runs, rates
from improvement.domain.spc.segments import segments

REFERENCE = Path(__file__).parents[3] / "reference" / "spc"
CASES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(REFERENCE.glob("*.json"))}


def blocks(wanted):
    for name, case in CASES.items():
        for number, check in enumerate(case["checks"], 1):
            expected = check.get("expected", {})
            if not isinstance(expected, dict) or "phases" not in expected:
                continue
            data = {**case["input"], **check.get("input_override", {})}
            if wanted(data):
                yield pytest.param(data, expected, id=f"{name}-{number}")


def assert_runs(runs, expected):
    assert (runs.n_useful, runs.longest_run, runs.crossings) == (
        expected["n_useful"],
        expected["longest_run"],
        expected["crossings"],
    )
    assert runs.longest_run_max == expected["longest_run_max"]
    assert runs.crossings_min == expected["crossings_min"]
    assert (runs.long_run or runs.few_crossings) is expected["runs_signal"]


def test_every_case_is_here():
    assert len(CASES) == 23
    assert sum(1 for _ in blocks(lambda data: data["chart"] == "run")) == 3


@pytest.mark.parametrize(("data", "expected"), list(blocks(lambda data: data["chart"] == "run")))
def test_run_charts(data, expected):
    chart = analyse_run_chart(
        data["y"],
        phase_starts=data.get("phase_ends", ()),
        exclude=[index - 1 for index in data.get("exclude", ())],
        freeze=data.get("freeze"),
    )
    assert len(chart.phases) == len(expected["phases"])
    for phase, answer in zip(chart.phases, expected["phases"], strict=True):
        assert phase.centre == expected["cl"]
        assert_runs(phase.runs, answer)


@pytest.mark.parametrize(("data", "expected"), list(blocks(lambda data: data["chart"] not in {"run", "mr"})))
def test_runs_analysis_on_the_centre_line_of_other_families(data, expected):
    """Freeze, phases and exclusions of the runs analysis, with the centre line taken from the reference."""
    y = data["y"]
    if data.get("n"):
        y = rates(y, data["n"], multiply=data.get("multiply", 1))
    centre = expected["cl"]
    excluded = frozenset(index - 1 for index in data.get("exclude", ()))
    parts = segments(len(y), phase_starts=data.get("phase_ends", ()), freeze=data.get("freeze"))
    assert len(parts) == len(expected["phases"])
    for part, answer in zip(parts, expected["phases"], strict=True):
        line = centre[part.start : part.stop] if isinstance(centre, list) else centre
        runs = analyse_runs(y[part.start : part.stop], line, offset=part.start, excluded=excluded)
        assert_runs(runs, answer)


def test_critical_values_of_the_rules_table():
    from improvement.domain.spc import crossings_min, longest_run_max

    table = {10: (6, 2), 12: (7, 3), 16: (7, 4), 20: (7, 6), 24: (8, 8)}
    table |= {30: (8, 10), 36: (8, 13), 48: (9, 18), 60: (9, 23), 100: (10, 41)}
    assert {n: (longest_run_max(n), crossings_min(n)) for n in table} == table
