"""Rows pasted into a list from a spreadsheet: each is read by the list's own form, and none is saved unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from improvement.models import Project
from improvement.registers.base import EntryForm, Register
from improvement.services.versions import create
from portal.accounts.models import User

MOST = 500
"""So many lines are read at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A pasted line: where it stood (from 1), its text, the form it was read by, and its cells in the list's order."""

    number: int
    text: str
    form: EntryForm
    cells: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether it can be saved."""
        return self.form.is_valid()


def read(register: Register, project: Project, text: str) -> list[Line]:
    """Read pasted lines: cells between tabs or semicolons, in the order of `register.pasted`; empty lines are nothing.

    A first line with the columns' own names is taken for a heading and left out.
    """
    lines: list[Line] = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip().strip('"').strip() for cell in line.split("\t" if "\t" in line else ";")]
        if any(cells) and not (not lines and _is_heading(register, cells)):
            lines.append(Line(number, line, _form(register, project, cells), tuple(cells)))
    return lines


def add(register: Register, project: Project, lines: Sequence[Line], who: User) -> int:
    """Save the lines that can be saved; return how many. The caller holds the transaction."""
    good = [line.form for line in lines if line.ok]
    for form in good:
        create(
            register.model,
            project,
            who,
            form.changes(),
            texts=form.texts(),
            went_past_guard=form.used_identity_override,
            **register.stamps(project),
        )
    return len(good)


def _is_heading(register: Register, cells: Sequence[str]) -> bool:
    return cells[0].casefold() == str(register.field(register.pasted[0]).label).casefold()


def _form(register: Register, project: Project, cells: Sequence[str]) -> EntryForm:
    data = {}
    for name, cell in zip(register.pasted, cells, strict=False):
        data[name] = _chosen(register.field(name), cell)
    form = register.form(data, project=project)
    surplus = [cell for cell in cells[len(register.pasted) :] if cell]
    if surplus:
        form.add_error(None, _too_many(surplus))
    return form


def _too_many(surplus: Sequence[str]) -> forms.ValidationError:
    return forms.ValidationError(_("There are more columns than the list has: “%(text)s”.") % {"text": surplus[0]})


def _chosen(field: forms.Field, cell: str) -> str:
    """The value behind a choice's name, in any mix of capitals; what is no choice is left for the form to refuse."""
    if not isinstance(field, forms.ChoiceField):
        return cell
    for value, label in field.choices:  # type: ignore[union-attr, misc]
        if cell.casefold() in {str(label).casefold(), str(value).casefold()}:
            return str(value)
    return cell
