"""Moving sub-steps. Every move leaves a line in the story; nothing is erased."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from improvement.models import Project, StepState, SubStepChange, SubStepState
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
    moved = 0
    with transaction.atomic():
        for step in SubStepState.objects.filter(project=project, key__in=list(keys), state=StepState.NOT_STARTED):
            stamps = {"changed_by": who, "changed_at": timezone.now()}
            if not step.save_version(step.version, state=StepState.DONE_BEFORE, **stamps):
                continue
            keep_revision(project, step, {"state": step.state, "note": step.note}, who)
            SubStepChange.objects.create(
                project=project, key=step.key, from_state=StepState.NOT_STARTED, to_state=step.state, who=who
            )
            moved += 1
        if moved:
            touch(project, who)
            audit.record(who, "steps.done_before", project, space_id=project.space_id, count=moved)
    return moved
