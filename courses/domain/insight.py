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
