"""How low and how high a form can score, and which limits of its meanings no score could ever reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.worksheets.domain.form import Kind, Method, Part
from portal.worksheets.domain.scoring import least, most

# What rounding may do to a sum of weights such as 0.1 and 0.2.
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and the highest score, in the method's own unit."""

    low: float
    high: float


class Fault(StrEnum):
    """What is wrong with a limit."""

    ABOVE = "above"
    BELOW = "below"
    TWICE = "twice"


def span(method: Method, parts: Sequence[Part]) -> Span | None:
    """Return how low and how high the score can be when all is answered; none when nothing is counted.

    Where questions hang on other answers, or answers have no worth, the span is never too narrow, but may be wider than
    what any single way through the form gives.
    """
    counted = [part for part in parts if part.answered and part.counted]
    if method is Method.NONE or not counted:
        return None
    lows, highs = [_lowest(part) for part in counted], [most(part) for part in counted]
    if method is Method.SUM:
        return Span(
            sum(min(low, 0.0) if _may_miss(part) else low for part, low in zip(counted, lows, strict=True)),
            sum(max(high, 0.0) if _may_miss(part) else high for part, high in zip(counted, highs, strict=True)),
        )
    loose = any(_may_miss(part) for part in counted)
    if method is Method.MEAN:
        if loose:
            # When no answer given has a worth, the mean is 0.
            nothing = [0.0] if all(_may_miss(part) for part in counted) else []
            return Span(min(lows + nothing), max(highs + nothing))
        return Span(sum(lows) / len(lows), sum(highs) / len(highs))
    # An answer without a worth adds nothing, while its question counts in what could be reached.
    lows = [min(low, 0.0) if _unweighed(part) else low for part, low in zip(counted, lows, strict=True)]
    return Span(_lowest_share(lows, highs, loose), 100.0)


def faults(limits: Sequence[float | None], possible: Span) -> dict[int, Fault]:
    """Return what is wrong with the limits, by their place. An empty one is nobody's fault here."""
    found: dict[int, Fault] = {}
    seen: set[float] = set()
    for place, limit in enumerate(limits):
        if limit is None:
            continue
        if limit > possible.high + SLACK:
            found[place] = Fault.ABOVE
        elif limit < possible.low - SLACK:
            found[place] = Fault.BELOW
        elif limit in seen:
            found[place] = Fault.TWICE
        seen.add(limit)
    return found


def _lowest(part: Part) -> float:
    """Return the least that an answer can be worth; several answers with a negative worth are added up."""
    if part.kind is not Kind.CHOICES:
        return least(part)
    negative = sorted(weight for option in part.options if (weight := option.weight or 0.0) < 0)
    return sum(negative[: part.most])


def _may_miss(part: Part) -> bool:
    """Whether it can be answered, or passed by, without adding anything."""
    return bool(part.shown_when) or _unweighed(part)


def _unweighed(part: Part) -> bool:
    return part.kind in (Kind.CHOICE, Kind.LEVELS) and any(option.weight is None for option in part.options)


def _lowest_share(lows: list[float], highs: list[float], loose: bool) -> float:
    if not loose:
        return 100 * sum(lows) / top if (top := sum(highs)) > 0 else 0.0
    return min((100 * low / high for low, high in zip(lows, highs, strict=True) if high > 0), default=0.0)
