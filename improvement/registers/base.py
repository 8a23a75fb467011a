"""What a list of a project is: its rows, its form, the sub-steps where it helps, and the ways to look at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from improvement.forms.base import WorkspaceForm
from improvement.models.entries import Entry

Words = Promise | str
Rows = Sequence[Any]


class EntryForm(WorkspaceForm):
    """A form over one row of a list."""

    def __init__(self, *args: Any, project: Any = None, **kwargs: Any) -> None:
        self.project = project
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Look:
    """A way to look at the rows beside the plain list: its word in the address, its name, its part, what that needs."""

    key: str
    title: Words
    template: str
    context: Callable[[Rows], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Register:
    """A list that a project keeps.

    `columns` and `pasted` name fields of the form: what the list shows, and the order of columns in pasted lines (none:
    nothing can be pasted). `grouped_by` names a field with choices under whose names the rows stand. `warnings` says
    what is missing or has aged, of the rows in use on a day. `snapshots`: whether a day's list can be kept.
    """

    model: type[Entry]
    form: type[EntryForm]
    title: Words
    lead: Words
    empty: Words
    add: Words
    sub_steps: tuple[str, ...]
    columns: tuple[str, ...]
    grouped_by: str = ""
    pasted: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    snapshots: bool = False
    warnings: Callable[[Rows, date], list[str]] = field(default=lambda _rows, _today: [])

    @property
    def slug(self) -> str:
        """The list's word in addresses, and its name in snapshots."""
        return self.model.slug

    def field(self, name: str) -> Any:
        """The form's field of that name."""
        return self.form.base_fields[name]

    def look(self, key: str) -> Look | None:
        """The look of that word; None for the plain list and for words that are nothing."""
        return next((each for each in self.looks if each.key == key), None)
