"""One question as a screen shows it: its words in the reader's language, and what has been answered."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from portal.worksheets.domain.answers import Value
from portal.worksheets.domain.form import Column, Form, Kind, Option, Part, Texts, said

BLANK_ROWS = 2
"""Empty rows that wait at the end of a table which people make themselves."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it stands on the screen."""

    key: str
    label: str
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `name` is that of its control."""

    name: str
    kind: str
    label: str
    value: Any
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `label` where the editor has named it."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A question, or a text to read, ready for its template. `error` is what was wrong with what was typed."""

    id: str
    kind: str
    label: str
    help: str
    value: Any = None
    choices: tuple[Choice, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    low: float | None = None
    high: float | None = None
    low_text: str = ""
    high_text: str = ""
    most: int | None = None
    long: bool = False
    required: bool = False
    own_rows: bool = False
    with_comment: bool = False
    comment: str = ""
    version: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""
    when: str = ""
    hidden: bool = False
    error: str = ""
    number: int = 0


def present(part: Part, value: Value = None, **more: Any) -> Shown:
    """Return one part for the screen. `value` is what is stored, or what was typed and is not right yet."""
    language = get_language() or "nb"
    return Shown(
        id=part.id,
        kind=part.kind.value,
        label=said(part.texts, language),
        help=said(part.help, language),
        value=_standing(part, value),
        choices=_choices(part, value, language),
        columns=tuple(said(column.texts, language) for column in part.columns),
        rows=table_rows(part, value, language) if part.kind is Kind.TABLE else (),
        low=part.low,
        high=part.high,
        low_text=said(part.low_texts, language),
        high_text=said(part.high_texts, language),
        most=part.most,
        long=part.long,
        required=part.required,
        own_rows=part.kind is Kind.TABLE and not part.rows,
        with_comment=part.comment,
        when=when(part),
        **more,
    )


def numbered(form: Form) -> list[tuple[Part, int]]:
    """Return the parts with the numbers of the questions; what is only read has 0."""
    number, found = 0, []
    for part in form.parts:
        number += part.answered
        found.append((part, number if part.answered else 0))
    return found


def when(part: Part) -> str:
    """Return the conditions as the page's script reads them; empty for a part that always shows."""
    if not part.shown_when:
        return ""
    return json.dumps([{"part": each.part, "any": sorted(each.any_of)} for each in part.shown_when])


def _standing(part: Part, value: Value) -> Any:
    if part.kind in (Kind.CHOICES, Kind.TABLE):
        return value or []
    if part.kind is Kind.SCALE and value is not None:
        return str(value)
    return "" if value is None else value


def _choices(part: Part, value: Value, language: str) -> tuple[Choice, ...]:
    if part.kind is Kind.SCALE:
        steps = range(int(part.low or 0), int(part.high or 0) + 1)
        return tuple(Choice(str(step), str(step), str(step) == str(value)) for step in steps)
    return options(part.options, value, language) if part.options else ()


def options(offered: Sequence[Option], value: Value, language: str) -> tuple[Choice, ...]:
    """Return the options with their words, and which are chosen."""
    chosen = set(value) if isinstance(value, list) else {value}
    return tuple(Choice(option.id, said(option.texts, language), option.id in chosen) for option in offered)


def table_rows(part: Part, value: Value, language: str) -> tuple[Row, ...]:
    """Return the rows as they stand: the fixed ones all, else those with something in them and some empty ones."""
    filled = {str(row["id"]): row.get("cells", {}) for row in value or []}
    if part.rows:
        return tuple(_row(part, row.id, row.texts, filled.get(row.id, {}), language) for row in part.rows)
    rows = [_row(part, key, {}, cells, language) for key, cells in filled.items()]
    blanks = [_row(part, new_row_key(), {}, {}, language, blank=True) for _ in range(BLANK_ROWS)]
    return (*rows, *blanks)


def new_row_key() -> str:
    """Draw a key for a row that nobody else will draw."""
    return secrets.token_hex(6)


def _row(part: Part, key: str, label: Texts, cells: dict[str, Any], language: str, blank: bool = False) -> Row:
    shown = tuple(_cell(column, key, cells.get(column.id), language) for column in part.columns)
    return Row(key, said(label, language), shown, blank)


def _cell(column: Column, row: str, value: Value, language: str) -> Cell:
    return Cell(
        name=f"{row}:{column.id}",
        kind=column.kind.value,
        label=said(column.texts, language),
        value="" if value is None else value,
        choices=options(column.options, value, language),
    )
