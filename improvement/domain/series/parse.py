"""Reads a whole pasted text into rows with problems. Nothing is saved here, and nothing is guessed in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import quantiles

from improvement.domain.series.dates import Precision, months_later, read_date, tidy
from improvement.domain.series.gaps import gaps_before
from improvement.domain.series.numbers import decimal_mark, is_missing, read_fraction, read_number
from improvement.domain.series.problems import Code, Interval, ParsedRow, ParsedSeries, Problem, Rules
from improvement.domain.series.table import Layout, Line, Table, make_table, numbered

_LONG_AGO = timedelta(days=30 * 366)
_SHOWN = 200  # characters of a row that are kept for the preview


def parse_series(text: str, rules: Rules) -> ParsedSeries:
    """Read ``text`` by ``rules``. Every line that is not blank and not a header comes back as a row.

    A row that may hold an identity number is returned without its text, so that it is never shown or stored.
    """
    lines = numbered(text)
    barred = {number for number, line in lines if rules.is_national_id(line)}
    # A barred line keeps its place, for the dates of a column of values; its text goes no further.
    lines = [(number, "?" if number in barred else line) for number, line in lines]
    table = make_table(lines, rules.layout)
    if not any(tidy(line.text) for line in table.lines):
        return ParsedSeries((), (Problem(Code.NOTHING_FOUND),), None, table.header, None)
    if len(table.lines) > rules.max_rows:
        return ParsedSeries((), (Problem(Code.TOO_MANY_ROWS),), table.layout, table.header, None)
    used = [table.value_at] if table.denominator_at is None else [table.value_at, table.denominator_at]
    mark = decimal_mark(line.cells[i] for line in table.lines for i in used if i < len(line.cells))
    rows = [
        ParsedRow(line.number, "", problems=(Problem(Code.NATIONAL_ID),))
        if line.number in barred and line.text == "?"
        else _row(line, position, table, mark, rules)
        for position, line in enumerate(table.lines)
    ]
    told = {row.line for row in rows if Code.NATIONAL_ID in row.codes}
    rows += [ParsedRow(number, "", problems=(Problem(Code.NATIONAL_ID),)) for number in barred - told]
    rows = _after_gaps(_compared(sorted(rows, key=lambda row: row.line), rules), rules)
    return ParsedSeries(tuple(rows), _about_all(rows, table, rules), table.layout, table.header, mark)


def step(start: date, interval: Interval, times: int) -> date:
    """``start`` moved by ``times`` intervals; in a month without the day: its last day."""
    if interval is Interval.MONTHLY:
        return months_later(start, times)
    return start + timedelta(days=times * (7 if interval is Interval.WEEKLY else 1))


def _row(line: Line, position: int, table: Table, mark: str | None, rules: Rules) -> ParsedRow:
    problems: list[Problem] = []
    row = ParsedRow(line.number, tidy(line.text.replace("\t", " "))[:_SHOWN])
    row = _with_date(row, line, position, table, rules, problems)
    row = _with_value(row, line, table, mark, rules, problems)
    if row.value is not None:
        if rules.minimum is not None and row.value < rules.minimum:
            problems.append(Problem(Code.VALUE_TOO_LOW))
        if rules.maximum is not None and row.value > rules.maximum and not _has(problems, _PARTS):
            problems.append(Problem(Code.VALUE_TOO_HIGH))
    last = max(i for i in (table.date_at, table.value_at, table.denominator_at) if i is not None)
    if any(tidy(cell) for cell in line.cells[last + 1 :]):
        problems.append(Problem(Code.EXTRA_CELLS))
    return replace(row, problems=tuple(problems))


_PARTS = Code.NUMERATOR_ABOVE_DENOMINATOR


def _has(problems: Sequence[Problem], code: Code) -> bool:
    return any(problem.code is code for problem in problems)


def _with_date(
    row: ParsedRow, line: Line, position: int, table: Table, rules: Rules, problems: list[Problem]
) -> ParsedRow:
    if table.date_at is None:
        if rules.start is None:
            return row
        try:
            day = step(rules.start, rules.interval, position)
        except (ValueError, OverflowError):
            problems.append(Problem(Code.DATE_FUTURE))
            return row
        precision = Precision.DAY
    else:
        cell = line.cells[table.date_at] if table.date_at < len(line.cells) else ""
        reading = read_date(cell)
        if reading is None:
            missing = is_missing(cell) or (read_number(cell) is not None and len(line.cells) == 1)
            problems.append(Problem(Code.DATE_MISSING if missing else Code.DATE_INVALID))
            return row
        if reading.day is None:
            month_first = reading.problem == "month_first"
            problems.append(Problem(Code.DATE_MONTH_FIRST if month_first else Code.DATE_INVALID))
            return row
        day, precision = reading.day, reading.precision
    if day > rules.today:
        problems.append(Problem(Code.DATE_FUTURE))
    elif rules.today - day > _LONG_AGO:
        problems.append(Problem(Code.DATE_LONG_AGO))
    return replace(row, day=day, precision=precision)


def _with_value(
    row: ParsedRow, line: Line, table: Table, mark: str | None, rules: Rules, problems: list[Problem]
) -> ParsedRow:
    cell = line.cells[table.value_at] if table.value_at < len(line.cells) else ""
    below = ""
    if table.denominator_at is not None:
        below = line.cells[table.denominator_at] if table.denominator_at < len(line.cells) else ""
    if table.denominator_at is None or not tidy(below):
        pair = read_fraction(cell)
        if pair is not None:
            return _fraction(row, pair[0], pair[1], rules, problems)
    if is_missing(cell):
        problems.append(Problem(Code.VALUE_MISSING))
        return row
    number = read_number(cell, mark)
    if number is None:
        problems.append(Problem(Code.VALUE_NOT_A_NUMBER))
        return row
    if number.ambiguous:
        problems.append(Problem(Code.NUMBER_AMBIGUOUS))
    if table.denominator_at is None:
        return replace(row, value=number.value)
    if is_missing(below):
        problems.append(Problem(Code.DENOMINATOR_MISSING))
        return replace(row, numerator=number.value)
    under = read_number(below, mark)
    if under is None:
        problems.append(Problem(Code.VALUE_NOT_A_NUMBER))
        return replace(row, numerator=number.value)
    return _fraction(row, number.value, under.value, rules, problems)


def _fraction(row: ParsedRow, numerator: float, denominator: float, rules: Rules, problems: list[Problem]) -> ParsedRow:
    row = replace(row, numerator=numerator, denominator=denominator)
    if numerator < 0 or denominator < 0:
        problems.append(Problem(Code.NEGATIVE_COUNT))
        return row
    if denominator == 0:
        # Nobody to ask is a missing measurement; somebody among nobody is a mistake.
        problems.append(Problem(Code.DENOMINATOR_ZERO if numerator else Code.VALUE_MISSING))
        return row
    if rules.proportion and numerator > denominator:
        problems.append(Problem(Code.NUMERATOR_ABOVE_DENOMINATOR))
    return replace(row, value=rules.multiply * numerator / denominator)


def _compared(rows: Sequence[ParsedRow], rules: Rules) -> list[ParsedRow]:
    """Rows held against each other and against what is stored."""
    days: dict[date, list[ParsedRow]] = defaultdict(list)
    for row in rows:
        if row.day is not None and not row.has_error:
            days[row.day].append(row)
    far = strays([*(row.value for row in rows if not row.has_error), *rules.stored.values()])
    out = []
    for row in rows:
        extra = []
        if row.day is not None and not row.has_error:
            extra += _against(row, days[row.day], rules)
        if row.value in far and not row.has_error:
            extra.append(Problem(Code.FAR_FROM_OTHERS))
        out.append(_without_untrue(replace(row, problems=(*row.problems, *extra))))
    return out


def _without_untrue(row: ParsedRow) -> ParsedRow:
    """A row that is left out is not saved as a missing measurement, so nothing says that it is."""
    if row.is_used:
        return row
    return replace(row, problems=tuple(each for each in row.problems if each.code is not Code.VALUE_MISSING))


def _against(row: ParsedRow, same_day: Sequence[ParsedRow], rules: Rules) -> list[Problem]:
    """A row against the others of its day: two values for one day are for a person to choose between."""
    other = next((one for one in same_day if one.value != row.value), None)
    if other is not None:
        return [Problem(Code.DATE_TWICE, other.line)]
    if same_day[0].line != row.line:
        return [Problem(Code.ROW_REPEATED, same_day[0].line)]
    if row.day is not None and row.day in rules.stored:
        return [Problem(Code.ALREADY_STORED if rules.stored[row.day] == row.value else Code.REPLACES_STORED)]
    return []


#: Dates that are hardly the right ones say nothing of the days between.
_DOUBTFUL = frozenset({Code.DATE_FUTURE, Code.DATE_LONG_AGO})


def _after_gaps(rows: Sequence[ParsedRow], rules: Rules) -> list[ParsedRow]:
    """Rows after a gap in the dates of these rows and the stored ones; a day counts though its figure is wrong."""
    days = {row.day for row in rows if row.day is not None and not _DOUBTFUL.intersection(row.codes)}
    gaps = dict(gaps_before(days | set(rules.stored)))
    out = []
    for row in rows:
        gap = gaps.pop(row.day, None) if row.day is not None and not row.has_error else None
        out.append(row if gap is None else replace(row, problems=(*row.problems, Problem(Code.AFTER_GAP, gap=gap))))
    return out


#: Quartiles of fewer values say little.
_STRAYS_FROM = 6


def strays(values: Iterable[float | None]) -> set[float]:
    """The values that lie far from the others: beyond three times the middle half's width from its ends.

    It is Tukey's fence for what is «far out» (Exploratory Data Analysis, 1977). In an even series hardly a real value
    passes it, while a lost decimal comma does. None below six values, and where half of them or more are equal.
    """
    known = [value for value in values if value is not None]
    if len(known) < _STRAYS_FROM:
        return set()
    low, _middle, high = quantiles(known, n=4, method="inclusive")
    room = 3 * (high - low)
    return {value for value in known if value < low - room or value > high + room} if room else set()


def _about_all(rows: Sequence[ParsedRow], table: Table, rules: Rules) -> tuple[Problem, ...]:
    problems = []
    if table.layout is Layout.VALUE_ONLY and rules.start is None:
        problems.append(Problem(Code.START_MISSING))
    if table.comma_ambiguous:
        problems.append(Problem(Code.COMMA_AMBIGUOUS))
    values = [row.value for row in rows if row.value is not None and row.denominator is None]
    if rules.maximum == 100 and len(values) > 1 and all(0 <= v <= 1 for v in values) and any(v % 1 for v in values):
        problems.append(Problem(Code.LOOKS_LIKE_FRACTIONS))
    return tuple(problems)
