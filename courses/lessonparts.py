"""The parts of a lesson as one learner meets them: plain blocks, questions with their answers, private texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from courses.domain.quiz import Outcome
from courses.domain.shares import Shares, shares
from courses.models import BlockAnswer, LessonPage, Reflection
from courses.questions import KINDS, Refused, asked
from courses.services.answers import counts_of_others
from portal.prepared import Prepared

MINE = frozenset({*KINDS, "reflection"})
_ANSWERS = Prepared(lambda person, step: BlockAnswer.objects.filter(person_id=person, step_key=step), int, UUID)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as a form. `look` names what it looks like to everybody who has not answered; None to one who has.

    `inside` is what the template of its kind shows. `seen` is the version of the answer that is shown. `asked` names
    what the page asks, so that the answer is not taken for one to another question. `draft` is set in a preview alone.
    """

    id: str
    url: str
    template: str
    inside: Any
    number: int = 0
    total: int = 0
    outcome: Outcome | None = None
    words: Any = ""
    answered: bool = False
    by_itself: bool = False
    seen: int = 0
    asked: Any = ""
    draft: str = ""
    saved_at: datetime | None = None
    look: str | None = None
    error: str = ""
    changed: bool = False
    others: Shares | None = None


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
    look: str | None = None
    rehearsed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a lesson. `quiz` or `reflection` is set when the learner can answer in it."""

    id: str
    block: Any
    quiz: QuestionView | None = None
    reflection: ReflectionView | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Parts that follow each other and are the same for everybody (`plain`), or one that the learner answers in."""

    plain: bool
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """Name it by its ends: a reader who cannot answer has longer runs than a learner."""
        return f"{self.parts[0].id}|{self.parts[-1].id}"


def runs_of(parts: Sequence[Part]) -> list[Run]:
    """Return the parts in order, plain neighbours together."""
    found = []
    for plain, group in groupby(parts, key=lambda part: part.quiz is None and part.reflection is None):
        if plain:
            found.append(Run(True, tuple(group)))
        else:
            found.extend(Run(False, (part,)) for part in group)
    return found


def parts_of(page: LessonPage, person: Any | None, errors: Mapping[str, Any]) -> list[Part]:
    """Return the lesson's parts. Two queries for a learner, none for an anonymous reader.

    One more where the learner has said what they would have done, to show what others chose. `errors` holds, by block
    id, a `Refused` answer or what was refused of a reflection (text, reason).
    """
    raws = list(page.body.raw_data)
    kinds = [(str(raw.get("id")), raw["type"]) for raw in raws]
    # A plain block is made from its data only if nobody has kept what it looks like.
    blocks = [SimpleLazyObject(partial(page.body.__getitem__, index)) for index in range(len(kinds))]
    if person is None or MINE.isdisjoint(kind for _key, kind in kinds):
        return [Part(key, block) for (key, _kind), block in zip(kinds, blocks, strict=True)]
    step = page.translation_key
    answers = {str(row.block_id): row for row in _ANSWERS(person.pk, step)}
    texts = {str(row.block_id): row for row in Reflection.objects.of(person).filter(step_key=step)}
    numbered = [key for key, kind in kinds if kind in KINDS and KINDS[kind].numbered]
    parts = []
    for (key, kind), block, raw in zip(kinds, blocks, raws, strict=True):
        question = text_shown = None
        if kind in KINDS:
            question = question_view(page, key, kind, block.value, answers.get(key), errors.get(key))
            # Reckoned only where the question is rendered anew.
            question = replace(question, asked=SimpleLazyObject(partial(asked, raw["value"])))
            if key in numbered:
                question = replace(question, number=numbered.index(key) + 1, total=len(numbered))
        elif kind == "reflection":
            text_shown = reflection_view(page, key, block.value, texts.get(key), errors.get(key))
        parts.append(Part(key, block, quiz=question, reflection=text_shown))
    return _with_others(parts, dict(kinds), person, step)


def _with_others(parts: list[Part], kinds: Mapping[str, str], person: Any, step: UUID) -> list[Part]:
    """Add what others chose, only where the learner has chosen."""
    told = {part.id: part.quiz for part in parts if kinds[part.id] == "poll" and part.quiz and part.quiz.answered}
    if not told:
        return parts
    counts = counts_of_others(person, step, list(told))

    def others(view: QuestionView) -> Shares | None:
        return shares([choice.id for choice in view.inside.choices], counts.get(view.id, {}))

    return [
        replace(part, quiz=replace(part.quiz, others=others(part.quiz))) if part.quiz and part.id in told else part
        for part in parts
    ]


def problems_of(parts: list[Part]) -> list[dict[str, str]]:
    """Return what was refused, with the id of the field to mend: `target` and `text`."""
    found = []
    for part in parts:
        if part.quiz and part.quiz.error:
            found.append({"target": f"quiz-{part.id}", "text": part.quiz.error})
        if part.reflection and part.reflection.error:
            found.append({"target": f"t-{part.id}", "text": part.reflection.error})
    return found


def question_view(
    page: LessonPage, key: str, kind_name: str, value: Any, row: BlockAnswer | None, refused: Refused | None = None
) -> QuestionView:
    """Return a question with the learner's answer as stored, or with the one that was just refused and why."""
    kind = KINDS[kind_name]
    answer = row.answer if row else None
    outcome = kind.outcome(value, answer)
    return QuestionView(
        id=key,
        url=reverse("courses:answer", args=[page.translation_key, key]),
        template=kind.template,
        inside=kind.inside(value, answer, refused.given if refused else None),
        outcome=outcome,
        words=kind.words[outcome] if outcome else "",
        answered=row is not None and kind.is_whole(value, answer),
        by_itself=kind.by_itself,
        seen=row.version if row else 0,
        saved_at=row.answered_at if row else None,
        look=f"{page.pk}|{key}" if row is None and refused is None else None,
        error=refused.text if refused else "",
        changed=bool(refused and refused.changed),
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
        look=f"{page.pk}|{key}" if row is None and refused is None else None,
    )
