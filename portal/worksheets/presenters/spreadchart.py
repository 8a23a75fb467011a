"""The picture of one question: how many chose each step of a scale, or each answer."""

from __future__ import annotations

from dataclasses import dataclass

from portal.worksheets.domain.form import Kind, Part, said
from portal.worksheets.domain.spread import Spread

WIDTH, HEIGHT, EDGE, LINE = 340, 74, 22, 22
MARK, STEPS = 42, 67
"""Where the point of the mark under the mean is, below the largest dot, and the line the steps are written on."""
SMALLEST, LARGEST = 8.0, 17.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A step of the scale: where it stands, how large, how many."""

    x: float
    radius: float
    count: int
    step: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer: its words, how many, and its length as a share of the longest, 0 to 100."""

    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Either dots on a line with the mean marked (`mean` is its place), or bars."""

    dots: tuple[Dot, ...] = ()
    mean: float | None = None
    bars: tuple[Bar, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    line: int = LINE
    start: int = EDGE
    end: int = WIDTH - EDGE
    mark: int = MARK
    steps: int = STEPS


def picture(part: Part, found: Spread, language: str) -> Picture:
    """Return the picture: the steps of a scale as dots whose area grows with their number, other answers as bars."""
    if part.kind is Kind.SCALE:
        return _scale(part, found)
    longest = max(found.counts.values(), default=0) or 1
    if part.kind is Kind.CHECK:
        return Picture()
    return Picture(
        bars=tuple(
            Bar(
                said(option.texts, language), found.counts[option.id], round(100 * found.counts[option.id] / longest, 1)
            )
            for option in part.options
        )
    )


def _scale(part: Part, found: Spread) -> Picture:
    low, high = float(part.low or 0), float(part.high or 0)
    length = (high - low) or 1

    def place(value: float) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (value - low) / length, 1)

    most = max(found.counts.values(), default=0) or 1
    room = (WIDTH - 2 * EDGE) / length / 2
    largest = min(LARGEST, room)
    dots = tuple(
        Dot(place(float(step)), round(_radius(count, most, largest), 1), count, step)
        for step, count in found.counts.items()
    )
    return Picture(dots=dots, mean=None if found.mean is None else place(found.mean))


def _radius(count: int, most: int, largest: float) -> float:
    if count == 0:
        return 0.0
    smallest = min(SMALLEST, largest)
    return smallest + (largest - smallest) * ((count / most) ** 0.5 if most > 1 else 1.0)
