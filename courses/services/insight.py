"""Where learners stop, and how they answer at first: numbers for editors, from five people on.

Five queries, whether ten people have taken the course or ten thousand, in five steps or in a hundred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from wagtail.models import Page

from courses.domain.insight import FEWEST, told
from courses.models import BlockAnswer, LessonPage, StepProgress
from courses.services.firstanswers import Given, QuestionInsight, insights
from courses.services.outline import Outline, StepInfo

AWAY = timedelta(days=14)
"""Who has not been back for so long has stopped."""
TOLD = ["choices", "steps", "number", "text"]
"""What answers to questions hold."""


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


def completed_below(*pages: Page) -> int:
    """Return how many people have completed steps at or below these pages. One query, whatever stands below."""
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    keys = Page.objects.filter(below).values("translation_key") if pages else []
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
    """Return the first answers by step and block, each with how many gave it, and nobody's name. Ticks stay out."""
    rows = (
        BlockAnswer.objects.filter(step_key__in=keys, first_answer__has_any_keys=TOLD)
        .values_list("step_key", "block_id", "first_answer")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: dict[UUID, dict[str, list[tuple[Mapping[str, Any], int]]]] = {}
    for step, block_id, answer, number in rows:
        found.setdefault(step, {}).setdefault(str(block_id), []).append((answer, number))
    return found


def _questions(page: LessonPage, answers: Mapping[str, Given]) -> list[QuestionInsight]:
    return [each for block in page.body if (given := answers.get(str(block.id))) for each in insights(block, given)]
