"""*Mine data*: what we hold about a person, handed out as they ask, and erased or anonymised when they leave.

Each room says what it holds: `register_exporter` for the copy, `register_eraser` for what happens when the account is
deleted, `register_concern` for what the person should know first (a project that would stand without a lead). Rooms
register from their AppConfig.ready(). docs/data-classes.md is the table of data classes in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from portal.accounts.models import User

Words = str | Promise
Exporter = Callable[["User"], dict[str, Any]]
Eraser = Callable[["User"], None]
Concern = Callable[["User"], list[str]]


@dataclass(frozen=True, slots=True)
class DataClass:
    """One line of «this happens to …»: what it is, what becomes of it, and what does it (nothing when it stays)."""

    name: str
    title: Words
    fate: Words
    erase: Eraser | None


_exporters: dict[str, tuple[Words, Exporter]] = {}
_classes: dict[str, DataClass] = {}
_concerns: list[Concern] = []


def register_exporter(name: str, export: Exporter, title: Words = "") -> None:
    """Add a part to the copy people can ask for: `export(user)` returns what JSON can hold. A name is used once."""
    _exporters[name] = (title or name, export)


def register_eraser(name: str, erase: Eraser | None, *, title: Words, fate: Words) -> None:
    """Say what becomes of a class of data when its person deletes the account, and do it.

    `erase` None means that the data stays as it is; `fate` then says why.
    """
    _classes[name] = DataClass(name, title, fate, erase)


def register_concern(concern: Concern) -> None:
    """Add something to be told before deleting; `concern(user)` returns sentences, none when all is well."""
    if concern not in _concerns:
        _concerns.append(concern)


def exporters() -> dict[str, tuple[Words, Exporter]]:
    """All parts of the copy: name to (title, function), in the order they were registered."""
    return dict(_exporters)


def data_classes() -> list[DataClass]:
    """All classes of data, the account itself last: others need the person to find theirs."""
    return sorted(_classes.values(), key=lambda each: each.name == "account")


def concerns(user: User) -> list[str]:
    """Everything the person should know before deleting the account."""
    return [sentence for concern in _concerns for sentence in concern(user)]
