"""An answer in words, for pages that are read and for documents."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from portal.worksheets.domain.answers import Value
from portal.worksheets.domain.form import Column, Kind, Part, said


def in_words(part: Part, value: Value, comment: str = "", language: str = "nb") -> str:
    """Return the answer as one would say it, a table row by row; a dash for nothing."""
    told = _told(part, value, language)
    return f"{told}\n{comment}" if comment else told


def cell_words(column: Column, value: Value, language: str) -> str:
    """Return what stands in a cell; nothing for an empty one."""
    if value is None or value == "":
        return ""
    if column.kind is Kind.CHOICE:
        return next((said(each.texts, language) for each in column.options if each.id == value), "")
    return _plain(column.kind, value)


def _told(part: Part, value: Value, language: str) -> str:
    if value is None or value == []:
        return _("not ticked") if part.kind is Kind.CHECK else "–"
    if part.kind in (Kind.CHOICE, Kind.LEVELS):
        option = part.option(str(value))
        return said(option.texts, language) if option else "–"
    if part.kind is Kind.CHOICES:
        return ", ".join(said(option.texts, language) for option in part.options if option.id in value)
    if part.kind is Kind.TABLE:
        return "\n".join(row_words(part, row, language) for row in value)
    return _plain(part.kind, value)


def _plain(kind: Kind, value: Value) -> str:
    if kind is Kind.CHECK:
        return _("ticked")
    if kind is Kind.DATE:
        try:
            return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
        except ValueError:
            return str(value)
    if kind in (Kind.NUMBER, Kind.SCALE):
        try:
            return str(number_format(value))
        except (TypeError, ValueError):
            return str(value)
    return str(value)


def row_words(part: Part, row: dict[str, object], language: str) -> str:
    """Return a row of a table in one line: its name, and what stands in its cells."""
    named = next((said(each.texts, language) for each in part.rows if each.id == row["id"]), "")
    cells = row.get("cells") or {}
    assert isinstance(cells, dict)  # noqa: S101 - the domain stores it so; tells the type checker
    told = [cell_words(column, cells.get(column.id), language) for column in part.columns]
    return " · ".join(each for each in (named, *told) if each)
