"""Saving what several people write: each save is a version, an old version is refused, and every version stays.

The project's `changed_at` rises with every save, so that a list can show how fresh a project is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from improvement.models import Project, Revision
from portal.accounts.models import User
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.models import Versioned

Row = TypeVar("Row", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved first. `current` is the row as it now stands; `base` the texts the writer had started from.

    `base` is empty when they are not known; then every difference has to be asked about.
    """

    current: Any
    base: dict[str, Any]


def plain(value: Any) -> Any:
    """A value as JSON can hold it, the same for equal values."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def touch(project: Project, who: User) -> None:
    """Note that something in the project changed now."""
    now = timezone.now()
    Project.objects.filter(pk=project.pk).update(changed_at=now, changed_by=who)
    project.changed_at = now


def keep_revision(project: Project, row: Versioned, values: dict[str, Any], who: User) -> None:
    """Keep the texts of the version that was just written."""
    Revision.objects.create(
        project=project,
        target_type=row._meta.model_name or "",
        target_id=row.pk,
        version=row.version,
        values={name: plain(value) for name, value in values.items()},
        saved_by=who,
    )


def create(
    model: type[Row],
    project: Project,
    who: User,
    values: dict[str, Any],
    *,
    texts: dict[str, Any] | None = None,
    went_past_guard: bool = False,
    **fixed: Any,
) -> Row:
    """Make a row of `values` (what a form held) and `fixed` (what it did not), with its first revision.

    `texts` are the values as the form names them, where those names differ from the columns.
    """
    with transaction.atomic(), identity_override(went_past_guard):
        row = model._default_manager.create(project=project, changed_by=who, **fixed, **values)
        keep_revision(project, row, values if texts is None else texts, who)
        touch(project, who)
        _audit(who, "created", row, project, list(values), went_past_guard)
    return row


def save(
    row: Row,
    expected: int,
    who: User,
    values: dict[str, Any],
    *,
    texts: dict[str, Any] | None = None,
    went_past_guard: bool = False,
    **fixed: Any,
) -> Conflict | None:
    """Write `values` if `expected` still is the stored version; else return the conflict and write nothing.

    `fixed` is written too, but is not the writer's text (who, when) and so never in conflict.
    """
    project = row if isinstance(row, Project) else row.project  # type: ignore[attr-defined]
    with transaction.atomic(), identity_override(went_past_guard):
        stamps = {"changed_by": who, "changed_at": timezone.now()}
        if row.save_version(expected, **values, **fixed, **stamps):
            keep_revision(project, row, values if texts is None else texts, who)
            touch(project, who)
            _audit(who, "saved", row, project, list(values), went_past_guard)
            return None
    current = type(row)._default_manager.select_related("changed_by").get(pk=row.pk)
    base = Revision.objects.filter(target_type=row._meta.model_name, target_id=row.pk, version=expected).first()
    return Conflict(current=current, base=dict(base.values) if base else {})


def _audit(who: User, act: str, row: Versioned, project: Project, fields: list[str], went_past_guard: bool) -> None:
    kind = row._meta.model_name
    audit.record(who, f"{kind}.{act}", row, space_id=project.space_id, version=row.version, fields=fields)
    if went_past_guard:
        audit.record(who, "identity_guard.overridden", row, space_id=project.space_id)
