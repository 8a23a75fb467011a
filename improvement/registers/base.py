"""What a list of a project is: its rows, its form, the sub-steps where it helps, and the ways to look at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from improvement.forms.base import WorkspaceForm, area
from improvement.models import Project
from improvement.models.entries import Entry
from portal.accounts.models import User

Words = Any  # A text, or one that is translated when it is shown.
Rows = Sequence[Any]


Warn = Callable[[Project, Rows, date], list[str]]


def text(label: Words, *, rows: int = 2, most: int = 1000, required: bool = False, **more: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, required=required, max_length=most, widget=area(rows), **more)


def choice(label: Words, choices: Any, *, empty: Words | None = None, **more: Any) -> forms.ChoiceField:
    """One of `choices`, or none yet: «Not decided» unless `empty` says it otherwise."""
    nothing = _("Not decided") if empty is None else empty
    return forms.ChoiceField(label=label, required=False, choices=[("", nothing), *choices], **more)


def degree(label: Words, **more: Any) -> forms.TypedChoiceField:
    """A judgement from 1 to 5, or none yet."""
    names = (_("1, very little"), "2", "3", "4", _("5, very much"))
    choices = [("", _("Not judged")), *enumerate(names, start=1)]
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None, choices=choices, **more)


class EntryForm(WorkspaceForm):
    """A form over one row of a list."""

    def __init__(self, *args: Any, project: Any = None, **kwargs: Any) -> None:
        self.project = project
        super().__init__(*args, **kwargs)

    def texts(self) -> dict[str, Any]:
        """What was sent; what is referred to by its key."""
        return {name: value.pk if isinstance(value, Model) else value for name, value in self.changes().items()}

    def changes(self) -> dict[str, Any]:
        """The columns to write."""
        return super().texts()


@dataclass(frozen=True, slots=True)
class Look:
    """A way to look at the rows beside the plain list: its word in the address, its name, its part, what that needs."""

    key: str
    title: Words
    template: str
    context: Callable[[Rows, User], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Register:
    """A list that a project keeps.

    `columns` and `pasted` name fields of the form: what the list shows, and the order of columns in pasted lines (none:
    nothing can be pasted). `grouped_by` names a field with choices under whose names the rows stand. `warnings` says
    what is missing or has aged, of the rows in use on a day. `snapshots`: whether a day's list can be kept. `order`
    sorts the rows (else as they were written), `stamps` gives columns that are written with every saving beside the
    form's, and `related` names what the columns follow to other tables.
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
    warnings: Warn = field(default=lambda _project, _rows, _today: [])
    order: Callable[[Any], Any] | None = None
    stamps: Callable[[Project], dict[str, Any]] = field(default=lambda _project: {})
    related: tuple[str, ...] = ()

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
