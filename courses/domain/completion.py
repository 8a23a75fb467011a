"""When a step is done.

A rule is data on the step and is told to the learner in words. `judge` looks at what the learner has done and answers
with a reason code. Somebody who has completed a step stays completed, whatever the rule becomes later: the answer then
is `kept`, and the snapshot taken on that day says which rule it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

RULES_VERSION = 1
"""Raised when the meaning of a rule changes; stands in every snapshot."""


class Rule(StrEnum):
    """What completes a step."""

    OPENED = "opened"
    """The reader opened it by a click of their own."""
    MARKED = "marked"
    """The reader says so."""
    QUIZ = "quiz"
    """Every question in it has been answered, rightly or not: one learns from trying."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one learner in one step. Block ids are text."""

    opened: bool = False
    marked: bool = False
    quizzes: frozenset[str] = field(default_factory=frozenset)
    answered: frozenset[str] = field(default_factory=frozenset)
    completed_before: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Done or not, and why: `kept`, `opened`, `marked`, `answered`, `not_opened`, `not_marked` or `unanswered`.

    `missing` holds the ids of the questions that remain, in no order.
    """

    complete: bool
    reason: str
    missing: frozenset[str] = field(default_factory=frozenset)


def judge(rule: Rule, evidence: Evidence) -> Verdict:
    """Say whether the step is done.

    A step with the rule `quiz` but without questions falls back to `marked`, so that it can be completed at all.
    """
    if evidence.completed_before:
        return Verdict(True, "kept")
    if rule is Rule.OPENED:
        done = evidence.opened or evidence.marked
        return Verdict(done, "opened" if done else "not_opened")
    if rule is Rule.QUIZ and evidence.quizzes:
        missing = evidence.quizzes - evidence.answered
        return Verdict(not missing, "unanswered" if missing else "answered", missing)
    return Verdict(evidence.marked, "marked" if evidence.marked else "not_marked")


def snapshot(rule: Rule, quizzes: Iterable[str]) -> dict[str, Any]:
    """Return the rule as it was on the day of completion, ready to be stored."""
    return {"rule": rule.value, "version": RULES_VERSION, "quizzes": sorted(quizzes)}
