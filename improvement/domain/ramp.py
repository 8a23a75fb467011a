"""A chain of tests drawn as a ramp: one step a test, as high as the test is large.

Pure geometry in the units of the drawing. What the steps mean in words stands in the list beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from improvement.domain.pdsa import Scale

#: A drawing is never narrower than its frame, and no step narrower than this: then it is the frame that scrolls.
_NARROWEST = 46.0
_TOP, _FOOT, _LEVEL = 30.0, 26.0, 30.0
_GAP = 6.0


@dataclass(frozen=True, slots=True)
class RampTest:
    """One test: the number on its step, what the step says, how large it is (None: not said), whether it has begun."""

    label: str
    says: str
    scale: Scale | None
    begun: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its box, and where its number (inside, at the top) and its foot stand."""

    test: RampTest
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Across the middle of the step."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the drawing for one size of test."""

    scale: Scale
    y: float


@dataclass(frozen=True, slots=True)
class Ramp:
    """The whole drawing."""

    width: float
    height: float
    base: float
    levels: tuple[Level, ...]
    steps: tuple[Step, ...]


def lay_ramp(tests: Sequence[RampTest], frame: float) -> Ramp:
    """``tests`` in their order, in a drawing at least ``frame`` wide.

    A test that does not say how large it is stands as low as the smallest: nothing is made up. The drawing is as high
    as the ladder has steps, so that two ramps can be compared.
    """
    column = max(_NARROWEST, round(frame / max(len(tests), 4), 1))
    base = _TOP + _LEVEL * len(Scale)
    steps = []
    for n, test in enumerate(tests):
        height = _LEVEL * (test.scale.step if test.scale else 1)
        steps.append(Step(test, round(n * column + _GAP / 2, 1), base - height, round(column - _GAP, 1), height))
    levels = tuple(Level(scale, base - _LEVEL * scale.step) for scale in Scale)
    width = max(frame, round(column * len(tests), 1))
    return Ramp(width, base + _FOOT, base, levels, tuple(steps))
