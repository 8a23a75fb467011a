"""Starting PDSA cycles and moving them through their stages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from improvement.models import PdsaCycle, Project, Stage
from improvement.services.versions import Conflict, create, save
from portal.accounts.models import User


def start_cycle(
    project: Project,
    who: User,
    values: dict[str, Any],
    texts: dict[str, Any],
    *,
    previous: PdsaCycle | None,
    stage: str,
    went_past_guard: bool,
) -> PdsaCycle:
    """Make a cycle with the project's next number."""
    with transaction.atomic():
        # Two members who plan at the same moment must not get the same number: the row of the project is the queue.
        Project.objects.select_for_update().get(pk=project.pk)
        last = PdsaCycle.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
        return create(
            PdsaCycle,
            project,
            who,
            values,
            texts=texts,
            went_past_guard=went_past_guard,
            number=last + 1,
            previous=previous,
            stage=stage,
        )


def save_stage(
    cycle: PdsaCycle,
    expected: int,
    who: User,
    values: dict[str, Any],
    texts: dict[str, Any],
    *,
    stage: str,
    went_past_guard: bool,
) -> Conflict | None:
    """Write one stage's texts, and the stage the cycle goes to."""
    return save(cycle, expected, who, values, texts=texts, went_past_guard=went_past_guard, stage=stage)


def step_back(cycle: PdsaCycle, expected: int, who: User) -> Conflict | None:
    """Open the stage before the present one again. Not the plan: what was predicted stays predicted."""
    before = {Stage.STUDY: Stage.DO, Stage.ACT: Stage.STUDY}.get(Stage(cycle.stage))
    if before is None:
        return None
    return save(cycle, expected, who, {}, stage=before)
