"""Starting, changing and archiving a project."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from improvement.models import Project, ProjectOrganisation, SubStepState
from improvement.services.process import template_of
from improvement.services.versions import Conflict, keep_revision, save, touch
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.models import Space, SpaceKind, SpaceMember


def start_project(
    who: User,
    organisation: Organisation,
    values: dict[str, Any],
    *,
    terms: list[int] | None = None,
    went_past_guard: bool = False,
) -> Project:
    """Make a project with its space, its thirteen sub-steps, and the person as its project lead."""
    with transaction.atomic(), identity_override(went_past_guard):
        space = Space.objects.create(kind=SpaceKind.PROJECT)
        project = Project.objects.create(space=space, created_by=who, changed_by=who, **values)
        ProjectOrganisation.objects.create(project=project, organisation=organisation, is_main=True)
        SpaceMember.objects.create(space=space, person=who, role=Role.PROJECT_LEAD, acting_for=organisation)
        steps = template_of(project).steps
        SubStepState.objects.bulk_create(SubStepState(project=project, key=step.key, changed_by=who) for step in steps)
        project.terms.set(terms or [])
        keep_revision(project, project, {**values, "terms": sorted(terms or [])}, who)
        audit.record(who, "project.created", project, space_id=space.pk)
        if went_past_guard:
            audit.record(who, "identity_guard.overridden", project, space_id=space.pk)
    return project


def change_project(
    project: Project, expected: int, who: User, values: dict[str, Any], texts: dict[str, Any], went_past_guard: bool
) -> Conflict | None:
    """Save title and texts; the terms follow when the version held."""
    with transaction.atomic():
        conflict = save(project, expected, who, values, texts=texts, went_past_guard=went_past_guard)
        if conflict is None and "terms" in texts:
            project.terms.set(texts["terms"])
    return conflict


def set_archived(project: Project, who: User, archived: bool) -> None:
    """Archive (read only from now on) or open again."""
    with transaction.atomic():
        project.space.archived_at = timezone.now() if archived else None
        project.space.save(update_fields=["archived_at"])
        touch(project, who)
        audit.record(who, "project.archived" if archived else "project.reopened", project, space_id=project.space_id)
