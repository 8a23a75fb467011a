"""The run chart: a series, its median, and Anhøj's rules. The default chart of the portal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from improvement.domain.spc.runs import RunAnalysis, Verdict, analyse_runs
from improvement.domain.spc.segments import Segment, check_values, segments


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """One phase of a chart and what the rules say about it."""

    segment: Segment
    runs: RunAnalysis

    @property
    def centre(self) -> float | None:
        """The median of the phase's baseline, in the unit of the values."""
        return self.runs.centre


@dataclass(frozen=True, slots=True)
class RunChart:
    """A whole run chart. ``phases`` is empty only for an empty series."""

    values: tuple[float | None, ...]
    excluded: frozenset[int]
    phases: tuple[PhaseResult, ...]

    @property
    def current(self) -> PhaseResult | None:
        """The last phase: the one that speaks about now."""
        return self.phases[-1] if self.phases else None

    @property
    def verdict(self) -> Verdict:
        """The verdict of the current phase."""
        return self.phases[-1].runs.verdict if self.phases else Verdict.EMPTY

    @property
    def signal_indexes(self) -> frozenset[int]:
        """Positions to mark: of each phase the latest run that is too long."""
        return frozenset(i for phase in self.phases for i in phase.runs.marked)

    @property
    def centres(self) -> tuple[float | None, ...]:
        """The centre line, one number a position."""
        return tuple(phase.centre for phase in self.phases for _ in range(phase.segment.start, phase.segment.stop))


def median(values: Sequence[float]) -> float | None:
    """The median, unrounded; None for no values. Of an even number: halfway between the two in the middle."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    low, high = ordered[half - 1], ordered[half]
    return low if low == high else low / 2 + high / 2


def analyse_run_chart(
    values: Sequence[float | None],
    *,
    phase_starts: Collection[int] = (),
    exclude: Collection[int] = (),
    freeze: int | None = None,
) -> RunChart:
    """Median and Anhøj's rules for each phase of ``values`` (in time order; None is missing).

    Positions count from 0. A baseline without a single usable value gives no centre, and the verdict TOO_FEW
    or EMPTY by what is measured. ValueError for infinite values and positions outside the series.
    """
    excluded = check_values(values, exclude)
    phases = []
    for part in segments(len(values), phase_starts=phase_starts, freeze=freeze):
        baseline = [
            value
            for position, value in enumerate(values[part.start : part.baseline_stop], part.start)
            if value is not None and position not in excluded
        ]
        runs = analyse_runs(values[part.start : part.stop], median(baseline), offset=part.start, excluded=excluded)
        phases.append(PhaseResult(part, runs))
    return RunChart(tuple(values), excluded, tuple(phases))
