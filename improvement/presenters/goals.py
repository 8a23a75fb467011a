"""A goal in words: the sentence built from its parts, and what each letter lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from improvement.domain import smarter
from improvement.domain.figures import names_figure
from improvement.domain.smarter import GoalCode, Judgement, Letter, LetterState, Phrase, PhraseTable
from improvement.models import Goal
from improvement.presenters import formats

LETTERS: dict[Letter, tuple[str, Promise, Promise]] = {
    Letter.S: (
        "S",
        gettext_lazy("Specific"),
        gettext_lazy("Would a stranger understand what shall change, for whom and where?"),
    ),
    Letter.M: (
        "M",
        gettext_lazy("Measurable"),
        gettext_lazy("Which figure shows it, where does it stand today, and where shall it be?"),
    ),
    Letter.A: ("A", gettext_lazy("Inspiring"), gettext_lazy("Does it matter to users and to you? Why?")),
    Letter.R: ("R", gettext_lazy("Realistic"), gettext_lazy("Can you do it with the time and people you have?")),
    Letter.T: ("T", gettext_lazy("Time-bound"), gettext_lazy("By when?")),
    Letter.E: ("E", gettext_lazy("Agreed"), gettext_lazy("Do those concerned agree? Who, and when?")),
    Letter.LOCAL_R: (
        "R",
        gettext_lazy("Your own R"),
        gettext_lazy("The last letter is yours: decide what it stands for."),
    ),
}
"""Each letter: how it is written, its word, and its question."""

READ_FROM_PARTS = frozenset({Letter.S, Letter.M, Letter.T})
"""Letters that are read from the parts of the goal; the others somebody judges and ticks."""

WARNINGS: dict[GoalCode, Promise] = {
    GoalCode.WHAT_MISSING: gettext_lazy("It does not say what shall change."),
    GoalCode.WHO_MISSING: gettext_lazy("It does not say who it is for."),
    GoalCode.WHERE_MISSING: gettext_lazy("It does not say where."),
    GoalCode.MEASURE_MISSING: gettext_lazy("It does not say what you measure it by."),
    GoalCode.BASELINE_MISSING: gettext_lazy("The figure of today is missing."),
    GoalCode.TARGET_MISSING: gettext_lazy("The figure you aim for is missing."),
    GoalCode.UNIT_MISSING: gettext_lazy("The unit is missing."),
    GoalCode.TARGET_EQUALS_BASELINE: gettext_lazy("The aim is the same as today."),
    GoalCode.TARGET_THE_WRONG_WAY: gettext_lazy("The aim lies the wrong way from today."),
    GoalCode.PERCENT_OUT_OF_RANGE: gettext_lazy("Per cent lie between 0 and 100."),
    GoalCode.NOT_JUDGED: gettext_lazy("Nobody has ticked this yet."),
    GoalCode.AGREED_BY_MISSING: gettext_lazy("It does not say who agreed, and when."),
    GoalCode.DEADLINE_MISSING: gettext_lazy("There is no date."),
    GoalCode.DEADLINE_PAST: gettext_lazy("The date has passed."),
}


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter as the page shows it."""

    key: str
    sign: str
    word: str
    question: str
    state: str
    warnings: tuple[str, ...]
    comment: str


def domain_goal(goal: Goal) -> smarter.Goal:
    """The stored goal as the domain reads it."""
    checks: dict[str, Any] = goal.checks or {}
    return smarter.Goal(
        what=goal.what,
        who=goal.who,
        measure=goal.measured_by,
        baseline=None if goal.baseline is None else float(goal.baseline),
        target=None if goal.target is None else float(goal.target),
        unit=goal.unit,
        deadline=goal.deadline,
        where=goal.where,
        aim=smarter.Aim(goal.aim) if goal.aim else None,
        agreed_by=goal.agreed_by,
        agreed_on=goal.agreed_on,
        judgements={
            Letter(key): Judgement(bool(check.get("holds")), str(check.get("comment", "")))
            for key, check in checks.items()
            if key in set(Letter)
        },
        local_r_name=goal.local_r_name,
    )


def letters(goal: Goal, today: date) -> list[LetterView]:
    """Every letter with what it lacks."""
    checks: dict[str, Any] = goal.checks or {}
    return [
        LetterView(
            key=check.letter.value,
            sign=LETTERS[check.letter][0],
            word=goal.local_r_name if check.letter is Letter.LOCAL_R else str(LETTERS[check.letter][1]),
            question=str(LETTERS[check.letter][2]),
            state=check.state.value,
            warnings=tuple(str(WARNINGS[code]) for code in check.codes),
            comment=str(checks.get(check.letter.value, {}).get("comment", "")),
        )
        for check in smarter.check_goal(domain_goal(goal), today)
    ]


def holding(views: list[LetterView]) -> int:
    """How many letters hold."""
    return sum(view.state == LetterState.OK for view in views)


def sentence(goal: Goal) -> str:
    """The goal in one sentence: the team's own words, else built from the parts."""
    return goal.sentence.strip() or built(goal)


def figure_note(goal: Goal) -> str:
    """A gentle word where the team's own sentence does not name the figure that the parts aim for; else nothing."""
    own, target = goal.sentence.strip(), goal.target
    if not own or target is None or names_figure(own, target, percent=goal.unit.strip() == "%"):
        return ""
    return _("The sentence does not name the target figure, %(target)s. Do the two say the same?") % {
        "target": _amount(goal, target)
    }


def built(goal: Goal) -> str:
    """The sentence built from the parts; empty when there are none."""
    table = _table()
    return smarter.plain(smarter.sentence(_parts(goal), table), table)


def _amount(goal: Goal, value: Any) -> str:
    """A figure of the goal with its unit."""
    if value is None:
        return ""
    text = formats.number(value)
    return formats.percent(text) if goal.unit.strip() == "%" else f"{text} {goal.unit}".strip()


def _parts(goal: Goal) -> dict[str, str]:
    lowered = goal.deadline is not None
    return {
        "what": _lower_first(goal.what) if lowered else goal.what,
        "who": _lower_first(goal.who),
        "where": goal.where,  # a place keeps its capital, and stands in brackets
        "measure": _lower_first(goal.measured_by),
        "baseline": _amount(goal, goal.baseline),
        "target": _amount(goal, goal.target),
        "deadline": formats.day(goal.deadline) if goal.deadline else "",
    }


def _lower_first(text: str) -> str:
    """A small first letter inside a sentence; abbreviations (KE, NAV) keep theirs."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


def _table() -> PhraseTable:
    """The phrases of the reader's language. Each place takes the first phrase whose parts are there."""
    return PhraseTable(
        places=(
            (
                Phrase(("deadline", "what"), _("by {deadline}, {what} is to")),
                Phrase(("what",), _("{what} is to")),
                Phrase(("deadline",), _("by {deadline}, something is to")),
            ),
            (
                Phrase(("baseline", "target"), _("go from {baseline} to {target}")),
                Phrase(("target",), _("be {target}")),
                Phrase(("baseline",), _("change from {baseline}")),
                Phrase(("what",), _("get better")),
            ),
            (Phrase(("who",), _("for {who}")),),
            (Phrase(("where",), _("({where})")),),
            (Phrase(("measure",), _("measured by {measure}")),),
        )
    )
