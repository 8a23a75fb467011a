"""How far Anhøj's rules can be trusted for a series of a given length.

The figures are from simulations of independent normal points (10 000 series each): how often a calm series
gives a false signal, and how often a lasting shift in the middle of the series is found. They hold for the
number of points they were made for, so each carries its own n, which a chart must show.
"""

from __future__ import annotations

from dataclasses import dataclass

from improvement.domain.spc.runs import MIN_USEFUL


@dataclass(frozen=True, slots=True)
class Evidence:
    """Shares from 0 to 1 for series of ``n`` points; None where no figure was made."""

    n: int
    false_signal: float | None
    finds_1_sd: float | None
    finds_2_sd: float | None


_TABLE = (
    Evidence(12, None, None, 0.32),
    Evidence(24, 0.030, 0.157, 0.626),
    Evidence(36, 0.043, None, None),
)


def evidence_for(n_useful: int) -> Evidence | None:
    """The figures for the simulated length nearest to ``n_useful`` (the shorter at a tie); None below ten points."""
    if n_useful < MIN_USEFUL:
        return None
    return min(_TABLE, key=lambda row: (abs(row.n - n_useful), row.n))
