"""What a run chart says and how far it can be trusted, as facts. The words are a presenter's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from improvement.domain.spc import MIN_USEFUL, Direction, Evidence, RunChart, Side, Verdict, evidence_for


@dataclass(frozen=True, slots=True)
class StartedTest:
    """A PDSA test that began on a day; ``key`` is whatever the caller knows it by."""

    day: date
    key: str


@dataclass(frozen=True, slots=True)
class ChartStatement:
    """The facts of one sentence about the present phase of a run chart.

    * ``run_length`` and ``side``: the latest run that is too long, or without one the longest; ``run_first`` and
      ``run_last`` are the dates it covers, and ``run_is_current`` that it lasts to the last useful point.
    * ``direction`` and ``changed_on``: which way the level moved and the first date on the new level. None for
      few crossings alone: the rule says that something changed, not when.
    * ``test_before``: the last PDSA test that began on or before that date, within the phase. Coming before is
      not causing; a sentence says "after", never "because of".
    * ``needed``: how many more useful points until the rules can be used; 0 when they can.
    * ``target_met``: how many of the last points (at most six) reach the target; None without target or aim.
    """

    verdict: Verdict
    n_points: int
    n_useful: int
    needed: int
    centre: float | None
    run_length: int
    run_length_max: int | None
    crossings: int
    crossings_min: int | None
    side: Side | None
    run_first: date | None
    run_last: date | None
    run_is_current: bool
    direction: Direction | None
    changed_on: date | None
    is_improvement: bool | None
    test_before: StartedTest | None
    evidence: Evidence | None
    n_last: int
    target_met: int | None


_LAST = 6


def state(
    chart: RunChart,
    days: Sequence[date],
    *,
    tests: Sequence[StartedTest] = (),
    target: float | None = None,
    wanted: Direction | None = None,
) -> ChartStatement:
    """The facts about ``chart``, whose points were measured on ``days``.

    ``wanted`` is the direction of improvement; without it a change is neither good nor bad. ValueError when
    there is not one day a point.
    """
    if len(days) != len(chart.values):
        raise ValueError("one day a point")
    phase = chart.current
    if phase is None:
        return ChartStatement(
            verdict=Verdict.EMPTY,
            n_points=0,
            n_useful=0,
            needed=MIN_USEFUL,
            centre=None,
            run_length=0,
            run_length_max=None,
            crossings=0,
            crossings_min=None,
            side=None,
            run_first=None,
            run_last=None,
            run_is_current=False,
            direction=None,
            changed_on=None,
            is_improvement=None,
            test_before=None,
            evidence=None,
            n_last=0,
            target_met=None,
        )
    runs = phase.runs
    run = runs.signal_runs[-1] if runs.signal_runs else runs.longest
    change = runs.change
    changed_on = days[change[0]] if change else None
    direction = change[1] if change else None
    phase_first = days[phase.segment.start] if phase.segment.start else None
    last = [
        value
        for at, value in enumerate(chart.values)
        if at >= phase.segment.start and value is not None and at not in chart.excluded
    ][-_LAST:]
    return ChartStatement(
        verdict=runs.verdict,
        n_points=runs.n_points,
        n_useful=runs.n_useful,
        needed=0 if runs.verdict.is_judged else max(0, MIN_USEFUL - runs.n_useful),
        centre=runs.centre,
        run_length=run.length if run else 0,
        run_length_max=runs.longest_run_max,
        crossings=runs.crossings,
        crossings_min=runs.crossings_min,
        side=run.side if run else None,
        run_first=days[run.first] if run else None,
        run_last=days[run.last] if run else None,
        run_is_current=run is not None and run.last == runs.last_useful,
        direction=direction,
        changed_on=changed_on,
        is_improvement=None if wanted is None or direction is None else direction is wanted,
        test_before=_before(tests, changed_on, phase_first),
        evidence=evidence_for(runs.n_useful) if runs.verdict.is_judged else None,
        n_last=len(last),
        target_met=None if target is None or wanted is None else sum(_reaches(v, target, wanted) for v in last),
    )


def _before(tests: Sequence[StartedTest], changed_on: date | None, earliest: date | None) -> StartedTest | None:
    if changed_on is None:
        return None
    early = [test for test in tests if test.day <= changed_on and (earliest is None or test.day >= earliest)]
    return max(early, key=lambda test: test.day, default=None)


def _reaches(value: float, target: float, wanted: Direction) -> bool:
    return value >= target if wanted is Direction.UP else value <= target
