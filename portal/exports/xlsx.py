"""Tables as a workbook that a spreadsheet opens as data, never as formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from portal.exports.typeset import printable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_A_CELL = 32_767
WIDEST, NARROWEST = 60, 10

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a workbook. `formats` says how the numbers of a column are shown, by its index: «0.0»."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    formats: Mapping[int, str] = field(default_factory=dict)


def workbook(title: str, tabs: Sequence[Tab], *, created: datetime | None = None) -> bytes:
    """Return the tabs as an .xlsx. Texts are written as texts, whatever they begin with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(title)
    book.properties.creator = "Varig"
    if created is not None:
        book.properties.created = book.properties.modified = created.replace(tzinfo=None)
    taken: set[str] = set()
    for tab in tabs:
        sheet = book.create_sheet(_name(tab.name, taken))
        for row, values in enumerate([tab.header, *tab.rows], start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row, column)
                _write(cell, value)
                if isinstance(value, float) and column - 1 in tab.formats:
                    cell.number_format = tab.formats[column - 1]
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for column in range(1, len(tab.header) + 1):
            longest = max((len(str(row[column - 1] or "")) for row in [tab.header, *tab.rows]), default=0)
            sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, longest + 2))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: object, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = printable(value)[:MOST_IN_A_CELL]  # type: ignore[attr-defined]
        cell.data_type = "s"  # type: ignore[attr-defined] # a text that begins with = is a text
        cell.alignment = Alignment(wrap_text=True, vertical="top")  # type: ignore[attr-defined]
    else:
        cell.value = value  # type: ignore[attr-defined]


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name that spreadsheets take: at most 31 characters, none of []:*?/\\, not the same twice."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", printable(wanted)).strip()[:31] or "Ark"
    name, number = plain, 2
    while name.casefold() in taken:
        suffix = f" {number}"
        name, number = plain[: 31 - len(suffix)] + suffix, number + 1
    taken.add(name.casefold())
    return name
