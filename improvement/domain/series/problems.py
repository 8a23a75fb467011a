"""What can be wrong with a pasted row, and what comes out of reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from improvement.domain.series.dates import Precision
from improvement.domain.series.gaps import Gap
from improvement.domain.series.table import Layout


class Code(StrEnum):
    """A problem. Errors keep a row out; warnings let it in and want to be seen."""

    NATIONAL_ID = "national_id"  # the row may hold an identity number; its text is not kept
    DATE_MISSING = "date_missing"
    DATE_INVALID = "date_invalid"
    DATE_MONTH_FIRST = "date_month_first"  # 03/14/2025
    DATE_FUTURE = "date_future"
    DATE_TWICE = "date_twice"  # the same date with another value, marked at both; ``line`` is the other one
    VALUE_NOT_A_NUMBER = "value_not_a_number"
    VALUE_TOO_LOW = "value_too_low"
    VALUE_TOO_HIGH = "value_too_high"
    DENOMINATOR_MISSING = "denominator_missing"
    DENOMINATOR_ZERO = "denominator_zero"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator_above_denominator"
    NEGATIVE_COUNT = "negative_count"

    VALUE_MISSING = "value_missing"
    NUMBER_AMBIGUOUS = "number_ambiguous"  # 1,234 or 1.234: read as a decimal
    ROW_REPEATED = "row_repeated"  # same date and value again; left out
    ALREADY_STORED = "already_stored"  # same date and value is stored; left out
    REPLACES_STORED = "replaces_stored"  # another value is stored for the date
    DATE_LONG_AGO = "date_long_ago"
    EXTRA_CELLS = "extra_cells"  # more cells than are used
    FAR_FROM_OTHERS = "far_from_others"  # perhaps a slip of the pen; see ``strays``
    AFTER_GAP = "after_gap"  # dates are missing before this one; ``gap`` says which

    # About the whole text
    NOTHING_FOUND = "nothing_found"
    TOO_MANY_ROWS = "too_many_rows"
    START_MISSING = "start_missing"  # a column of values needs a first date and an interval
    LOOKS_LIKE_FRACTIONS = "looks_like_fractions"  # all from 0 to 1 where per cent is meant
    COMMA_AMBIGUOUS = "comma_ambiguous"  # date,3,12: read as 3,12

    @property
    def blocks(self) -> bool:
        """Whether the row, or for a code about the whole text everything, stays out."""
        return self in _ERRORS


_ERRORS = frozenset(
    {
        Code.NATIONAL_ID,
        Code.DATE_MISSING,
        Code.DATE_INVALID,
        Code.DATE_MONTH_FIRST,
        Code.DATE_FUTURE,
        Code.DATE_TWICE,
        Code.VALUE_NOT_A_NUMBER,
        Code.VALUE_TOO_LOW,
        Code.VALUE_TOO_HIGH,
        Code.DENOMINATOR_MISSING,
        Code.DENOMINATOR_ZERO,
        Code.NUMERATOR_ABOVE_DENOMINATOR,
        Code.NEGATIVE_COUNT,
        Code.NOTHING_FOUND,
        Code.TOO_MANY_ROWS,
        Code.START_MISSING,
    }
)
_LEFT_OUT = frozenset({Code.ROW_REPEATED, Code.ALREADY_STORED})


@dataclass(frozen=True, slots=True)
class Problem:
    """A code, and what it is about where there is something: another line, or the dates that are missing."""

    code: Code
    line: int | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """One row. ``line`` counts from 1 in the text as pasted; ``text`` is the row as written.

    ``value`` is what a chart plots: the number, or multiply x numerator / denominator, unrounded.
    """

    line: int
    text: str
    day: date | None = None
    precision: Precision | None = None
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes of its problems."""
        return tuple(problem.code for problem in self.problems)

    @property
    def has_error(self) -> bool:
        """Whether something keeps the row out."""
        return any(code.blocks for code in self.codes)

    @property
    def is_used(self) -> bool:
        """Whether the row would be saved: no error, and not there already."""
        return not self.has_error and not _LEFT_OUT.intersection(self.codes)


@dataclass(frozen=True, slots=True)
class ParsedSeries:
    """Everything that was read, for a preview; nothing is decided here."""

    rows: tuple[ParsedRow, ...]
    problems: tuple[Problem, ...]
    layout: Layout | None
    header: tuple[str, ...]
    decimal_mark: str | None

    @property
    def used(self) -> tuple[ParsedRow, ...]:
        """The rows that would be saved, in date order."""
        return tuple(sorted((row for row in self.rows if row.is_used), key=lambda row: row.day or date.min))

    @property
    def n_figures(self) -> int:
        """Rows with a value that would be saved."""
        return sum(row.value is not None for row in self.used)

    @property
    def n_missing(self) -> int:
        """Rows that would be saved as a day without a value."""
        return len(self.used) - self.n_figures

    @property
    def n_errors(self) -> int:
        """Rows that something keeps out."""
        return sum(row.has_error for row in self.rows)

    @property
    def n_warnings(self) -> int:
        """Rows with a warning and no error."""
        return sum(bool(row.problems) and not row.has_error for row in self.rows)

    @property
    def n_gaps(self) -> int:
        """Rows that could be saved and come after missing dates."""
        return sum(Code.AFTER_GAP in row.codes for row in self.rows)

    @property
    def first_day(self) -> date | None:
        """The earliest date that would be saved."""
        used = self.used
        return used[0].day if used else None

    @property
    def last_day(self) -> date | None:
        """The latest date that would be saved."""
        used = self.used
        return used[-1].day if used else None

    @property
    def can_save(self) -> bool:
        """Whether there is something to save and nothing wrong with the text as a whole."""
        return any(row.is_used for row in self.rows) and not any(p.code.blocks for p in self.problems)

    @property
    def is_clean(self) -> bool:
        """Whether it can be saved without a single error."""
        return self.can_save and self.n_errors == 0


class Interval(StrEnum):
    """How far apart the values of a column without dates are."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Rules:
    """How to read and what to allow.

    ``minimum`` and ``maximum`` bound the values (0 and 100 for per cent). ``proportion``: a numerator is a part
    of its denominator. ``multiply`` makes the plotted value of a fraction (100 for per cent). ``start`` and
    ``interval`` date a column of values. ``stored`` are the measurements that exist.
    """

    today: date
    is_national_id: Callable[[str], bool]
    layout: Layout = Layout.AUTO
    start: date | None = None
    interval: Interval = Interval.WEEKLY
    minimum: float | None = None
    maximum: float | None = None
    proportion: bool = True
    multiply: float = 100.0
    stored: Mapping[date, float | None] = field(default_factory=dict)
    max_rows: int = 2000
