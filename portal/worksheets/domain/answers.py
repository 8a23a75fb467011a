"""What may be answered. Values are plain (they are stored as JSON): text, number, date as ISO text, ids, rows.

    text, person   str                       number   int or float
    choice, levels the option's id           date     "2026-11-22"
    choices        list of ids               check    True (not ticked: no answer)
    scale          int                       table    list of {"id": row id, "cells": {column id: value}}

An empty answer is None, whatever the kind. Problems carry codes; sentences are made by presenters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.worksheets.domain.form import Column, Form, Kind, Option, Part

SHORT, LONG, MOST_ROWS = 200, 5_000, 100
"""Characters in a short and in a long text, and rows of a table that people make."""

Answers = Mapping[str, Any]
Value = Any


@dataclass(frozen=True, slots=True)
class Mistake(Exception):
    """Why an answer was not taken: `code`, the `limit` it broke, and in a table the row (from 1) and the column."""

    code: str
    limit: float | None = None
    row: int | None = None
    column: str | None = None


def clean(part: Part, typed: Value) -> Value:
    """Return the answer as it is stored, None if it is empty. Raises Mistake.

    `typed` is text as it comes from a form (lists of text for several choices), or a value already clean.
    """
    if part.kind is Kind.TABLE:
        return _table(part, typed)
    if part.kind is Kind.CHOICES:
        return _choices(part, typed)
    return _single(part.kind, typed, part.options, part)


def _single(kind: Kind, typed: Value, options: Sequence[Option], part: Part | None = None) -> Value:
    if kind is Kind.CHECK:
        return True if typed in (True, "on", "true", "1", "True") else None
    text = str(typed if typed is not None else "").replace("\r\n", "\n").strip()
    if not text:
        return None
    if kind in (Kind.TEXT, Kind.PERSON):
        return _text(text, LONG if part is not None and part.long else SHORT)
    if kind in (Kind.CHOICE, Kind.LEVELS):
        return _known(text, options)
    if kind is Kind.DATE:
        return _date(text)
    number = number_in(text)
    low, high = (part.low, part.high) if part is not None else (None, None)
    if low is not None and number < low:
        raise Mistake("too_low", low)
    if high is not None and number > high:
        raise Mistake("too_high", high)
    if kind is Kind.SCALE and number != int(number):
        raise Mistake("not_whole")
    return number


def _text(text: str, most: int) -> str:
    if len(text) > most:
        raise Mistake("too_long", most)
    return text


def _known(key: str, options: Sequence[Option]) -> str:
    if all(option.id != key for option in options):
        raise Mistake("not_an_option")
    return key


def _choices(part: Part, typed: Value) -> list[str] | None:
    wanted = {_known(str(key), part.options) for key in (typed or ()) if str(key)}
    if part.most is not None and len(wanted) > part.most:
        raise Mistake("too_many", part.most)
    return [option.id for option in part.options if option.id in wanted] or None


def number_in(text: str) -> float | int:
    """Take a number with a decimal comma or point and with spaces between thousands."""
    plain = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace(",", ".").replace("−", "-")
    try:
        number = float(plain)
    except ValueError:
        raise Mistake("not_a_number") from None
    if not math.isfinite(number):
        raise Mistake("not_a_number")
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def _date(text: str) -> str:
    """Take a date as browsers send it (2026-11-22) or as people write it (22.11.2026)."""
    try:
        if "." in text:
            day, month, year = (int(piece) for piece in text.split("."))
            return date(year, month, day).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Mistake("not_a_date") from None


def _table(part: Part, typed: Value) -> list[dict[str, Any]] | None:
    rows = [_row(part.columns, row, number) for number, row in enumerate(typed or (), start=1)]
    if part.rows:
        known = {row.id for row in part.rows}
        rows = [row for row in rows if row["id"] in known]
    if len(rows) > MOST_ROWS:
        raise Mistake("too_many_rows", MOST_ROWS)
    return [row for row in rows if row["cells"]] or None


def _row(columns: Sequence[Column], typed: Mapping[str, Any], number: int) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for column in columns:
        try:
            value = _cell(column, (typed.get("cells") or {}).get(column.id))
        except Mistake as mistake:
            raise Mistake(mistake.code, mistake.limit, number, column.id) from None
        if value is not None:
            cells[column.id] = value
    return {"id": str(typed.get("id") or number)[:36], "cells": cells}


def _cell(column: Column, typed: Value) -> Value:
    if column.kind is Kind.TEXT:
        text = str(typed if typed is not None else "").replace("\r\n", "\n").strip()
        return _text(text, LONG) if text else None
    return _single(column.kind, typed, column.options)


def missing(form: Form, answers: Answers, shown: frozenset[str]) -> list[str]:
    """Return the ids of required questions that are shown and have no answer, in order."""
    return [part.id for part in form.questions if part.required and part.id in shown and answers.get(part.id) is None]
