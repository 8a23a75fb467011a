"""What a learner is told about an answer. There are no points: a wrong choice is a chance to learn, not a loss."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The answer as a whole."""

    RIGHT = "right"
    PARTLY = "partly"
    """Everything chosen fits, but something that fits was left out."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice, by its block id."""

    id: str
    correct: bool


def several(choices: Sequence[Choice]) -> bool:
    """Say whether more than one choice fits, so that the learner may tick several."""
    return sum(choice.correct for choice in choices) > 1


def assess(choices: Sequence[Choice], chosen: Set[str]) -> Outcome | None:
    """Return the outcome; nothing when no present choice was chosen (an editor may have removed it since)."""
    picked = [choice for choice in choices if choice.id in chosen]
    if not picked:
        return None
    if not all(choice.correct for choice in picked):
        return Outcome.WRONG
    if any(choice.correct and choice.id not in chosen for choice in choices):
        return Outcome.PARTLY
    return Outcome.RIGHT
