"""One turn of the PDSA circle: say what you expect before you look, then decide.

Plan → do → study → act → closed. A cycle asks one or more questions, each with what is expected. The questions and
the predictions are written before the test starts and stand after it; what was found is compared with each of them;
the decision is to adopt, adapt, expand or abandon, and leads to the next cycle (S43: circles that take over).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

#: A small test answers few questions; more than these are several tests.
MOST_QUESTIONS = 5


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
    EXPAND = "expand"
    ABANDON = "abandon"


class Scale(StrEnum):
    """How much a test takes on, the smallest first: as the belief in a change grows, so does the test."""

    ONE = "one"  # one person, one day
    FEW = "few"  # a few persons, a few days
    UNIT = "unit"  # one team or unit, some weeks
    SEVERAL = "several"  # several teams or units
    ALL = "all"  # everybody it concerns

    @property
    def step(self) -> int:
        """Its place on the ladder, from 1."""
        return tuple(Scale).index(self) + 1

    @property
    def larger(self) -> Scale:
        """The next step of the ladder; the last one is its own."""
        return tuple(Scale)[min(self.step, len(Scale) - 1)]


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
class Asked:
    """One question of a cycle: what is expected, what was found, and how the two agree."""

    question: str = ""
    prediction: str = ""
    finding: str = ""
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, and of which question (counted from 1); 0 where it is of the cycle itself."""

    code: PdsaCode
    question: int = 0


@dataclass(frozen=True, slots=True)
class Cycle:
    """One PDSA cycle. ``number`` counts in its project from 1; the test runs from ``started`` to ``ended``."""

    number: int = 1
    stage: Stage = Stage.PLAN
    asked: tuple[Asked, ...] = ()
    scale: Scale | None = None
    plan: str = ""
    started: date | None = None
    ended: date | None = None
    observed: str = ""
    decision: CycleDecision | None = None
    decision_reason: str = ""


_ORDER = tuple(Stage)
_OPENS_AT = {
    "observed": Stage.DO,
    "ended": Stage.DO,
    "finding": Stage.STUDY,
    "match": Stage.STUDY,
    "decision": Stage.ACT,
    "decision_reason": Stage.ACT,
}
_OF_THE_CYCLE = ("number", "scale", "plan", "started", "ended", "observed", "decision", "decision_reason")
_OF_A_QUESTION = ("question", "prediction", "finding", "match")
_LOCKED_AFTER_PLAN = frozenset({"question", "prediction", "number"})


def missing_for(cycle: Cycle, to: Stage) -> tuple[Lack, ...]:
    """What ``cycle`` lacks to go to ``to``, in the order of the form; empty when it may go.

    Forward goes one stage at a time. Back to an earlier stage is allowed until the cycle is closed, but never to
    the plan: what was predicted stays predicted.
    """
    here, there = _ORDER.index(cycle.stage), _ORDER.index(to)
    if there < here:
        may = to is not Stage.PLAN and cycle.stage is not Stage.CLOSED
        return () if may else (Lack(PdsaCode.WRONG_ORDER),)
    if there != here + 1:
        return (Lack(PdsaCode.WRONG_ORDER),)
    return {Stage.DO: _for_do, Stage.STUDY: _for_study, Stage.ACT: _for_act}.get(to, _for_closed)(cycle)


def _for_do(cycle: Cycle) -> tuple[Lack, ...]:
    lacks = []
    for n, each in enumerate(cycle.asked or (Asked(),), 1):
        if not each.question.strip():
            lacks.append(Lack(PdsaCode.QUESTION_MISSING, n))
        if not each.prediction.strip():
            lacks.append(Lack(PdsaCode.PREDICTION_MISSING, n))
    return (*lacks, Lack(PdsaCode.START_MISSING)) if cycle.started is None else tuple(lacks)


def _for_study(cycle: Cycle) -> tuple[Lack, ...]:
    return (Lack(PdsaCode.END_BEFORE_START),) if ends_before_it_starts(cycle) else ()


