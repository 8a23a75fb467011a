"""Phases, exclusions and frozen baselines: which points a centre line is computed from.

The same for every chart family:

* a *phase* starts everything anew, nothing carries over a break;
* a *frozen* baseline computes the centre from the first points only, and judges all of them;
* with phases given a freeze is ignored, as in the reference implementation;
* an *excluded* point is drawn, but stands outside centre and runs; a *missing* point is not there at all.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One phase: positions ``start`` up to, not including, ``stop``; the centre uses those before ``baseline_stop``."""

    start: int
    stop: int
    baseline_stop: int


def segments(n: int, *, phase_starts: Collection[int] = (), freeze: int | None = None) -> tuple[Segment, ...]:
    """Split ``n`` positions into phases.

    ``phase_starts`` are the first positions of the second and later phases. ``freeze`` is the number of
    opening positions that make the baseline. ValueError for positions outside the series or a freeze below 1.
    """
    if freeze is not None and freeze < 1:
        raise ValueError("a baseline has at least one point")
    breaks = sorted(set(phase_starts))
    if breaks and (breaks[0] < 1 or breaks[-1] >= n):
        raise ValueError("a phase starts inside the series, after its first point")
    if n == 0:
        return ()
    edges = [0, *breaks, n]
    frozen = freeze is not None and not breaks
    return tuple(
        Segment(start, stop, min(stop, freeze) if frozen and freeze is not None else stop)
        for start, stop in itertools.pairwise(edges)
    )


def check_values(values: Sequence[float | None], excluded: Collection[int]) -> frozenset[int]:
    """The excluded positions as a set; ValueError for values that are no numbers or positions outside."""
    for value in values:
        if value is not None and not math.isfinite(value):
            raise ValueError("a measured value is finite; a missing one is None")
    positions = frozenset(excluded)
    if positions and (min(positions) < 0 or max(positions) >= len(values)):
        raise ValueError("an excluded position lies outside the series")
    return positions
