"""A learner starts, moves, answers and completes. Everything may be sent twice and counts once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.domain.completion import Evidence, Rule, Verdict, judge, snapshot
from courses.models import BlockAnswer, CoursePage, Enrolment, LessonPage, StepProgress
from portal.kernel.clock import Clock, system_clock
from portal.security import audit


def start(person: Any, course_key: UUID, clock: Clock = system_clock) -> Enrolment:
    """Let the person take the course. Who left comes back to what they had done."""
    with transaction.atomic():
        enrolment, created = Enrolment.objects.get_or_create(
            person=person, course_key=course_key, defaults={"started_at": clock()}
        )
        if enrolment.left_at is not None:
            enrolment.left_at = None
            enrolment.save(update_fields=["left_at"])
            created = True
        if created:
            audit.record(person, "course.started", enrolment)
    return enrolment


def start_with(person: Any, page: LessonPage, clock: Clock = system_clock) -> None:
    """Start the course around a step: who answers has started."""
    key = CoursePage.objects.ancestor_of(page).values_list("translation_key", flat=True).first()
    if key is not None:
        start(person, key, clock)


def has_started(person: Any, page: LessonPage) -> bool:
    """Say whether the person takes the course around a step. Who only reads is not followed."""
    keys = CoursePage.objects.ancestor_of(page).values("translation_key")
    return Enrolment.objects.of(person).filter(course_key__in=keys).exists()


def touch(person: Any, page: LessonPage, position: UUID | None = None, clock: Clock = system_clock) -> StepProgress:
    """Remember that the person is in this step, and at which block (the one before when none is given).

    A block that is not in the lesson is not remembered.
    """
    if position is not None and str(position) not in _block_ids(page):
        position = None
    now = clock()
    with transaction.atomic():
        progress = _locked(person, page.translation_key, now)
        progress.touched_at = now
        if position is not None:
            progress.position = position
        progress.save(update_fields=["touched_at", "position"])
        if page.completion_rule == Rule.OPENED:
            _complete_if_done(progress, page, Evidence(opened=True), now)
    return progress


def answer_quiz(
    person: Any, page: LessonPage, block_id: UUID, chosen: set[str], clock: Clock = system_clock
) -> BlockAnswer:
    """Store the chosen choices (ids) of one question. The same answer again is no new attempt."""
    now = clock()
    picked = {"choices": sorted(chosen)}
    with transaction.atomic():
        start_with(person, page, clock)
        # The row of the step is taken first: it makes two sendings at the same moment queue up.
        progress = _locked(person, page.translation_key, now)
        answer, created = BlockAnswer.objects.get_or_create(
            person=person,
            step_key=page.translation_key,
            block_id=block_id,
            defaults={"answer": picked, "answered_at": now},
        )
        if not created and answer.answer != picked:
            answer.answer, answer.answered_at = picked, now
            answer.attempts += 1
            answer.version += 1
            answer.save(update_fields=["answer", "answered_at", "attempts", "version"])
        progress.touched_at, progress.position = now, block_id
        progress.save(update_fields=["touched_at", "position"])
        if page.completion_rule == Rule.QUIZ:
            _complete_if_done(progress, page, _evidence(person, page), now)
    return answer


def finish(person: Any, page: LessonPage, clock: Clock = system_clock) -> Verdict:
    """The learner says that the step is done; the verdict tells whether its rule agrees and what is missing."""
    now = clock()
    with transaction.atomic():
        start_with(person, page, clock)
        progress = _locked(person, page.translation_key, now)
        progress.touched_at = now
        progress.save(update_fields=["touched_at"])
        return _complete_if_done(progress, page, _evidence(person, page, marked=True), now)


def _locked(person: Any, step_key: UUID, now: datetime) -> StepProgress:
    StepProgress.objects.get_or_create(person=person, step_key=step_key, defaults={"touched_at": now})
    locked: StepProgress = StepProgress.objects.select_for_update().get(person=person, step_key=step_key)
    return locked


def _complete_if_done(progress: StepProgress, page: LessonPage, evidence: Evidence, now: datetime) -> Verdict:
    rule = Rule(page.completion_rule)
    if progress.completed_at is not None:
        return judge(rule, Evidence(completed_before=True))
    verdict = judge(rule, evidence)
    if verdict.complete:
        progress.completed_at = now
        progress.completion = snapshot(rule, quiz_ids(page))
        progress.save(update_fields=["completed_at", "completion"])
        audit.record(progress.person, "course.step_completed", progress, rule=rule.value)
    return verdict


def _evidence(person: Any, page: LessonPage, *, marked: bool = False) -> Evidence:
    answered = BlockAnswer.objects.filter(person=person, step_key=page.translation_key).values_list(
        "block_id", flat=True
    )
    return Evidence(
        opened=True, marked=marked, quizzes=quiz_ids(page), answered=frozenset(str(block_id) for block_id in answered)
    )


def quiz_ids(page: LessonPage) -> frozenset[str]:
    """Return the ids of the questions in a lesson."""
    return frozenset(str(block.id) for block in page.body if block.block_type == "quiz")


def _block_ids(page: LessonPage) -> frozenset[str]:
    return frozenset(str(block.id) for block in page.body)
