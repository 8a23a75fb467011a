"""Moving sub-steps. Every move leaves a line in the story; nothing is erased."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from improvement.models import Project, StepState, SubStepChange, SubStepState
from improvement.services.process import template_of
from improvement.services.versions import Conflict, keep_revision, save, touch
from portal.accounts.models import User
from portal.security import audit


def save_step(
    step: SubStepState,
    expected: int,
    who: User,
    *,
    state: str,
    note: str,
    reason: str = "",
    went_past_guard: bool = False,
) -> Conflict | None:
    """Write state and note; a changed state is also a line in the story, with its reason."""
    before = step.state
    with transaction.atomic():
        values = {"state": state, "note": note}
        conflict = save(step, expected, who, values, went_past_guard=went_past_guard)
        if conflict is None and before != state:
            SubStepChange.objects.create(
                project=step.project, key=step.key, from_state=before, to_state=state, reason=reason, who=who
            )
    return conflict


def mark_done_before(project: Project, keys: Iterable[str], who: User) -> int:
    """Mark sub-steps that have not been started as done before Varig; say how many were moved.

    Steps that somebody has begun meanwhile are left alone, so no version is needed.
    """
    moved, now = 0, timezone.now()
    order = [step.key for step in template_of(project).steps]
    untouched = SubStepState.objects.filter(project=project, key__in=list(keys), state=StepState.NOT_STARTED)
    with transaction.atomic():
        # One moment for all, and the order of the process: so the story tells them in the order of the steps.
        for step in sorted(untouched, key=lambda one: order.index(one.key) if one.key in order else len(order)):
            stamps = {"changed_by": who, "changed_at": now}
            if not step.save_version(step.version, state=StepState.DONE_BEFORE, **stamps):
                continue
            keep_revision(project, step, {"state": step.state, "note": step.note}, who)
            SubStepChange.objects.create(
                project=project, key=step.key, from_state=StepState.NOT_STARTED, to_state=step.state, who=who, when=now
            )
            moved += 1
        if moved:
            touch(project, who)
            audit.record(who, "steps.done_before", project, space_id=project.space_id, count=moved)
    return moved
