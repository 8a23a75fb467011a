"""Comma-separated files that a spreadsheet opens as data and never as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

CONTENT_TYPE = "text/csv; charset=utf-8"

Cell = str | int | float | Decimal | bool | date | datetime | None

# ASVS 5.0, 1.2.10; full-width signs too, since some spreadsheets read them as the plain ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BYTE_ORDER_MARK = "\ufeff"


def guard_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: a leading apostrophe where it could be."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, norwegian_excel: bool = False) -> str:
    """Return a CSV file as text: comma, decimal point, ISO dates.

    With `norwegian_excel` a double click in a Norwegian Excel gives right columns, letters and numbers:
    byte order mark, semicolon, decimal comma. Numbers stay numbers in both, negative ones too. Encode as UTF-8.
    """
    out = io.StringIO()
    if norwegian_excel:
        out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=";" if norwegian_excel else ",", lineterminator="\r\n")
    writer.writerow([guard_cell(name) for name in header])
    for row in rows:
        writer.writerow([_written(cell, norwegian_excel) for cell in row])
    return out.getvalue()


def _written(cell: Cell, decimal_comma: bool) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case int() | float() | Decimal():
            text = _plain_number(cell)
            return text.replace(".", ",") if decimal_comma else text
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date():
            return cell.isoformat()
        case _:
            return guard_cell(cell)


def _plain_number(number: int | float | Decimal) -> str:
    """Return a number without an exponent; what is not finite becomes an empty cell."""
    exact = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    return f"{exact:f}" if exact.is_finite() else ""
