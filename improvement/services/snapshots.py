"""Keep a list as it stands today, and see what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from improvement.models import Project, Snapshot
from improvement.registers.base import Register
from improvement.services.versions import plain, touch
from portal.accounts.models import User
from portal.security import audit


def take(register: Register, project: Project, rows: Sequence[Any], who: User, title: str) -> Snapshot:
    """Keep the rows as they stand."""
    values = {str(row.pk): _values(register, row) for row in rows}
    with transaction.atomic():
        kept: Snapshot = Snapshot.objects.create(
            project=project, slug=register.slug, title=title, rows=values, taken_by=who
        )
        touch(project, who)
        audit.record(who, "snapshot.taken", kept, space_id=project.space_id, number=len(values))
    return kept


def _values(register: Register, row: Any) -> dict[str, Any]:
    return {name: plain(value) for name, value in register.form.fields_of(row).items()}


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that was there then and is there now: the names of the fields that differ, with both values."""

    row: Any
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What has happened to a list since a snapshot. `gone` holds the values of rows that are no longer in use."""

    new: list[Any]
    moved: list[Moved]
    gone: list[dict[str, Any]]
    same: int


def compare(register: Register, snapshot: Snapshot, rows: Sequence[Any]) -> Compared:
    """Compare the rows in use with the snapshot."""
    before, new, moved = dict(snapshot.rows), [], []
    for row in rows:
        old = before.pop(str(row.pk), None)
        if old is None:
            new.append(row)
            continue
        now = _values(register, row)
        # A field that the form has got since then was not asked about.
        changed = {name: (old[name], value) for name, value in now.items() if name in old and old[name] != value}
        if changed:
            moved.append(Moved(row, changed))
    return Compared(new, moved, list(before.values()), len(rows) - len(new) - len(moved))
