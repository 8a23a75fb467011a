"""What is known about a learner in a step, as the rules of `courses.domain.completion` want to hear it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from courses.domain.completion import Condition, Evidence, Offer
from courses.domain.quiz import Outcome
from courses.models import BlockAnswer, LessonPage, MadeUp, Practice, Reflection, StepDecision, StepProgress
from courses.questions import KINDS, is_whole, outcome_of, question_ids
from portal.gatherings.domain.seats import Attendance
from portal.gatherings.models import Gathering, Presence

# Besides questions, a rule asks for these where the editor has marked the block as needed.
NEEDED = frozenset({"checklist", "reflection"})


def offer_of(page: Any) -> Offer:
    """Return what the step holds that a rule can ask for."""
    if not isinstance(page, LessonPage):
        return Offer()
    questions = question_ids(page)
    return Offer(tasks=questions | frozenset(_needed(page)), questions=frozenset(_judged(page, questions)))


def evidence_of(progress: StepProgress, page: Any) -> Evidence:
    """Return what is known. Whether a private text is there is looked at; what it says is not."""
    step, person = page.translation_key, progress.person
    done: set[str] = set()
    right: set[str] = set()
    if isinstance(page, LessonPage):
        done, right = _answered(progress, page)
        if needed := [each for each in _needed(page) if each not in done]:
            texts = Reflection.objects.of(person).filter(step_key=step, block_id__in=needed).exclude(text="")
            if progress.again_at is not None:
                texts = texts.filter(updated_at__gte=progress.again_at)
            done |= {str(block_id) for block_id in texts.values_list("block_id", flat=True)}
    tried = Practice.objects.of(person).filter(step_key=step, tried_at__isnull=False)
    decided = StepDecision.objects.of(person).filter(step_key=step)
    there = _meetings_of(person, step)
    if progress.again_at is not None:
        there = there.filter(starts_at__gte=progress.again_at)
        tried = tried.filter(tried_at__gte=progress.again_at)
        decided = decided.filter(decided_at__gte=progress.again_at)
    return Evidence(
        opened=True,
        marked=progress.marked_at is not None,
        practised=tried.exists(),
        decided=decided.exists(),
        attended=Condition.ATTENDED in page.rule.conditions and there.exists(),
        done=frozenset(done),
        right=frozenset(right),
    )


def _meetings_of(person: Any, step: UUID) -> QuerySet[Gathering]:
    """Meetings held for this step where the person was, or that they have made up for."""
    was = Presence.objects.filter(seat__person=person, state__in=(Attendance.PART, Attendance.FULL))
    made_up = MadeUp.objects.filter(seat__person=person)
    return Gathering.objects.filter(step_key=step).filter(
        Q(pk__in=was.values("gathering")) | Q(pk__in=made_up.values("gathering"))
    )


def _answered(progress: StepProgress, page: LessonPage) -> tuple[set[str], set[str]]:
    given = BlockAnswer.objects.filter(person=progress.person, step_key=page.translation_key)
    if progress.again_at is not None:
        given = given.filter(answered_at__gte=progress.again_at)
    answers = {str(block_id): answer for block_id, answer in given.values_list("block_id", "answer")}
    done, right = set(), set()
    for block in page.body:
        answer = answers.get(str(block.id))
        if answer is None or block.block_type not in KINDS:
            continue
        if is_whole(block, answer):
            done.add(str(block.id))
        if outcome_of(block, answer) is Outcome.RIGHT:
            right.add(str(block.id))
    return done, right


def _needed(page: LessonPage) -> list[str]:
    return [
        str(raw.get("id"))
        for raw in page.body.raw_data
        if raw["type"] in NEEDED and isinstance(raw["value"], dict) and raw["value"].get("needed")
    ]


def _judged(page: LessonPage, questions: frozenset[str]) -> list[str]:
    """Return the questions in which something is right; «what would you have done» has no such thing."""
    return [str(raw["id"]) for raw in page.body.raw_data if str(raw.get("id")) in questions and raw["type"] != "poll"]
