"""Which idea to try first: four fields of effect and effort, each judged from 1 to 5 (4 and 5 count as much)."""

from __future__ import annotations

from enum import StrEnum

MUCH = 4


class Field(StrEnum):
    """A field of the board, by what one does with the ideas in it."""

    FIRST = "first"
    PLAN = "plan"
    ALONG = "along"
    WAIT = "wait"


def field_of(effect: int | None, effort: int | None) -> Field | None:
    """The field for a pair of judgements; None while one of them is missing."""
    if effect is None or effort is None:
        return None
    if effect >= MUCH:
        return Field.PLAN if effort >= MUCH else Field.FIRST
    return Field.WAIT if effort >= MUCH else Field.ALONG
