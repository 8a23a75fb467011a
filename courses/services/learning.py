"""A learner starts, moves, answers and completes. Everything may be sent twice and counts once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.domain.completion import Condition, Evidence, Verdict, judge, snapshot
from courses.models import CourseCompletion, CoursePage, Enrolment, StepPage, StepProgress
from courses.services.evidence import evidence_of, offer_of
from courses.services.outline import Outline, outline_around, outline_of
from courses.services.waiting import is_waiting
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


def start_with(person: Any, page: StepPage, clock: Clock = system_clock) -> None:
    """Start the course around a step: who answers has started."""
    key = CoursePage.objects.ancestor_of(page).values_list("translation_key", flat=True).first()
    if key is not None:
        start(person, key, clock)


def leave(person: Any, course_key: UUID, clock: Clock = system_clock) -> bool:
    """Take the course from the person's page. What they have done stands, and starting again finds it."""
    with transaction.atomic():
        enrolment = Enrolment.objects.of(person).select_for_update().filter(course_key=course_key).first()
        if enrolment is None:
            return False
        enrolment.left_at = clock()
        enrolment.save(update_fields=["left_at"])
        audit.record(person, "course.left", enrolment)
    return True


def read(person: Any, page: StepPage, position: UUID | None = None, clock: Clock = system_clock) -> None:
    """Follow the reader in a course they take. Who moves on in a lesson has started; who has left is not followed.

    Only moving counts: who takes a look at a later step still goes on where they were. A step that is done by being
    opened is the exception. A step that waits for another may be read ahead, but that is not yet taking it.
    """
    moved = position is not None and str(position) in _block_ids(page)
    if not moved and Condition.OPENED not in page.rule.conditions:
        return
    key = CoursePage.objects.ancestor_of(page).values_list("translation_key", flat=True).first()
    if key is None or is_waiting(person, page):
        return
    taking = Enrolment.objects.filter(person=person, course_key=key).first()
    if taking is None and moved:
        taking = start(person, key, clock)
    if taking is not None and taking.left_at is None:
        touch(person, page, position, clock)


def touch(person: Any, page: StepPage, position: UUID | None = None, clock: Clock = system_clock) -> StepProgress:
    """Remember that the person is in this step, and at which block (the one before when none is given).

    A block that is not in the lesson is not remembered.
    """
    if position is not None and str(position) not in _block_ids(page):
        position = None
    now = clock()
    with transaction.atomic():
        progress = locked(person, page.translation_key, now)
        progress.touched_at = now
        if position is not None:
            progress.position = position
        progress.save(update_fields=["touched_at", "position"])
        settle(progress, page, now, Condition.OPENED)
    return progress


def finish(person: Any, page: StepPage, clock: Clock = system_clock) -> Verdict:
    """The learner says that the step is done; the verdict tells whether its rule agrees and what is missing."""
    now = clock()
    with transaction.atomic():
        start_with(person, page, clock)
        progress = locked(person, page.translation_key, now)
        progress.touched_at = now
        progress.marked_at = progress.marked_at or now
        progress.save(update_fields=["touched_at", "marked_at"])
        return settle(progress, page, now, *Condition)


def locked(person: Any, step_key: UUID, now: datetime) -> StepProgress:
    """Return the person's row of a step, held until the transaction ends."""
    StepProgress.objects.get_or_create(person=person, step_key=step_key, defaults={"touched_at": now})
    row: StepProgress = StepProgress.objects.select_for_update().get(person=person, step_key=step_key)
    return row


def settle(progress: StepProgress, page: StepPage, now: datetime, *touched: Condition) -> Verdict:
    """Complete the step when its rule agrees, and remember the rule as it is today.

    `touched` are the conditions that may have changed: a rule that asks for none of them is not looked at.
    """
    rule = page.rule
    if progress.completed_at is not None:
        return judge(rule, Evidence(completed_before=True))
    if not set(touched) & set(rule.conditions) and Condition.MARKED not in touched:
        return Verdict(False, "unmet", rule.conditions)
    offer = offer_of(page)
    verdict = judge(rule, evidence_of(progress, page), offer)
    if verdict.complete:
        progress.completed_at = now
        progress.completion = snapshot(rule, offer)
        progress.save(update_fields=["completed_at", "completion"])
        names = ",".join(progress.completion["conditions"])
        audit.record(progress.person, "course.step_completed", progress, rule=names)
        complete_course(progress.person, page, now)
    return verdict


def complete_course(person: Any, page: StepPage, now: datetime) -> CourseCompletion | None:
    """Write down that the person has done the whole course, when this was its last step. Nothing takes it away."""
    outline = outline_around(page, "nb")
    if outline is None:
        return None
    records = StepProgress.objects.of(person).records(step.key for step in outline.steps)
    done = {step.key: record for step in outline.steps if (record := records.get(step.key)) and record.completed}
    if len(done) < len(outline.steps):
        return None
    completion, created = CourseCompletion.objects.get_or_create(
        person=person,
        course_key=outline.key,
        completed_at=now,
        defaults={"steps": {str(key): str(record.completed_at) for key, record in done.items()}},
    )
    if created:
        audit.record(person, "course.completed", completion)
    return completion


def again(person: Any, course_key: UUID, clock: Clock = system_clock) -> bool:
    """Begin a course once more that has been done. That it was done, and when, stands in its own row."""
    outline: Outline | None = outline_of(course_key, "nb")
    if outline is None or not CourseCompletion.objects.of(person).filter(course_key=course_key).exists():
        return False
    now = clock()
    with transaction.atomic():
        start(person, course_key, clock)
        rows = StepProgress.objects.of(person).filter(step_key__in=[step.key for step in outline.steps])
        if rows.filter(completed_at__isnull=True).exists():
            return False  # it is under way again already
        rows.update(completed_at=None, marked_at=None, position=None, again_at=now, completion={})
        audit.record(person, "course.again", Enrolment.objects.get(person=person, course_key=course_key))
    return True


def _block_ids(page: Any) -> frozenset[str]:
    return frozenset(str(raw.get("id")) for raw in page.body.raw_data)
