"""The parts of a lesson as one learner meets them: plain blocks, questions with their answers, private texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse

from courses.blocks.quiz import QuizValue
from courses.domain import quiz
from courses.domain.quiz import Outcome
from courses.models import BlockAnswer, LessonPage, Reflection

MINE = frozenset({"quiz", "reflection"})


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice; with feedback when the learner has chosen it."""

    id: str
    text: str
    checked: bool
    correct: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class QuizView:
    """A question as a form."""

    id: str
    url: str
    question: str
    number: int
    total: int
    several: bool
    choices: tuple[ChoiceView, ...]
    outcome: Outcome | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class ReflectionView:
    """A private text as a form. The text never appears in a repr."""

    id: str
    url: str
    prompt: str
    help: str
    version: int
    saved_at: datetime | None
    text: str = field(repr=False, default="")
    error: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a lesson. `quiz` or `reflection` is set when the learner can answer in it."""

    id: str
    block: Any
    quiz: QuizView | None = None
    reflection: ReflectionView | None = None


def parts_of(page: LessonPage, person: Any | None, errors: Mapping[str, Any]) -> list[Part]:
    """Return the lesson's parts. Two queries for a learner, none for an anonymous reader."""
    blocks = list(page.body)
    if person is None or not any(block.block_type in MINE for block in blocks):
        return [Part(str(block.id), block) for block in blocks]
    mine = {"person": person, "step_key": page.translation_key}
    answers = {str(row.block_id): row for row in BlockAnswer.objects.filter(**mine)}
    texts = {str(row.block_id): row for row in Reflection.objects.of(person).filter(step_key=page.translation_key)}
    questions = [str(block.id) for block in blocks if block.block_type == "quiz"]
    parts = []
    for block in blocks:
        key = str(block.id)
        if block.block_type == "quiz":
            place = (questions.index(key) + 1, len(questions))
            parts.append(
                Part(key, block, quiz=quiz_view(page, key, block.value, answers.get(key), place, errors.get(key)))
            )
        elif block.block_type == "reflection":
            text = reflection_view(page, key, block.value, texts.get(key), errors.get(key))
            parts.append(Part(key, block, reflection=text))
        else:
            parts.append(Part(key, block))
    return parts


def problems_of(parts: list[Part]) -> list[dict[str, str]]:
    """Return what was refused, with the id of the field to mend: `target` and `text`."""
    found = []
    for part in parts:
        if part.quiz and part.quiz.error:
            found.append({"target": f"quiz-{part.id}", "text": part.quiz.error})
        if part.reflection and part.reflection.error:
            found.append({"target": f"t-{part.id}", "text": part.reflection.error})
    return found


def quiz_view(
    page: LessonPage,
    key: str,
    value: QuizValue,
    answer: BlockAnswer | None,
    place: tuple[int, int],
    error: str | None = None,
) -> QuizView:
    """Return a question with the learner's answer. `place` is its number and how many there are."""
    chosen = set((answer.answer or {}).get("choices", ())) if answer else set()
    choices = tuple(
        ChoiceView(
            id=choice_id,
            text=choice["text"],
            checked=choice_id in chosen,
            correct=bool(choice["correct"]),
            feedback=choice["feedback"] if choice_id in chosen else "",
        )
        for choice_id, choice in value.options
    )
    return QuizView(
        id=key,
        url=reverse("courses:answer", args=[page.translation_key, key]),
        question=value["question"],
        number=place[0],
        total=place[1],
        several=value.several,
        choices=choices,
        outcome=quiz.assess(value.domain_choices, chosen),
        error=error or "",
    )


def reflection_view(
    page: LessonPage, key: str, value: Any, row: Reflection | None, refused: tuple[str, str] | None = None
) -> ReflectionView:
    """Return a prompt with what is stored, or with the text that was just refused and why."""
    text, error = refused if refused else (row.text if row else "", "")
    return ReflectionView(
        id=key,
        url=reverse("courses:reflection", args=[page.translation_key, key]),
        prompt=value["prompt"],
        help=value["help"],
        version=row.version if row else 0,
        saved_at=row.updated_at if row else None,
        text=text,
        error=error,
    )
