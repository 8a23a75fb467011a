"""Where learners stop, and which wrong answer is chosen: numbers for editors, from five people on.

Five queries, whether ten people have taken the course or ten thousand, in five steps or in a hundred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.domain.insight import FEWEST, Misled, misled, told
from courses.models import BlockAnswer, LessonPage, StepProgress
from courses.questions.choices import FALSE, TRUE
from courses.services.outline import Outline, StepInfo

AWAY = timedelta(days=14)
"""Who has not been back for so long has stopped."""


@dataclass(frozen=True, slots=True)
class QuestionInsight:
    """A question that misleads: its text, and the wrong choice most people made first."""

    question: str
    choice: str
    misled: Misled


@dataclass(frozen=True, slots=True)
class StepInsight:
    """One step. Numbers are missing where they would tell about fewer than five people."""

    info: StepInfo
    begun: int | None
    done: int | None
    stopped: int | None
    questions: tuple[QuestionInsight, ...]


def of_course(outline: Outline, now: datetime) -> list[StepInsight]:
    """Return what can be told about each step of a course."""
    keys = [step.key for step in outline.steps]
    counts = _counts(keys, now)
    answers = _answers(keys)
    lessons = {page.translation_key: page for page in LessonPage.objects.filter(translation_key__in=keys).listable()}
    found = []
    for info in outline.infos:
        begun, done, stopped = counts.get(info.key, (0, 0, 0))
        page = lessons.get(info.key)
        found.append(
            StepInsight(
                info=info,
                begun=begun if begun >= FEWEST else None,
                done=told(done, begun),
                stopped=told(stopped, begun),
                questions=tuple(_questions(page, answers.get(info.key, {}))) if page else (),
            )
        )
    return found


def completed_below(page: Page) -> int:
    """Return how many people have completed steps at or below this page."""
    keys = page.get_descendants(inclusive=True).values("translation_key")
    done = StepProgress.objects.filter(step_key__in=keys, completed_at__isnull=False)
    return done.values("person").distinct().count()


def _counts(keys: list[UUID], now: datetime) -> dict[UUID, tuple[int, int, int]]:
    later = StepProgress.objects.filter(
        person=OuterRef("person"), step_key__in=keys, touched_at__gt=OuterRef("touched_at")
    )
    here = StepProgress.objects.filter(step_key__in=keys)
    gone = here.filter(completed_at__isnull=True, touched_at__lt=now - AWAY).filter(~Exists(later))
    stopped = dict(gone.values_list("step_key").annotate(number=Count("pk")).order_by())
    rows = here.values_list("step_key").annotate(
        begun=Count("pk"), done=Count("pk", filter=Q(completed_at__isnull=False))
    )
    return {key: (begun, done, stopped.get(key, 0)) for key, begun, done in rows.order_by()}


def _answers(keys: list[UUID]) -> dict[UUID, dict[str, list[tuple[Mapping[str, Any], int]]]]:
    """Return the first answers by step and block, each with how many gave it. Typed texts are never looked at."""
    rows = (
        BlockAnswer.objects.filter(step_key__in=keys, first_answer__has_key="choices")
        .values_list("step_key", "block_id", "first_answer")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: dict[UUID, dict[str, list[tuple[Mapping[str, Any], int]]]] = {}
    for step, block_id, answer, number in rows:
        found.setdefault(step, {}).setdefault(str(block_id), []).append((answer, number))
    return found


def _questions(page: LessonPage, answers: Mapping[str, list[tuple[Mapping[str, Any], int]]]) -> list[QuestionInsight]:
    found = []
    for block in page.body:
        given = answers.get(str(block.id))
        if not given or block.block_type not in {"quiz", "true_false"}:
            continue
        texts, fitting, question = _choices(block)
        first: dict[str, int] = {}
        for answer, number in given:
            for choice in answer["choices"]:
                first[choice] = first.get(choice, 0) + number
        present = {choice: number for choice, number in first.items() if choice in texts}
        wrong = misled(present, sum(number for _given, number in given), fitting)
        if wrong is not None:
            found.append(QuestionInsight(question, texts[wrong.choice], wrong))
    return found


def _choices(block: Any) -> tuple[dict[str, str], set[str], str]:
    """Return the texts of the choices, those that fit, and the question."""
    if block.block_type == "true_false":
        texts = {TRUE: _("It is true"), FALSE: _("It is not true")}
        return texts, {TRUE if block.value["is_true"] else FALSE}, block.value["statement"]
    options = block.value.options
    return (
        {key: each["text"] for key, each in options},
        {key for key, each in options if each["correct"]},
        block.value["question"],
    )
