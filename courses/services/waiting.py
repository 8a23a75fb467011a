"""What a learner must do before a step opens for answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from courses.domain.prerequisites import Plan, waits_for
from courses.domain.progress import Records
from courses.models import StepProgress
from courses.services.outline import Outline, outline_around


def waiting_in(outline: Outline, step: UUID, records: Records | None) -> list[UUID]:
    """Return the steps and modules that must be done before this step, in order; none: it is open.

    A step that the learner has begun stays open, whatever an editor changes later.
    """
    return _waiting(outline.plan, step, records or {})


def closed_in(outline: Outline, records: Records | None) -> frozenset[UUID]:
    """Return all steps that wait for others."""
    plan = outline.plan
    if not plan.requires:
        return frozenset()
    return frozenset(step.key for step in outline.infos if _waiting(plan, step.key, records or {}))


def is_waiting(person: Any, page: Any) -> bool:
    """Say whether the step still waits for others. Costs nothing in a course without an order."""
    outline = outline_around(page, "nb")
    if outline is None or not outline.plan.asked(page.translation_key):
        return False
    records = StepProgress.objects.of(person).records(step.key for step in outline.steps)
    return bool(waiting_in(outline, page.translation_key, records))


def _waiting(plan: Plan, step: UUID, records: Records) -> list[UUID]:
    if step in records:
        return []
    return waits_for(plan, step, {key for key, record in records.items() if record.completed})
