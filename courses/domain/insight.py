"""What editors may learn from what learners did: never about fewer than five people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

FEWEST = 5
"""A number is told from so many people on, and only when those left over are as many, or none."""


@dataclass(frozen=True, slots=True)
class Misled:
    """The wrong choice that most people made first, and how many of how many."""

    choice: str
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of one question: how many fitted at once, and the wrong answer that most gave first.

    Each is missing where it would tell about fewer than five people.
    """

    fitting: int | None
    misled: Misled | None
    total: int

    def __bool__(self) -> bool:
        return self.fitting is not None or self.misled is not None


def told(part: int, total: int) -> int | None:
    """Return the part when neither it nor the rest could point at fewer than five people; else nothing."""
    rest = total - part
    return part if part >= FEWEST and (rest == 0 or rest >= FEWEST) else None


def misled(first: Mapping[str, int], total: int, fitting: Collection[str]) -> Misled | None:
    """Return the wrong choice most people made at first; nothing while too few have made it, or it is not one alone.

    `first` counts people by choice (one person may have made several), `total` all who have answered.
    """
    wrong = sorted(((number, choice) for choice, number in first.items() if choice not in fitting), reverse=True)
    if not wrong or (len(wrong) > 1 and wrong[0][0] == wrong[1][0]):
        return None
    number, choice = wrong[0]
    return Misled(choice, number, total) if told(number, total) is not None else None


def answered(first: Mapping[str, int], right: int, total: int, fitting: Collection[str]) -> Told:
    """Return what may be told together. `right` counts those whose whole first answer fitted; they chose nothing wrong.

    Where both numbers would leave fewer than five people to be reckoned out, what misleads is worth more.
    """
    wrong = misled(first, total, fitting)
    rest = total - right - (wrong.number if wrong else 0)
    fits = told(right, total) if rest == 0 or rest >= FEWEST else None
    return Told(fits, wrong, total)
