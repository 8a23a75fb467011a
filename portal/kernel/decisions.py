"""Answers to «may this person do this?», with a reason that a screen can explain.

One permission function a question returns a `Decision`; views, templates and services read the same one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """A yes or a no. `reason` is a stable code in snake_case, never a sentence (sentences are translated)."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def allow(reason: str = "") -> Decision:
    """Say yes, optionally with the code of the rule that let the person in."""
    return Decision(True, reason)


def deny(reason: str) -> Decision:
    """Say no; `reason` names the rule, so that the screen and the audit can tell which one it was."""
    return Decision(False, reason)


def any_of(*decisions: Decision) -> Decision:
    """Return the first yes, else the last no. At least one decision must be given."""
    if not decisions:
        raise ValueError("any_of needs at least one decision")
    for decision in decisions:
        if decision.allowed:
            return decision
    return decisions[-1]
