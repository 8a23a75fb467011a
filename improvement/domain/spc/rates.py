"""Numerators and denominators to the values a chart plots."""

from __future__ import annotations

from collections.abc import Sequence


def rates(
    numerators: Sequence[float | None], denominators: Sequence[float | None], *, multiply: float = 1.0
) -> tuple[float | None, ...]:
    """``multiply`` x numerator / denominator, unrounded, a point; None where either is missing or nothing was at risk.

    A denominator of zero is a missing point, not a zero: nobody was there to count. ValueError for unequal
    lengths and negative denominators.
    """
    out: list[float | None] = []
    for numerator, denominator in zip(numerators, denominators, strict=True):
        if denominator is not None and denominator < 0:
            raise ValueError("a denominator is not negative")
        if numerator is None or not denominator:
            out.append(None)
        else:
            out.append(multiply * numerator / denominator)
    return tuple(out)
