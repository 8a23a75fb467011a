"""A list of the project as a page: its columns, its groups, what is missing, and how it stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst

from improvement.forms.base import is_written
from improvement.models import Project, Snapshot
from improvement.presenters.process import phase_title
from improvement.presenters.values import shown
from improvement.registers import REGISTERS, Register
from improvement.services.process import template_of
from improvement.services.snapshots import Compared, compare


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column of a row. `written`: somebody's own words, in the project's language."""

    label: str
    text: str
    written: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: its name with the address, and the other columns."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; the heading is empty where the list has no groups."""

    title: str
    lines: tuple[Line, ...]


def rows_in_use(register: Register, project: Project) -> QuerySet[Any]:
    """The rows that are not laid aside, in the order in which they were written."""
    rows = register.model._default_manager.filter(project=project, archived_at=None)
    return rows.select_related(*register.related).order_by("pk")


def page_of(register: Register, project: Project, today: date) -> dict[str, Any]:
    """What the list's page shows."""
    rows = list(rows_in_use(register, project))
    if register.order is not None:
        rows.sort(key=register.order)
    return {
        "rows": rows,
        "columns": [str(register.field(name).label) for name in register.columns],
        "groups": _groups(register, rows),
        "warnings": register.warnings(project, rows, today),
        "laid_aside_rows": list(
            register.model._default_manager.filter(project=project).exclude(archived_at=None).order_by("-archived_at")
        ),
    }


def _groups(register: Register, rows: Sequence[Any]) -> list[Group]:
    if not register.grouped_by:
        return [Group("", tuple(_line(register, row) for row in rows))] if rows else []
    choices = [(value, label) for value, label in register.field(register.grouped_by).choices if value != ""]
    choices.append(("", dict(register.field(register.grouped_by).choices).get("", "")))
    found = []
    for value, label in choices:
        inside = tuple(_line(register, row) for row in rows if getattr(row, register.grouped_by) == value)
        if inside:
            found.append(Group(capfirst(str(label)), inside))
    return found


def _line(register: Register, row: Any) -> Line:
    first, *rest = register.columns
    name = shown(register.field(first), getattr(row, first, "")) or str(row)
    return Line(name, row.get_absolute_url(), tuple(_cell(register, row, each) for each in rest))


def _cell(register: Register, row: Any, name: str) -> Cell:
    field = register.field(name)
    held = getattr(row, name) if hasattr(row, name) else register.form.fields_of(row).get(name)
    return Cell(str(field.label), shown(field, held), is_written(field))


def read_of(register: Register, row: Any) -> list[Cell]:
    """What every field of a row says, for those who only read."""
    return [_cell(register, row, name) for name in register.form.text_names()]


def table_of(register: Register, project: Project) -> tuple[list[str], list[list[str]]]:
    """Heading and rows of the whole list, every field of its form, for a spreadsheet."""
    names = register.form.text_names()
    fields = [register.field(name) for name in names]
    rows = rows_in_use(register, project)
    lines = [[shown(field, getattr(row, name)) for name, field in zip(names, fields, strict=True)] for row in rows]
    return [str(field.label) for field in fields], lines


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that has changed since a snapshot, in words."""

    label: str
    before: str
    now: str


def compared_with(register: Register, snapshot: Snapshot, rows: Sequence[Any]) -> dict[str, Any]:
    """What a list has become since a snapshot, in words."""
    found: Compared = compare(register, snapshot, rows)
    first = register.field(register.columns[0])
    return {
        "new": found.new,
        "same": found.same,
        "gone": [shown(first, values.get(register.columns[0])) for values in found.gone],
        "moved": [
            {
                "row": each.row,
                "fields": [
                    Difference(
                        str(register.field(name).label),
                        shown(register.field(name), before),
                        shown(register.field(name), now),
                    )
                    for name, (before, now) in each.fields.items()
                ],
            }
            for each in found.moved
        ],
    }


def counts_of(project: Project) -> dict[str, int]:
    """How many rows in use each list has, by its word, in one query."""
    questions = {
        f"n_{at}": Coalesce(
            Subquery(
                register.model._default_manager.filter(project=OuterRef("pk"), archived_at=None)
                .order_by()
                .values("project")
                .annotate(n=Count("pk"))
                .values("n"),
                output_field=IntegerField(),
            ),
            0,
        )
        for at, register in enumerate(REGISTERS.values())
    }
    found = Project.objects.filter(pk=project.pk).order_by().annotate(**questions).values(*questions).get()
    return {slug: found[f"n_{at}"] for at, slug in enumerate(REGISTERS)}


def doors_of(project: Project, step_key: str) -> list[dict[str, Any]]:
    """The lists of a sub-step as links: title, address, how many rows."""
    counts = counts_of(project)
    return [_door(each, project, counts) for each in REGISTERS.values() if step_key in each.sub_steps]


def doors_by_phase(project: Project) -> list[dict[str, Any]]:
    """All lists as links, under the phase in which a project meets each first."""
    counts, found = counts_of(project), []
    for phase in template_of(project).phases:
        doors = [_door(each, project, counts) for each in REGISTERS.values() if _first_phase(each) == phase.key]
        if doors:
            found.append({"title": phase_title(phase.key), "doors": doors})
    return found


def _door(register: Register, project: Project, counts: dict[str, int]) -> dict[str, Any]:
    return {"title": register.title, "url": address_of(register, project), "number": counts[register.slug]}


def _first_phase(register: Register) -> str:
    return register.sub_steps[0].partition(".")[0]


def address_of(register: Register, project: Project) -> str:
    """The address of a list."""
    return reverse("improvement:register", args=[project.pk, register.slug])
