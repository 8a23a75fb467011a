"""SMARTER goals: the parts a goal is made of, a check for each letter, and the sentence built from the parts.

S specific, M measurable, A inspiring or attractive, R realistic, T time-bound, E agreed by those concerned. The
last R is not spelt out in the source: it is left to each place, with its own name, and left out by default.
S, M and T are read from the parts; A, R, E and the local R are judgements that people tick and comment.
Nothing here stops a goal from being saved: everything found is a warning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Letter(StrEnum):
    """The letters in the order of the word."""

    S = "s"
    M = "m"
    A = "a"
    R = "r"
    T = "t"
    E = "e"
    LOCAL_R = "r2"


class GoalCode(StrEnum):
    """What is missing in a goal, or looks wrong."""

    WHAT_MISSING = "what_missing"
    WHO_MISSING = "who_missing"
    WHERE_MISSING = "where_missing"
    MEASURE_MISSING = "measure_missing"
    BASELINE_MISSING = "baseline_missing"
    TARGET_MISSING = "target_missing"
    UNIT_MISSING = "unit_missing"
    TARGET_EQUALS_BASELINE = "target_equals_baseline"
    TARGET_THE_WRONG_WAY = "target_the_wrong_way"
    PERCENT_OUT_OF_RANGE = "percent_out_of_range"
    NOT_JUDGED = "not_judged"
    AGREED_BY_MISSING = "agreed_by_missing"
    DEADLINE_MISSING = "deadline_missing"
    DEADLINE_PAST = "deadline_past"


class LetterState(StrEnum):
    """``empty`` warns that nothing is there yet, ``warn`` that something is missing or odd."""

    OK = "ok"
    WARN = "warn"
    EMPTY = "empty"


class Aim(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people think about a letter: a tick and a comment."""

    holds: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """The parts of a goal. ``baseline`` and ``target`` are in ``unit`` ("%", "days"); ``where`` may be blank.

    ``agreed_by`` names roles or groups, ``agreed_on`` the day they agreed.
    """

    what: str = ""
    who: str = ""
    measure: str = ""
    baseline: float | None = None
    target: float | None = None
    unit: str = ""
    deadline: date | None = None
    where: str = ""
    aim: Aim | None = None
    agreed_by: str = ""
    agreed_on: date | None = None
    judgements: Mapping[Letter, Judgement] = field(default_factory=dict)
    local_r_name: str = ""


@dataclass(frozen=True, slots=True)
class LetterCheck:
    """A letter and what was found."""

    letter: Letter
    state: LetterState
    codes: tuple[GoalCode, ...] = ()


def check_goal(goal: Goal, today: date) -> tuple[LetterCheck, ...]:
    """A check a letter, in order. The local R only when the place has given it a name."""
    checks = [
        _read(Letter.S, _specific(goal), empty=not (goal.what.strip() or goal.who.strip())),
        _read(Letter.M, _measurable(goal), empty=not goal.measure.strip() and goal.baseline is goal.target is None),
        _judged(goal, Letter.A),
        _judged(goal, Letter.R),
        _read(Letter.T, _timed(goal, today), empty=goal.deadline is None),
        _agreed(goal),
    ]
    if goal.local_r_name.strip():
        checks.append(_judged(goal, Letter.LOCAL_R))
    return tuple(checks)


def _read(letter: Letter, codes: list[GoalCode], *, empty: bool) -> LetterCheck:
    state = LetterState.EMPTY if empty else LetterState.WARN if codes else LetterState.OK
    return LetterCheck(letter, state, tuple(codes))


def _specific(goal: Goal) -> list[GoalCode]:
    parts = (
        (goal.what, GoalCode.WHAT_MISSING),
        (goal.who, GoalCode.WHO_MISSING),
        (goal.where, GoalCode.WHERE_MISSING),
    )
    return [code for text, code in parts if not text.strip()]


def _measurable(goal: Goal) -> list[GoalCode]:
    codes = []
    if not goal.measure.strip():
        codes.append(GoalCode.MEASURE_MISSING)
    if goal.baseline is None:
        codes.append(GoalCode.BASELINE_MISSING)
    if goal.target is None:
        codes.append(GoalCode.TARGET_MISSING)
    numbers = [number for number in (goal.baseline, goal.target) if number is not None]
    unit = goal.unit.strip()
    if numbers and not unit:
        codes.append(GoalCode.UNIT_MISSING)
    if goal.baseline is not None and goal.target is not None:
        if goal.baseline == goal.target:
            codes.append(GoalCode.TARGET_EQUALS_BASELINE)
        elif goal.aim is not None and (goal.target > goal.baseline) is (goal.aim is Aim.DOWN):
            codes.append(GoalCode.TARGET_THE_WRONG_WAY)
    if unit == "%" and any(not 0 <= number <= 100 for number in numbers):
        codes.append(GoalCode.PERCENT_OUT_OF_RANGE)
    return codes


def _timed(goal: Goal, today: date) -> list[GoalCode]:
    if goal.deadline is None:
        return [GoalCode.DEADLINE_MISSING]
    return [GoalCode.DEADLINE_PAST] if goal.deadline < today else []


def _judged(goal: Goal, letter: Letter) -> LetterCheck:
    judgement = goal.judgements.get(letter, Judgement())
    if judgement.holds:
        return LetterCheck(letter, LetterState.OK)
    state = LetterState.WARN if judgement.comment.strip() else LetterState.EMPTY
    return LetterCheck(letter, state, (GoalCode.NOT_JUDGED,))


def _agreed(goal: Goal) -> LetterCheck:
    check = _judged(goal, Letter.E)
    if check.state is not LetterState.OK:
        return check
    if goal.agreed_by.strip() and goal.agreed_on is not None:
        return check
    return LetterCheck(Letter.E, LetterState.WARN, (GoalCode.AGREED_BY_MISSING,))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence: ``template`` with ``{part}`` for each of ``parts``, used when all of them are there."""

    parts: tuple[str, ...]
    template: str


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """A language's way to say a goal: places in order, each with its choices, the best first."""

    places: tuple[tuple[Phrase, ...], ...]
    joiner: str = " "
    end: str = "."


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the finished sentence and the parts it tells, so that each can be marked."""

    parts: tuple[str, ...]
    text: str


def sentence(parts: Mapping[str, str], table: PhraseTable) -> tuple[Segment, ...]:
    """The goal as segments; empty when no phrase finds its parts.

    ``parts`` are texts by name (what, who, measure, baseline, target, deadline, where), numbers and dates already
    written in the reader's language; blank ones count as missing. Joined by ``joiner``, the segments are the
    sentence: the first begins with a capital, the last ends with ``end``.
    """
    there = {name: text.strip().rstrip(".") for name, text in parts.items() if text.strip()}
    segments = []
    for choices in table.places:
        phrase = next((one for one in choices if all(part in there for part in one.parts)), None)
        if phrase is not None:
            text = phrase.template.format_map({part: there[part] for part in phrase.parts})
            segments.append(Segment(phrase.parts, text))
    if not segments:
        return ()
    first = segments[0]
    segments[0] = Segment(first.parts, first.text[:1].upper() + first.text[1:])
    last = segments[-1]
    segments[-1] = Segment(last.parts, last.text + table.end)
    return tuple(segments)


def plain(segments: Sequence[Segment], table: PhraseTable) -> str:
    """The sentence as one text."""
    return table.joiner.join(segment.text for segment in segments)
