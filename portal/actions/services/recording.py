"""Writing down once, and changing what several people write."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.actions.models import Action, Decision
from portal.actions.origins import Origin
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.models import Space

Row = TypeVar("Row", Action, Decision)


def existing(model: type[Row], space: Space, actor: User, origin: Origin | None, form_key: UUID | None) -> Row | None:
    """Return what has been made of this origin, or by this very form, before."""
    if origin is not None:
        found: Row | None = model.objects.in_space(space).filter(origin_kind=origin.kind, origin_id=origin.id).first()
        if found is not None:
            return found
    return model.objects.filter(created_by=actor, form_key=form_key).first() if form_key is not None else None


def record(
    model: type[Row],
    space: Space,
    actor: User,
    values: dict[str, Any],
    *,
    origin: Origin | None,
    form_key: UUID | None,
    went_past_guard: bool,
) -> Row:
    """Make a row of `values`; the same origin or the same form gives the row that was made the first time."""
    before = existing(model, space, actor, origin, form_key)
    if before is not None:
        return before
    source: dict[str, Any] = {}
    if origin is not None:
        source = {f"origin_{name}": getattr(origin, name) for name in ("kind", "id", "label", "url")}
    try:
        with transaction.atomic(), identity_override(went_past_guard):
            row: Row = model.objects.create(
                space=space, created_by=actor, changed_by=actor, form_key=form_key, **source, **values
            )
            note(actor, "created", row, went_past_guard=went_past_guard, origin=origin.kind if origin else "")
            return row
    except IntegrityError:  # Two at the same moment: the other one was first.
        before = existing(model, space, actor, origin, form_key)
        if before is None:
            raise
        return before


def change(actor: User, row: Row, expected: int, values: dict[str, Any], *, went_past_guard: bool) -> Row | None:
    """Write `values` if the stored version still is `expected`; else return the row as it now stands, unchanged."""
    with transaction.atomic(), identity_override(went_past_guard):
        if row.save_version(expected, **values, changed_by=actor, changed_at=timezone.now()):
            note(actor, "changed", row, went_past_guard=went_past_guard, version=row.version, fields=sorted(values))
            return None
    current: Row = type(row).objects.select_related("space", "changed_by").get(pk=row.pk)
    return current


def note(actor: User, act: str, row: Row, *, went_past_guard: bool = False, **details: Any) -> None:
    """Write the entry in the audit, and one more when the writer went past the guard against identity numbers."""
    audit.record(actor, f"{row._meta.model_name}.{act}", row, space_id=row.space_id, **details)
    if went_past_guard:
        audit.record(actor, "identity_guard.overridden", row, space_id=row.space_id)
