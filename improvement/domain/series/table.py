"""Lines to cells: which mark stands between the cells, and which column is what."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from improvement.domain.series.dates import read_date, take_date, tidy
from improvement.domain.series.numbers import is_missing, read_fraction, read_number


class Layout(StrEnum):
    """What the columns are."""

    AUTO = "auto"
    DATE_VALUE = "date_value"
    VALUE_ONLY = "value_only"
    DATE_FRACTION = "date_fraction"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its number from 1, as written, and its cells."""

    number: int
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines with the columns that matter. ``date_at`` is None for a column of values."""

    lines: tuple[Line, ...]
    header: tuple[str, ...]
    layout: Layout
    date_at: int | None
    value_at: int
    denominator_at: int | None
    comma_ambiguous: bool = False


_DENOMINATOR = re.compile(r"nevner|nemnar|denominator|total|^(?:av|of|n)$", re.IGNORECASE)
_MODES = ("\t", ";", "date", ",")


def numbered(text: str) -> list[tuple[int, str]]:
    """The lines with their numbers, without the ``sep=;`` that spreadsheets write first."""
    lines = list(enumerate(text.removeprefix("\ufeff").splitlines(), 1))
    return [line for line in lines if not (line[0] == 1 and re.fullmatch(r"sep=.", line[1].strip()))]


def make_table(lines: Sequence[tuple[int, str]], layout: Layout) -> Table:
    """The most sensible reading of ``lines`` for ``layout``."""
    if layout is Layout.VALUE_ONLY:
        return _values(lines)
    full = [line for line in lines if tidy(line[1]).strip(";,")]
    best: tuple[int, str, list[Line]] = (0, "date", _cells(full, "date"))
    for mode in _MODES:
        made = _turned(_cells(full, mode))
        good = _good(made)
        if good > best[0] or (
            mode == "," and layout is Layout.DATE_FRACTION and best[1] == "date" and good and good >= best[0]
        ):
            best = (good, mode, made)
    good, mode, made = best
    if layout is Layout.AUTO and _values_good(lines) > good:
        return _values(lines)
    return _dated(made, layout, mode, full)


def _split(text: str, mode: str) -> tuple[str, ...]:
    if mode == "date":
        taken = take_date(text)
        if taken is None:
            return (text,)
        return (taken[1], taken[2].strip().lstrip(",;:|").strip())
    try:
        (cells,) = csv.reader([text], delimiter=mode, skipinitialspace=mode != "\t")
    except (csv.Error, ValueError):
        cells = text.split(mode)
    while len(cells) > 1 and not tidy(cells[-1]):
        cells.pop()
    return tuple(cells)


def _cells(lines: Sequence[tuple[int, str]], mode: str) -> list[Line]:
    return [Line(number, text, _split(text, mode)) for number, text in lines]


def _turned(lines: list[Line]) -> list[Line]:
    """A series that lies on its side (dates in one row, values in the next) stood up."""
    width = len(lines[0].cells) if lines else 0
    if len(lines) not in {2, 3} or width < 4 or any(len(line.cells) != width for line in lines):
        return lines
    if sum(read_date(cell) is not None for cell in lines[0].cells) < width - 1:
        return lines
    columns = zip(*(line.cells for line in lines), strict=True)
    return [Line(number, "\t".join(cells), tuple(cells)) for number, cells in enumerate(columns, 1)]


def _is_value(cell: str) -> bool:
    return read_number(cell) is not None or read_fraction(cell) is not None


def _date_column(lines: Sequence[Line]) -> int:
    counts = [0] * 6
    for line in lines:
        for at, cell in enumerate(line.cells[:6]):
            counts[at] += read_date(cell) is not None
    return counts.index(max(counts))


def _good(lines: Sequence[Line]) -> int:
    at = _date_column(lines)
    return sum(
        len(line.cells) > max(at, 1)
        and read_date(line.cells[at]) is not None
        and any(_is_value(cell) for i, cell in enumerate(line.cells) if i != at)
        for line in lines
    )


def _values_good(lines: Sequence[tuple[int, str]]) -> int:
    return sum(_is_value(cell) for line in _values(lines).lines for cell in line.cells)


def _values(lines: Sequence[tuple[int, str]]) -> Table:
    """A column of values. A blank line between two values is a missing measurement."""
    rows = list(lines)
    while rows and not tidy(rows[-1][1]):
        rows.pop()
    while rows and not tidy(rows[0][1]):
        rows.pop(0)
    made = [Line(number, text, (text.strip().strip(";"),)) for number, text in rows]
    if len(made) == 1:
        for mode in ("\t", ";"):
            cells = _split(made[0].text, mode)
            if len(cells) > 1:
                made = [Line(number, cell, (cell,)) for number, cell in enumerate(cells, 1)]
    header: tuple[str, ...] = ()
    if len(made) > 1 and not _is_value(made[0].cells[0]) and not is_missing(made[0].cells[0]):
        header, made = (tidy(made[0].text),), made[1:]
    return Table(tuple(made), header, Layout.VALUE_ONLY, None, 0, None)


def _dated(made: list[Line], layout: Layout, mode: str, full: Sequence[tuple[int, str]]) -> Table:
    at = _date_column(made)
    start = 0
    while start < len(made) and not any(
        read_date(cell) is not None or _is_value(cell) or is_missing(cell) for cell in made[start].cells
    ):
        start += 1
    if start == len(made) or start > 3:
        start = 0
    header = _header(full[start - 1][1], mode) if start and len(full) == len(made) else ()
    if start and not header:
        header = tuple(map(tidy, made[start - 1].cells))
    lines = made[start:]
    width = max((len(line.cells) for line in lines), default=1)
    others = [i for i in range(width) if i != at]
    numeric = [
        i for i in others if 2 * sum(len(line.cells) > i and _is_value(line.cells[i]) for line in lines) > len(lines)
    ] or others
    if layout is Layout.DATE_FRACTION and len(numeric) < 2:
        numeric = others
    ambiguous = False
    if layout is not Layout.DATE_VALUE and mode == "date":
        if layout is Layout.DATE_FRACTION or any(_DENOMINATOR.search(name) for name in header[2:]):
            lines = [_apart(line) for line in lines]
            return Table(tuple(lines), header, Layout.DATE_FRACTION, 0, 1, 2)
        ambiguous = _commas(lines)
    if layout is Layout.AUTO:
        layout = Layout.DATE_FRACTION if _is_fraction(lines, header, numeric) else Layout.DATE_VALUE
    value_at = numeric[0] if numeric else (0 if at else 1)
    if layout is Layout.DATE_FRACTION:
        denominator_at = numeric[1] if len(numeric) > 1 else max(value_at, at) + 1
        if len(header) > max(value_at, denominator_at) and _DENOMINATOR.search(header[value_at]):
            value_at, denominator_at = denominator_at, value_at
        return Table(tuple(lines), header, layout, at, value_at, denominator_at)
    return Table(tuple(lines), header, layout, at, value_at, None, ambiguous)


def _header(text: str, mode: str) -> tuple[str, ...]:
    marks = mode if mode in {"\t", ";"} else "\t" if "\t" in text else ";" if ";" in text else ","
    return tuple(tidy(cell) for cell in text.split(marks) if tidy(cell))


def _apart(line: Line) -> Line:
    """Numerator and denominator written after the date with a space, comma or slash between."""
    if len(line.cells) < 2:
        return line
    parts = re.split(r"\s*(?:[,;/]|\bav\b|\bof\b|\s)\s*", line.cells[1].strip())
    return Line(line.number, line.text, (line.cells[0], *parts))


def _commas(lines: Sequence[Line]) -> bool:
    """Whether date,3,12 was written: a decimal comma after a comma."""
    return bool(lines) and all(
        len(line.cells) == 2
        and re.search(r"\d\s*,\s*\d+,\d+\s*$", line.text) is not None
        and re.fullmatch(r"\d+,\d+", line.cells[1]) is not None
        for line in lines
    )


def _is_fraction(lines: Sequence[Line], header: Sequence[str], numeric: Sequence[int]) -> bool:
    if len(numeric) < 2:
        return False
    if any(_DENOMINATOR.search(name) for name in header):
        return True
    pairs = [
        (read_number(line.cells[numeric[0]]), read_number(line.cells[numeric[1]]))
        for line in lines
        if len(line.cells) > numeric[1]
    ]
    known = [(one.value, other.value) for one, other in pairs if one and other]
    return bool(known) and all(0 <= one <= other and one == int(one) for one, other in known)
