"""Which block type is answered how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courses.domain.quiz import Outcome
from courses.questions.base import Answer, Kind
from courses.questions.cases import CaseSteps
from courses.questions.choices import Poll, Quiz, TrueFalse
from courses.questions.ticks import Checklist
from courses.questions.typed import Number, ShortAnswer

KINDS: Mapping[str, Kind] = {
    "quiz": Quiz(),
    "true_false": TrueFalse(),
    "short_answer": ShortAnswer(),
    "number": Number(),
    "case_steps": CaseSteps(),
    "poll": Poll(),
    "checklist": Checklist(),
}
NUMBERED = frozenset(name for name, kind in KINDS.items() if kind.numbered)


def question_ids(page: Any) -> frozenset[str]:
    """Return the ids of the questions of a lesson that a rule may ask for, without making its blocks."""
    return frozenset(str(raw.get("id")) for raw in page.body.raw_data if raw["type"] in NUMBERED)


def is_whole(block: Any, answer: Answer | None) -> bool:
    """Say whether the stored answer counts as an answer to the block (a case: every decision made)."""
    return answer is not None and KINDS[block.block_type].is_whole(block.value, answer)


def outcome_of(block: Any, answer: Answer | None) -> Outcome | None:
    """Say how it went; nothing when it is not answered, or nothing in it is right or wrong."""
    return KINDS[block.block_type].outcome(block.value, answer)
