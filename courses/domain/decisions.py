"""A case with one decision after the other: what is open, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.domain.quiz import Choice, Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a case, by its block id, with its choices."""

    id: str
    choices: tuple[Choice, ...]

    def decided(self, chosen: Mapping[str, str]) -> Choice | None:
        """Return what was chosen here; nothing when nothing was, or when an editor has removed it since."""
        return next((choice for choice in self.choices if choice.id == chosen.get(self.id)), None)


def open_decisions(decisions: Sequence[Decision], chosen: Mapping[str, str]) -> int:
    """Return how many decisions stand open: those made from the first on, and the one after them."""
    for number, decision in enumerate(decisions, start=1):
        if decision.decided(chosen) is None:
            return number
    return len(decisions)


def is_whole(decisions: Sequence[Decision], chosen: Mapping[str, str]) -> bool:
    """Say whether every decision has been made."""
    return bool(decisions) and all(decision.decided(chosen) is not None for decision in decisions)


def assess(decisions: Sequence[Decision], chosen: Mapping[str, str]) -> Outcome | None:
    """Return how it went; nothing while a decision remains. `partly`: some of the decisions fit."""
    if not is_whole(decisions, chosen):
        return None
    made = [decision.decided(chosen) for decision in decisions]
    fitting = sum(1 for choice in made if choice is not None and choice.correct)
    if fitting == len(made):
        return Outcome.RIGHT
    return Outcome.PARTLY if fitting else Outcome.WRONG


def first_choices(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return the first choice of each decision: later ones are added as they are made, and none is replaced.

    A case is answered one decision at a time, so that its first answer is not given in one go.
    """
    return {**now, **before}
