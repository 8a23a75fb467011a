"""The value axis: round numbers that hold the data, the lines and the ends of the scale."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """From ``low`` to ``high`` with ``ticks`` between; ``decimals`` is what it takes to write the ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int


def nice_step(span: float, intervals: int, *, whole: bool = False) -> float:
    """The smallest of 1, 2, 2.5, 5 x 10^k that covers ``span`` in at most ``intervals`` steps (roughly)."""
    rough = span / max(intervals, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in _NICE:
        step = factor * power
        if step >= rough * (1 - 1e-9) and not (whole and step != math.floor(step)):
            return step
    return max(1.0, 10 * power)


def value_axis(
    values: Iterable[float],
    *,
    ticks: int,
    lower: float | None = None,
    upper: float | None = None,
    whole: bool = False,
) -> ValueAxis:
    """An axis for ``values`` with about ``ticks`` ticks.

    Starts at ``lower`` when the data come near it, so that small parts of a whole look small. Without values:
    from ``lower`` to ``upper``, or 0 to 1.
    """
    seen = list(values)
    low, high = (min(seen), max(seen)) if seen else (0.0 if lower is None else lower, 1.0 if upper is None else upper)
    if high - low <= max(1e-12, 1e-9 * max(abs(low), abs(high))):
        room = max(abs(low) * 0.1, 1.0 if whole or low == 0 or abs(low) >= 10 else 0.0) or 1.0
        low, high = low - room, high + room
    if lower is not None:
        low = max(low, min(lower, *seen) if seen else lower)
        if low - lower <= 0.5 * (high - low):
            low = min(low, lower)
    if upper is not None:
        high = min(high, max(upper, *seen) if seen else upper)
    if high <= low:
        high = low + 1.0
    step = nice_step(high - low, ticks - 1, whole=whole)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    decimals = max(0, -math.floor(math.log10(step)))
    if round(step, decimals) != round(step, decimals + 1):
        decimals += 1
    grid = [round(i * step, decimals + 2) + 0.0 for i in range(first, last + 1)]
    start, end = grid[0], grid[-1]
    if lower is not None and start < lower <= low:
        start = lower
    if upper is not None and end > upper >= high:
        end = upper
    return ValueAxis(start, end, tuple(tick for tick in grid if start <= tick <= end), decimals)
