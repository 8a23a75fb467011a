"""What the demo's project has in its lists (lists.<language>.toml), with days counted from today."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from improvement.models import Driver, Project, Stakeholder
from improvement.registers import REGISTERS, Register
from improvement.services.snapshots import take
from improvement.services.versions import create
from portal.accounts.democontext import DemoContext

_HERE = Path(__file__).parent
# Other rows are named by what stands in their first column.
_NAMED = {"stakeholder": (Stakeholder, "name"), "parent": (Driver, "what"), "driver": (Driver, "what")}
_COUNTED = {"due_in": "due_on", "valid_in": "valid_until"}


def fill(context: DemoContext, project: Project) -> None:
    """Write the rows of each list that is empty, and keep the stakeholders as they stand on that day."""
    data = tomllib.loads((_HERE / f"lists.{settings.LANGUAGE_CODE}.toml").read_text("utf-8"))
    lead = context.person("prosjektleder")
    for slug, register in REGISTERS.items():
        if register.model._default_manager.filter(project=project).exists():
            continue
        rows = []
        for values in (_values(project, one) for one in data.get(slug, [])):
            texts, stamps = _as_in_form(register, values), register.stamps(project)
            rows.append(create(register.model, project, lead, values, texts=texts, **stamps))
        if register.snapshots and rows:
            take(register, project, rows, lead, "Ved oppstart")


def _values(project: Project, data: dict[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    values = {_COUNTED.get(name, name): value for name, value in data.items()}
    for name, column in _COUNTED.items():
        if name in data:
            values[column] = today + timedelta(days=data[name])
    for name, (model, column) in _NAMED.items():
        if name in values:
            values[name] = model._default_manager.get(project=project, **{column: values[name]})
    return values


def _as_in_form(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    return dict(register.form.fields_of(register.model(**values)))
