"""The saved versions of what several people write: who, when, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from improvement.forms.base import DayField, NumberField, WorkspaceForm, is_written
from improvement.models import Revision
from improvement.presenters.values import shown
from portal.spaces.models import Versioned

#: So many versions are shown; the rest stay in the database.
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a version changed, before and after, as its reader would write it.

    `written`: somebody's own words, in the project's language, not a choice of ours or a figure.
    """

    label: str
    before: str
    after: str
    written: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One saved version."""

    who: str
    when: datetime
    changes: tuple[Change, ...]


def history(row: Versioned, form: type[WorkspaceForm]) -> list[Version]:
    """The versions of `row`, newest first, named by the fields of `form`. Empty while there is only the first."""
    kept = list(
        Revision.objects.filter(target_type=row._meta.model_name, target_id=row.pk)
        .select_related("saved_by")
        .order_by("-version")[: _SHOWN + 1]
    )
    if len(kept) < 2:
        return []
    pairs = zip(kept, [*kept[1:], None], strict=True)
    return [
        Version(
            str(one.saved_by) if one.saved_by else "",
            one.saved_at,
            _changes(before.values, one.values, form) if before else (),
        )
        for one, before in pairs
    ][:_SHOWN]


def _changes(before: dict[str, Any], after: dict[str, Any], form: type[WorkspaceForm]) -> tuple[Change, ...]:
    return tuple(
        Change(str(field.label), _shown(field, before.get(name)), _shown(field, after.get(name)), is_written(field))
        for name, field in form.base_fields.items()
        if name in after and _plain(before.get(name)) != _plain(after.get(name))
    )


def _plain(value: Any) -> Any:
    """A tick that is not there and one that was never asked for are the same, as are an empty text and none."""
    return "" if value is None or value is False else value


def _shown(field: forms.Field, value: Any) -> str:
    """Return a value as it is kept (improvement.services.versions.plain) in words."""
    if isinstance(field, DayField) and value:
        return shown(field, date.fromisoformat(value))
    if isinstance(field, NumberField) and value:
        return shown(field, Decimal(value))
    return shown(field, value)
