"""What the first answers to one question tell: one way to read them for each kind of question.

Every number comes from `courses.domain.insight` or `courses.domain.shares`: never about fewer than five people. Of
short answers only a wrong one that at least five people have written alike is told, as it is when it is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.domain import typed
from courses.domain.insight import Misled, answered
from courses.domain.quiz import Outcome
from courses.domain.shares import shares
from courses.questions import KINDS, outcome_of
from courses.questions.choices import FALSE, TRUE

Given = Sequence[tuple[Mapping[str, Any], int]]
"""First answers, each with how many people gave it."""


@dataclass(frozen=True, slots=True)
class Band:
    """A way to answer, and how many answered so; nothing for fewer than five."""

    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class QuestionInsight:
    """A question and what may be told about the first answers to it.

    Where something is right: `fitting` of `total`, and the wrong answer that most gave. Else, and for numbers: how the
    answers spread.
    """

    question: str
    fitting: int | None = None
    total: int = 0
    choice: str = ""
    misled: Misled | None = None
    spread: tuple[Band, ...] = ()


def insights(block: Any, given: Given) -> Iterator[QuestionInsight]:
    """Return what can be told about a block; nothing about blocks that are no questions."""
    read = _READ.get(block.block_type)
    if read is not None:
        yield from read(block, given)


def _choice(block: Any, given: Given) -> Iterator[QuestionInsight]:
    if block.block_type == "true_false":
        texts = {TRUE: _("It is true"), FALSE: _("It is not true")}
        fitting = {TRUE if block.value["is_true"] else FALSE}
    else:
        texts = {key: each["text"] for key, each in block.value.options}
        fitting = {key for key, each in block.value.options if each["correct"]}
    first: Counter[str] = Counter()
    for answer, number in given:
        first.update({choice: number for choice in answer.get("choices", ()) if choice in texts})
    yield from _told(_title(block), texts, first, _right(block, given), fitting, given)


def _case(block: Any, given: Given) -> Iterator[QuestionInsight]:
    """Each decision by itself: the first that was chosen there, of those who came so far."""
    for key, step, choices in block.value.steps:
        texts = {choice: each["text"] for choice, each in choices}
        fitting = {choice for choice, each in choices if each["correct"]}
        first: Counter[str] = Counter()
        for answer, number in given:
            chosen = answer.get("steps", {}).get(key)
            if chosen in texts:
                first[chosen] += number
        right = sum(number for choice, number in first.items() if choice in fitting)
        title = f"{_title(block)}: {step['question']}"
        yield from _told(title, texts, first, right, fitting, [({}, first.total())])


def _short(block: Any, given: Given) -> Iterator[QuestionInsight]:
    first: Counter[str] = Counter()
    for answer, number in given:
        first[typed.normalised(str(answer.get("text", "")))] += number
    fitting = {typed.normalised(each) for each in block.value["accepted"]}
    yield from _told(_title(block), {each: each for each in first}, first, _right(block, given), fitting, given)


def _told(
    title: str, texts: Mapping[str, str], first: Mapping[str, int], right: int, fitting: set[str], given: Given
) -> Iterator[QuestionInsight]:
    found = answered(first, right, sum(number for _answer, number in given), fitting)
    if found:
        choice = texts[found.misled.choice] if found.misled else ""
        yield QuestionInsight(title, found.fitting, found.total, choice, found.misled)


def _right(block: Any, given: Given) -> int:
    return sum(number for answer, number in given if outcome_of(block, answer) is Outcome.RIGHT)


def _number(block: Any, given: Given) -> Iterator[QuestionInsight]:
    """A point each on a scale; else what fits, and what is lower or higher."""
    value = block.value
    points = {str(point): str(point) for point in value.points}
    bands = points or {"lower": _("Too low"), "fits": _("Near enough"), "higher": _("Too high")}
    counts: Counter[str] = Counter()
    for answer, people in given:
        number = typed.number_from(str(answer.get("number", "")))
        if number is None:
            continue
        if points:
            counts[f"{number.normalize():f}"] += people
        elif typed.near(number, value.target_number, value.tolerance_number):
            counts["fits"] += people
        else:
            counts["lower" if number < value.target_number else "higher"] += people
    yield from _spread(_title(block), bands, counts)


def _poll(block: Any, given: Given) -> Iterator[QuestionInsight]:
    """Nothing is right: only how people chose, before they saw how others did."""
    counts: Counter[str] = Counter()
    for answer, number in given:
        counts.update(dict.fromkeys(answer.get("choices", ()), number))
    yield from _spread(_title(block), {key: each["text"] for key, each in block.value.options}, counts)


def _spread(title: str, labels: Mapping[str, str], counts: Mapping[str, int]) -> Iterator[QuestionInsight]:
    found = shares(list(labels), counts)
    if found is not None and any(row.number is not None for row in found.rows):
        yield QuestionInsight(title, spread=tuple(Band(labels[row.id], row.number) for row in found.rows))


def _title(block: Any) -> str:
    return KINDS[block.block_type].title(block.value)


_READ: Mapping[str, Callable[[Any, Given], Iterator[QuestionInsight]]] = {
    "quiz": _choice,
    "true_false": _choice,
    "case_steps": _case,
    "short_answer": _short,
    "number": _number,
    "poll": _poll,
}
