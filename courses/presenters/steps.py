"""What a step shows: a lesson, something to practise, a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from courses.domain import progress
from courses.domain.completion import Condition, from_snapshot
from courses.domain.progress import Records
from courses.lessonparts import parts_of, problems_of, runs_of
from courses.models import LessonPage, PracticeStepPage, StepDecision, StepPage, StepProgress
from courses.presenters.cohorts.lists import own_meetings
from courses.presenters.lists import learner_of, module_row, records_of
from courses.presenters.practice import practice_context
from courses.presenters.rules import kept_words, rule_words
from courses.services.evidence import offer_of
from courses.services.outline import Outline, outline_around
from courses.services.waiting import waiting_in
from portal.cms.services.languages import language_of


@dataclass(frozen=True, slots=True)
class Before:
    """A step or module that must be done first."""

    title: str
    url: str
    language: str


def step_context(page: StepPage, request: HttpRequest) -> dict[str, Any]:
    """What a step shows. `request.lesson_errors` (by block id) comes from a view that refused an answer."""
    person = learner_of(request)
    outline = outline_around(page, language_of(page), request)
    info = outline.step(page.translation_key) if outline else None
    if outline is None or info is None:
        return {"learner": person, **_own(page, person, request)}
    records = records_of(person, outline)
    waiting = _waiting(outline, info.key, records)
    hidden = bool(waiting) and not outline.read_ahead
    after = progress.following(outline.steps, info.key)
    numbers = [module.key for module in outline.modules]
    record = (records or {}).get(info.key)
    done = bool(record and record.completed)
    return {
        "learner": person,
        "course": outline,
        "row": module_row(outline, outline.modules[numbers.index(info.module)], records, info.key),
        "module_count": len(numbers),
        "done": done,
        "position": record.position if record else None,
        "next_step": outline.step(after.key) if after and after.module == info.module else None,
        "waiting": waiting,
        "hidden": hidden,
        "urls": {
            "start": reverse("courses:start", args=[outline.key]),
            "finish": reverse("courses:finish", args=[info.key]),
            "position": reverse("courses:position", args=[info.key]),
        },
        **(_done_by(page, person) if done else {"rule": rule_words(page.rule, offer_of(page)) if person else None}),
        **({} if hidden else _own(page, None if waiting else person, request)),
    }


def _own(page: StepPage, person: Any | None, request: HttpRequest) -> dict[str, Any]:
    """What this kind of step has for one who may answer in it; plain for others."""
    errors = getattr(request, "lesson_errors", {})
    if isinstance(page, LessonPage):
        parts = parts_of(page, person, errors)
        return {"runs": runs_of(parts), "problems": problems_of(parts)}
    if isinstance(page, PracticeStepPage):
        return practice_context(page, person, errors)
    # A meeting that only somebody else can decide about has no button of its own.
    return {"finish_by_oneself": page.finish_by_oneself, "own_meetings": own_meetings(page, person)}


def _done_by(page: StepPage, person: Any) -> dict[str, Any]:
    """By which rule it was done, and when; with the reason when somebody else decided."""
    row = StepProgress.objects.of(person).filter(step_key=page.translation_key).first()
    kept = from_snapshot(row.completion) if row and row.completion else None
    told = kept is not None and kept.conditions != page.rule.conditions
    decision = None
    if kept is not None and Condition.DECIDED in kept.conditions:
        found = StepDecision.objects.of(person).filter(step_key=page.translation_key)
        decision = found.select_related("decided_by", "organisation").first()
    return {
        "done_at": row.completed_at if row else None,
        "kept_rule": kept_words(kept) if kept is not None and told else None,
        "decision": decision,
    }


def _waiting(outline: Outline, step: UUID, records: Records | None) -> list[Before]:
    found = []
    for key in waiting_in(outline, step, records):
        info = outline.module(key) or outline.step(key)
        if info is not None:
            found.append(Before(info.title, info.url, info.language))
    return found
