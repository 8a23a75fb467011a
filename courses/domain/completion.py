"""When a step is done.

A rule is data on the step: conditions, and how many of them it takes. It is told to the learner in words before and
after. `judge` looks at what the learner has done and answers with codes. Somebody who has completed a step stays
completed, whatever the rule becomes later: the answer then is `kept`, and the snapshot taken on that day says which
rule it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

RULES_VERSION = 2
"""Raised when the meaning of a rule changes; stands in every snapshot. Version 1 knew one condition a step."""


class Condition(StrEnum):
    """One thing that a rule may ask for."""

    OPENED = "opened"
    """The reader opened it by a click of their own."""
    TASKS = "tasks"
    """Everything in it that asks for something is done. A wrong answer is an answer: one learns from trying."""
    RIGHT = "right"
    """At least so many questions are answered rightly in the end."""
    PRACTISED = "practised"
    """One thing was chosen and tried."""
    MARKED = "marked"
    """The reader says so."""
    DECIDED = "decided"
    """Somebody who leads the course has decided so, with a reason."""
    ATTENDED = "attended"
    """They were at the meeting, for all or part of it, or have made up for it."""


BY_OTHERS = frozenset({Condition.DECIDED, Condition.ATTENDED})
"""Conditions in which the learner has no say."""


class Combine(StrEnum):
    """How many of the conditions it takes."""

    ALL = "all"
    ANY = "any"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Rule:
    """What completes a step. `needed` counts with `Combine.SOME`, `right` with `Condition.RIGHT`."""

    conditions: tuple[Condition, ...] = (Condition.MARKED,)
    combine: Combine = Combine.ALL
    needed: int = 0
    right: int = 0

    @property
    def threshold(self) -> int:
        """How many of the conditions must be met; never none, never more than there are."""
        count = len(self.conditions)
        wanted = {Combine.ALL: count, Combine.ANY: 1, Combine.SOME: self.needed}[self.combine]
        return min(max(wanted, 1), count)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a step holds that a rule could ask for. `tasks` are ids of blocks, `questions` those with a right answer."""

    tasks: frozenset[str] = field(default_factory=frozenset)
    questions: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one learner in one step. Ids of blocks are text; those no longer in the step do no harm."""

    opened: bool = False
    marked: bool = False
    practised: bool = False
    decided: bool = False
    attended: bool = False
    done: frozenset[str] = field(default_factory=frozenset)
    right: frozenset[str] = field(default_factory=frozenset)
    completed_before: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Done or not, and why: `kept`, `met` or `unmet`.

    `open` are the conditions that are not met yet, `missing` the ids of the blocks that would help, in no order.
    """

    complete: bool
    reason: str
    open: tuple[Condition, ...] = ()
    missing: frozenset[str] = field(default_factory=frozenset)


def effective(rule: Rule, offer: Offer) -> Rule:
    """Return what the rule asks for in this very step.

    A condition that the step cannot meet (all tasks where there are none, more right answers than there are questions)
    would lock it for ever; it falls away or is lowered. What then asks for nothing is done when the reader says so.
    """
    impossible = set()
    if not offer.tasks:
        impossible.add(Condition.TASKS)
    right = min(max(rule.right, 1), len(offer.questions))
    if not right:
        impossible.add(Condition.RIGHT)
    left = tuple(each for each in dict.fromkeys(rule.conditions) if each not in impossible)
    return replace(rule, conditions=left or (Condition.MARKED,), right=right)


def judge(rule: Rule, evidence: Evidence, offer: Offer | None = None) -> Verdict:
    """Say whether the step is done."""
    if evidence.completed_before:
        return Verdict(True, "kept")
    offered = offer or Offer()
    asked = effective(rule, offered)
    unmet = tuple(each for each in asked.conditions if not _met(each, asked, evidence, offered))
    if len(asked.conditions) - len(unmet) >= asked.threshold:
        return Verdict(True, "met")
    return Verdict(False, "unmet", unmet, _missing(unmet, evidence, offered))


def _met(condition: Condition, rule: Rule, evidence: Evidence, offer: Offer) -> bool:
    match condition:
        case Condition.TASKS:
            return offer.tasks <= evidence.done
        case Condition.RIGHT:
            return len(evidence.right & offer.questions) >= rule.right
        case Condition.OPENED:
            return evidence.opened or evidence.marked
        case Condition.PRACTISED:
            return evidence.practised
        case Condition.DECIDED:
            return evidence.decided
        case Condition.ATTENDED:
            return evidence.attended
    return evidence.marked


def _missing(unmet: tuple[Condition, ...], evidence: Evidence, offer: Offer) -> frozenset[str]:
    missing: frozenset[str] = frozenset()
    if Condition.TASKS in unmet:
        missing |= offer.tasks - evidence.done
    if Condition.RIGHT in unmet:
        missing |= offer.questions - evidence.right
    return missing


def to_data(rule: Rule) -> dict[str, Any]:
    """Return the rule as it is stored on a step."""
    return {
        "conditions": [each.value for each in rule.conditions],
        "combine": rule.combine.value,
        "needed": rule.needed,
        "right": rule.right,
    }


def from_data(data: Mapping[str, Any]) -> Rule:
    """Return the rule that is stored. Anything unreadable counts as the simplest: the reader says so."""
    known = {each.value: each for each in Condition}
    conditions = tuple(known[name] for name in data.get("conditions") or () if name in known)
    combine = str(data.get("combine") or Combine.ALL)
    return Rule(
        conditions=conditions or (Condition.MARKED,),
        combine=Combine(combine) if combine in {each.value for each in Combine} else Combine.ALL,
        needed=_count(data.get("needed")),
        right=_count(data.get("right")),
    )


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def snapshot(rule: Rule, offer: Offer) -> dict[str, Any]:
    """Return the rule as it was on the day of completion, ready to be stored."""
    return {**to_data(effective(rule, offer)), "version": RULES_VERSION, "tasks": sorted(offer.tasks)}


def from_snapshot(data: Mapping[str, Any]) -> Rule:
    """Return the rule of the day of completion, also from a snapshot of the first version."""
    if data.get("version") == 1:
        first = {"opened": Condition.OPENED, "quiz": Condition.TASKS}.get(str(data.get("rule")), Condition.MARKED)
        return Rule((first,))
    return from_data(data)
