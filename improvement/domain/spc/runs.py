"""Anhøj's runs analysis: is there a shift in this series, judged by runs and crossings?

Rules and critical values follow Anhøj and Olesen (PLOS ONE 2014, 10.1371/journal.pone.0113825) as the
reference implementation qicharts2 has them:

* points exactly on the centre line, missing points and excluded points are left out; the rest are *useful*;
* an unusually long run is longer than ``round(log2(n)) + 3`` useful points on one side;
* unusually few crossings are fewer than the 5 % quantile of Binomial(n - 1, 1/2).

Either is a signal. A point on the line neither counts nor breaks a run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

#: Below this many useful points no verdict is published: the rules find next to nothing there.
MIN_USEFUL = 10

#: Values this close to the centre (relative) are on it. A median of two decimal fractions need not equal the
#: same number as typed: (0.1 + 0.7) / 2 is not 0.4 in binary.
_ON_CENTRE = 1e-12


class Verdict(StrEnum):
    """What the runs analysis may say about one phase."""

    EMPTY = "empty"  # nothing measured
    TOO_FEW = "too_few"  # fewer than MIN_USEFUL measured or useful points
    ALL_EQUAL = "all_equal"  # enough points, all the same value
    INVALID_MANY_ON_MEDIAN = "invalid_many_on_median"  # more than half lie on the line
    NO_SIGNAL = "no_signal"
    SIGNAL_LONG_RUN = "signal_long_run"
    SIGNAL_FEW_CROSSINGS = "signal_few_crossings"
    SIGNAL_BOTH = "signal_both"

    @property
    def is_signal(self) -> bool:
        """Whether something has changed according to the rules."""
        return self in _SIGNALS

    @property
    def is_judged(self) -> bool:
        """Whether the rules could be used at all."""
        return self is Verdict.NO_SIGNAL or self in _SIGNALS


_SIGNALS = frozenset({Verdict.SIGNAL_LONG_RUN, Verdict.SIGNAL_FEW_CROSSINGS, Verdict.SIGNAL_BOTH})


class Side(StrEnum):
    """Which side of the centre line a run lies on."""

    ABOVE = "above"
    BELOW = "below"


class Direction(StrEnum):
    """Which way the level moved, seen forward in time."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive useful points on one side of the centre.

    ``indexes`` are positions in the whole series, counted from 0, without points on the line.
    """

    side: Side
    indexes: tuple[int, ...]

    @property
    def length(self) -> int:
        """How many useful points the run has."""
        return len(self.indexes)

    @property
    def first(self) -> int:
        """Position of its first point."""
        return self.indexes[0]

    @property
    def last(self) -> int:
        """Position of its last point."""
        return self.indexes[-1]


@dataclass(frozen=True, slots=True)
class RunAnalysis:
    """The runs analysis of one phase.

    The counts and critical values are always given when there is at least one useful point; ``verdict`` says
    whether they may be used. ``signal_runs`` are the runs that are too long by the rule, for marking.
    """

    centre: float | None
    n_points: int  # measured and not excluded
    n_useful: int
    n_on_centre: int
    longest_run: int
    longest_run_max: int | None
    crossings: int
    crossings_min: int | None
    verdict: Verdict
    longest: Run | None = None  # the latest of the longest
    signal_runs: tuple[Run, ...] = ()
    first_useful: int | None = None
    last_useful: int | None = None

    @property
    def long_run(self) -> bool:
        """The longest run is longer than chance explains (the rule alone, whatever the verdict)."""
        return self.longest_run_max is not None and self.longest_run > self.longest_run_max

    @property
    def few_crossings(self) -> bool:
        """The line is crossed more seldom than chance explains (the rule alone, whatever the verdict)."""
        return self.crossings_min is not None and self.crossings < self.crossings_min

    @property
    def marked(self) -> tuple[int, ...]:
        """Positions to mark in a chart: the latest run that is too long.

        A lasting shift in the middle makes the run before it too long as well; marking both would mark
        every point and show nothing.
        """
        return self.signal_runs[-1].indexes if self.signal_runs else ()

    @property
    def change(self) -> tuple[int, Direction] | None:
        """Where the level moved and which way, judged by the latest run that is too long.

        The position is the first point of the new level. When the long run opens the series the change is
        where it ends, away from its side. None without a long run or when nothing lies on the other side.
        """
        if not self.signal_runs or not self.verdict.is_signal:
            return None
        run = self.signal_runs[-1]
        if run.first != self.first_useful:
            return run.first, Direction.UP if run.side is Side.ABOVE else Direction.DOWN
        if self.last_useful is None or run.last == self.last_useful:
            return None
        return run.last + 1, Direction.DOWN if run.side is Side.ABOVE else Direction.UP


@lru_cache(maxsize=4096)
def longest_run_max(n_useful: int) -> int:
    """The longest run still compatible with chance among ``n_useful`` points (at least 1)."""
    if n_useful < 1:
        raise ValueError("a critical value needs at least one useful point")
    return round(math.log2(n_useful)) + 3


@lru_cache(maxsize=4096)
def crossings_min(n_useful: int) -> int:
    """The fewest crossings still compatible with chance: the 5 % quantile of Binomial(n_useful - 1, 1/2).

    Exact in whole numbers: the smallest x with 20 * sum(C(m, 0..x)) >= 2^m. The two sides are never equal,
    since 5 does not divide a power of two, so no rounding rule is needed.
    """
    if n_useful < 1:
        raise ValueError("a critical value needs at least one useful point")
    trials = n_useful - 1
    goal = 1 << trials
    term = total = 1
    x = 0
    while 20 * total < goal:
        x += 1
        term = term * (trials - x + 1) // x
        total += term
    return x


def analyse_runs(
    values: Sequence[float | None],
    centre: float | Sequence[float | None] | None,
    *,
    offset: int = 0,
    excluded: frozenset[int] = frozenset(),
) -> RunAnalysis:
    """Runs analysis of ``values`` against ``centre`` (one number, or one a point).

    ``offset`` is the position of the first value in the whole series; positions in the result and in
    ``excluded`` count from the start of that series. Missing values are None.
    """
    positions: list[list[int]] = []
    sides: list[bool] = []
    n_points = n_on_centre = 0
    line = centre if centre is None or isinstance(centre, (int, float)) else None
    lines = None if line is not None or centre is None or isinstance(centre, (int, float)) else centre
    lowest, highest = math.inf, -math.inf
    for index, value in enumerate(values):
        if value is None or (excluded and index + offset in excluded):
            continue
        n_points += 1
        lowest = value if value < lowest else lowest
        highest = value if value > highest else highest
        at = line if lines is None else lines[index]
        if at is None:
            continue
        distance = value - at
        if distance == 0 or abs(distance) <= _ON_CENTRE * max(abs(value), abs(at)):
            n_on_centre += 1
            continue
        above = distance > 0
        if sides and sides[-1] is above:
            positions[-1].append(index + offset)
        else:
            sides.append(above)
            positions.append([index + offset])
    n_useful = sum(map(len, positions))
    centre_out = line if lines is None else next((c for c in reversed(lines) if c is not None), None)
    if not n_useful:
        verdict = _verdict(n_points, 0, n_on_centre, lowest == highest, long=False, few=False)
        return RunAnalysis(centre_out, n_points, 0, n_on_centre, 0, None, 0, None, verdict)
    longest = max(map(len, positions))
    run_limit = longest_run_max(n_useful)
    crossings, cross_limit = len(positions) - 1, crossings_min(n_useful)
    verdict = _verdict(
        n_points,
        n_useful,
        n_on_centre,
        lowest == highest,
        long=longest > run_limit,
        few=crossings < cross_limit,
    )
    runs = [
        Run(Side.ABOVE if above else Side.BELOW, tuple(run))
        for above, run in zip(sides, positions, strict=True)
        if len(run) == longest or len(run) > run_limit
    ]
    return RunAnalysis(
        centre=centre_out,
        n_points=n_points,
        n_useful=n_useful,
        n_on_centre=n_on_centre,
        longest_run=longest,
        longest_run_max=run_limit,
        crossings=crossings,
        crossings_min=cross_limit,
        verdict=verdict,
        longest=[run for run in runs if run.length == longest][-1],
        signal_runs=tuple(run for run in runs if run.length > run_limit) if verdict.is_signal else (),
        first_useful=positions[0][0],
        last_useful=positions[-1][-1],
    )


def _verdict(n_points: int, n_useful: int, n_on_centre: int, equal: bool, *, long: bool, few: bool) -> Verdict:
    if n_points == 0:
        return Verdict.EMPTY
    if n_points < MIN_USEFUL:
        return Verdict.TOO_FEW
    if equal and not n_useful:
        return Verdict.ALL_EQUAL
    if 2 * n_on_centre > n_points:
        return Verdict.INVALID_MANY_ON_MEDIAN
    if n_useful < MIN_USEFUL:
        return Verdict.TOO_FEW
    if long and few:
        return Verdict.SIGNAL_BOTH
    if long:
        return Verdict.SIGNAL_LONG_RUN
    return Verdict.SIGNAL_FEW_CROSSINGS if few else Verdict.NO_SIGNAL
