"""One turn of the PDSA circle: say what you expect before you look, then decide.

Plan → do → study → act → closed. The prediction is written before the test starts and cannot be changed after;
what was found is compared with it; the decision is to adopt, adapt or abandon, and adapting leads to a next cycle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Where a cycle is."""

    PLAN = "plan"
    DO = "do"
    STUDY = "study"
    ACT = "act"
    CLOSED = "closed"


class Match(StrEnum):
    """How the finding agrees with the prediction."""

    AS_PREDICTED = "as_predicted"
    PARTLY = "partly"
    OTHERWISE = "otherwise"


class CycleDecision(StrEnum):
    """What is done with the tested change."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class PdsaCode(StrEnum):
    """What stands in the way of a step, or of a change."""

    WRONG_ORDER = "wrong_order"
    QUESTION_MISSING = "question_missing"
    PREDICTION_MISSING = "prediction_missing"
    START_MISSING = "start_missing"
    END_BEFORE_START = "end_before_start"
    FINDING_MISSING = "finding_missing"
    MATCH_MISSING = "match_missing"
    DECISION_MISSING = "decision_missing"
    REASON_MISSING = "reason_missing"  # abandoning wants to be explained
    FIELD_LOCKED = "field_locked"  # question and prediction after the test has begun


@dataclass(frozen=True, slots=True)
class Cycle:
    """One PDSA cycle. ``number`` counts in its chain from 1; the test runs from ``started`` to ``ended``."""

    number: int = 1
    stage: Stage = Stage.PLAN
    question: str = ""
    prediction: str = ""
    plan: str = ""
    started: date | None = None
    ended: date | None = None
    observed: str = ""
    finding: str = ""
    match: Match | None = None
    decision: CycleDecision | None = None
    decision_reason: str = ""


_ORDER = tuple(Stage)
_LOCKED_AFTER_PLAN = frozenset({"question", "prediction", "number"})
_OPENS_AT = {
    "observed": Stage.DO,
    "ended": Stage.DO,
    "finding": Stage.STUDY,
    "match": Stage.STUDY,
    "decision": Stage.ACT,
    "decision_reason": Stage.ACT,
}


def missing_for(cycle: Cycle, to: Stage) -> tuple[PdsaCode, ...]:
    """What ``cycle`` lacks to go to ``to``, in the order of the form; empty when it may go.

    Forward goes one stage at a time. Back to an earlier stage is allowed until the cycle is closed, but never to
    the plan: what was predicted stays predicted.
    """
    here, there = _ORDER.index(cycle.stage), _ORDER.index(to)
    if there < here:
        return () if to is not Stage.PLAN and cycle.stage is not Stage.CLOSED else (PdsaCode.WRONG_ORDER,)
    if there != here + 1:
        return (PdsaCode.WRONG_ORDER,)
    codes = []
    if to is Stage.DO:
        codes += [
            code
            for text, code in (
                (cycle.question, PdsaCode.QUESTION_MISSING),
                (cycle.prediction, PdsaCode.PREDICTION_MISSING),
            )
            if not text.strip()
        ]
        if cycle.started is None:
            codes.append(PdsaCode.START_MISSING)
    if to is Stage.STUDY and cycle.started and cycle.ended and cycle.ended < cycle.started:
        codes.append(PdsaCode.END_BEFORE_START)
    if to is Stage.ACT:
        if not cycle.finding.strip():
            codes.append(PdsaCode.FINDING_MISSING)
        if cycle.match is None:
            codes.append(PdsaCode.MATCH_MISSING)
    if to is Stage.CLOSED:
        if cycle.decision is None:
            codes.append(PdsaCode.DECISION_MISSING)
        elif cycle.decision is CycleDecision.ABANDON and not cycle.decision_reason.strip():
            codes.append(PdsaCode.REASON_MISSING)
    return tuple(codes)


def check_edit(before: Cycle, after: Cycle) -> dict[str, PdsaCode]:
    """What is wrong with changing ``before`` into ``after`` within its stage, by field.

    The question and the prediction are locked once the test has begun; what is found and decided cannot be
    written before its stage; a closed cycle is not changed.
    """
    here = _ORDER.index(before.stage)
    wrong: dict[str, PdsaCode] = {}
    for name in Cycle.__slots__:
        if name == "stage" or getattr(before, name) == getattr(after, name):
            continue
        if before.stage is Stage.CLOSED or (name in _LOCKED_AFTER_PLAN and before.stage is not Stage.PLAN):
            wrong[name] = PdsaCode.FIELD_LOCKED
        elif here < _ORDER.index(_OPENS_AT.get(name, Stage.PLAN)):
            early_finding = name in {"finding", "match"} and not before.prediction.strip()
            wrong[name] = PdsaCode.PREDICTION_MISSING if early_finding else PdsaCode.WRONG_ORDER
    return wrong


def advance(cycle: Cycle, to: Stage) -> Cycle:
    """``cycle`` at stage ``to``; ValueError when ``missing_for`` says that it may not."""
    codes = missing_for(cycle, to)
    if codes:
        raise ValueError(", ".join(codes))
    return replace(cycle, stage=to)


def suggests_next(cycle: Cycle) -> bool:
    """Whether the decision asks for another cycle."""
    return cycle.stage is Stage.CLOSED and cycle.decision is CycleDecision.ADAPT


def next_cycle(cycle: Cycle) -> Cycle:
    """The cycle after ``cycle``: its question and plan to start from, no prediction; ValueError before it is closed."""
    if cycle.stage is not Stage.CLOSED:
        raise ValueError("the cycle is not closed")
    return Cycle(number=cycle.number + 1, question=cycle.question, plan=cycle.plan)
