"""Where a stakeholder stands: four fields of influence and interest, and the groups that nobody is in (S57).

Influence and interest are judged from 1 to 5; 4 and 5 count as much. Who is not judged stands nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

MUCH = 4


class Quadrant(StrEnum):
    """A field of the map, by what one does with those who stand there."""

    CLOSE = "close"
    SATISFIED = "satisfied"
    INFORMED = "informed"
    WATCHED = "watched"


def quadrant_of(influence: int | None, interest: int | None) -> Quadrant | None:
    """The field for a pair of judgements; None while one of them is missing."""
    if influence is None or interest is None:
        return None
    if influence >= MUCH:
        return Quadrant.CLOSE if interest >= MUCH else Quadrant.SATISFIED
    return Quadrant.INFORMED if interest >= MUCH else Quadrant.WATCHED


def missing_groups(groups: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """Those of `wanted` in which nobody stands, in their order."""
    found = set(groups)
    return [each for each in wanted if each not in found]