def _for_act(cycle: Cycle) -> tuple[Lack, ...]:
    lacks = []
    for n, each in enumerate(cycle.asked, 1):
        if not each.finding.strip():
            lacks.append(Lack(PdsaCode.FINDING_MISSING, n))
        if each.match is None:
            lacks.append(Lack(PdsaCode.MATCH_MISSING, n))
    return tuple(lacks)


def _for_closed(cycle: Cycle) -> tuple[Lack, ...]:
    if cycle.decision is None:
        return (Lack(PdsaCode.DECISION_MISSING),)
    if cycle.decision is CycleDecision.ABANDON and not cycle.decision_reason.strip():
        return (Lack(PdsaCode.REASON_MISSING),)
    return ()


def ends_before_it_starts(cycle: Cycle) -> bool:
    """Whether the last day of the test comes before its first."""
    return bool(cycle.started and cycle.ended and cycle.ended < cycle.started)


def is_locked(cycle: Cycle) -> bool:
    """Whether questions and predictions stand: the test has begun, or something has been found."""
    return cycle.stage is not Stage.PLAN or any(each.finding.strip() for each in cycle.asked)


def check_edit(before: Cycle, after: Cycle) -> tuple[tuple[str, int, PdsaCode], ...]:
    """What is wrong with changing ``before`` into ``after`` within its stage: field, question (0: none), and why.

    Questions and predictions are locked once the test has begun; what is found and decided cannot be written before
    its stage; a closed cycle is not changed.
    """
    wrong = [
        (name, 0, code)
        for name in _OF_THE_CYCLE
        if getattr(before, name) != getattr(after, name)
        and (code := _wrong_to_write(before, name, Asked())) is not None
    ]
    for at in range(max(len(before.asked), len(after.asked))):
        old = before.asked[at] if at < len(before.asked) else Asked()
        new = after.asked[at] if at < len(after.asked) else Asked()
        for name in _OF_A_QUESTION:
            if getattr(old, name) != getattr(new, name):
                code = _wrong_to_write(before, name, old)
                wrong += [(name, at + 1, code)] if code is not None else []
    return tuple(wrong)


def _wrong_to_write(before: Cycle, name: str, old: Asked) -> PdsaCode | None:
    if before.stage is Stage.CLOSED or (name in _LOCKED_AFTER_PLAN and is_locked(before)):
        return PdsaCode.FIELD_LOCKED
    if _ORDER.index(before.stage) >= _ORDER.index(_OPENS_AT.get(name, Stage.PLAN)):
        return None
    early = name in {"finding", "match"} and not old.prediction.strip()
    return PdsaCode.PREDICTION_MISSING if early else PdsaCode.WRONG_ORDER


def advance(cycle: Cycle, to: Stage) -> Cycle:
    """``cycle`` at stage ``to``; ValueError when ``missing_for`` says that it may not."""
    lacks = missing_for(cycle, to)
    if lacks:
        raise ValueError(", ".join(each.code for each in lacks))
    return replace(cycle, stage=to)


def suggests_next(cycle: Cycle) -> bool:
    """Whether the decision asks for another cycle of the same change."""
    return cycle.stage is Stage.CLOSED and cycle.decision in {CycleDecision.ADAPT, CycleDecision.EXPAND}


def next_cycle(cycle: Cycle) -> Cycle:
    """What the cycle after ``cycle`` starts from; ValueError before ``cycle`` is closed.

    Adapt: the same questions and plan on the same scale. Expand: one step up. Adopt: as with everybody, to see that
    it holds. Abandon: something else, so neither question nor plan. Never a prediction: it belongs to its own test.
    """
    if cycle.stage is not Stage.CLOSED:
        raise ValueError("the cycle is not closed")
    number = cycle.number + 1
    if cycle.decision is CycleDecision.ABANDON:
        return Cycle(number=number)
    scale = cycle.scale
    if cycle.decision is CycleDecision.EXPAND and scale is not None:
        scale = scale.larger
    elif cycle.decision is CycleDecision.ADOPT:
        scale = Scale.ALL
    asked = tuple(Asked(question=each.question) for each in cycle.asked)
    return Cycle(number=number, asked=asked, plan=cycle.plan, scale=scale)
