"""Problems of pasted rows in words: what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from improvement.domain.series import Code, ParsedRow, ParsedSeries, Problem
from improvement.models import Measure
from improvement.presenters.formats import day, with_unit
from improvement.presenters.gaps import missing

# What is wrong, and how to mend it.
WORDS: dict[Code, tuple[str | Promise, str | Promise]] = {
    Code.NATIONAL_ID: (
        gettext_lazy("The row may hold a national identity number."),
        gettext_lazy("Take it out. Varig stores no such numbers."),
    ),
    Code.DATE_MISSING: (gettext_lazy("The date is missing."), gettext_lazy("Write a date first in the row.")),
    Code.DATE_INVALID: (
        gettext_lazy("This is not a date we can read."),
        gettext_lazy("Write day, month, year: 14.09.2026."),
    ),
    Code.DATE_MONTH_FIRST: (
        gettext_lazy("The month seems to stand before the day."),
        gettext_lazy("Write the day first: 14.03.2026."),
    ),
    Code.DATE_FUTURE: (
        gettext_lazy("The date has not been yet."),
        gettext_lazy("Check the year, or add the figure when the day is over."),
    ),
    Code.DATE_TWICE: (
        gettext_lazy("The same date stands in line %(line)s with another figure."),
        gettext_lazy("Keep the right one and take the other out."),
    ),
    Code.VALUE_NOT_A_NUMBER: (
        gettext_lazy("This is not a number."),
        gettext_lazy("Write only the number: 35 or 35,5."),
    ),
    Code.VALUE_TOO_LOW: (
        gettext_lazy("The figure is too low."),
        gettext_lazy("A share lies between 0 and 100 per cent."),
    ),
    Code.VALUE_TOO_HIGH: (
        gettext_lazy("The figure is too high."),
        gettext_lazy("A share lies between 0 and 100 per cent."),
    ),
    Code.DENOMINATOR_MISSING: (
        gettext_lazy("It does not say out of how many."),
        gettext_lazy("Write both numbers: 14/25."),
    ),
    Code.DENOMINATOR_ZERO: (
        gettext_lazy("Something out of nothing cannot be."),
        gettext_lazy("Check the number below the line."),
    ),
    Code.NUMERATOR_ABOVE_DENOMINATOR: (
        gettext_lazy("The part is larger than the whole."),
        gettext_lazy("Check that the numbers stand in the right order: 14/25."),
    ),
    Code.NEGATIVE_COUNT: (gettext_lazy("A count cannot be below zero."), gettext_lazy("Check the sign.")),
    Code.VALUE_MISSING: (
        gettext_lazy("The figure is missing."),
        gettext_lazy("Saved as a missing measurement: the line has a gap there."),
    ),
    Code.NUMBER_AMBIGUOUS: (
        gettext_lazy("The number can be read in two ways."),
        gettext_lazy("We read the mark as a decimal. Take it out if it stands for thousands."),
    ),
    Code.ROW_REPEATED: (gettext_lazy("The same row as line %(line)s."), gettext_lazy("Counted once.")),
    Code.ALREADY_STORED: (
        gettext_lazy("This measurement is there already."),
        gettext_lazy("Nothing happens with it."),
    ),
    Code.REPLACES_STORED: (
        gettext_lazy("The day has another figure: %(stored)s."),
        gettext_lazy("This row takes its place. Take the row out to keep the old one."),
    ),
    Code.DATE_LONG_AGO: (gettext_lazy("The date is more than thirty years ago."), gettext_lazy("Check the year.")),
    Code.EXTRA_CELLS: (
        gettext_lazy("The row has more columns than we use."),
        gettext_lazy("Check that the right columns were read."),
    ),
    Code.FAR_FROM_OTHERS: (
        gettext_lazy("The figure lies far from the others."),
        gettext_lazy("Check it. If it is right, save it as it is."),
    ),
    Code.AFTER_GAP: (
        "%(missing)s",
        gettext_lazy("Add the row if you have the figure. If nothing was measured, write the date and a dash."),
    ),
    Code.NOTHING_FOUND: (
        gettext_lazy("We found no rows."),
        gettext_lazy("Write or paste at least one date and figure."),
    ),
    Code.TOO_MANY_ROWS: (gettext_lazy("There are too many rows."), gettext_lazy("Add at most 2000 at a time.")),
    Code.START_MISSING: (
        gettext_lazy("The rows hold figures without dates."),
        gettext_lazy("Give the date of the first figure and the time between them, and look again."),
    ),
    Code.LOOKS_LIKE_FRACTIONS: (
        gettext_lazy("All figures lie between 0 and 1."),
        gettext_lazy("If 0,35 means 35 per cent, write 35."),
    ),
    Code.COMMA_AMBIGUOUS: (
        gettext_lazy("Commas stand both between columns and in numbers."),
        gettext_lazy("Check that the figures were read as you meant."),
    ),
}

_ABOUT_DATE = frozenset(
    {Code.DATE_MISSING, Code.DATE_INVALID, Code.DATE_MONTH_FIRST, Code.DATE_FUTURE, Code.DATE_TWICE, Code.DATE_LONG_AGO}
)


@dataclass(frozen=True, slots=True)
class Told:
    """One problem in words."""

    wrong: str
    mend: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the preview."""

    line: int
    text: str
    day: str
    value: str
    problems: tuple[Told, ...]
    # "used", "left_out", "problem", "gap" (used, but dates are missing before it), "undated" (it waits for a date)
    state: str


def tell(problem: Problem, *, stored: str = "") -> Told:
    """A problem in the reader's language."""
    wrong, mend = WORDS[problem.code]
    words = {"line": problem.line, "stored": stored, "missing": missing(problem.gap) if problem.gap else ""}
    return Told(str(wrong) % words, str(mend), problem.code.blocks)


def preview(parsed: ParsedSeries, measure: Measure, stored: dict[str, str]) -> list[PreviewRow]:
    """All rows as read, each with its problems. `stored` gives the present figure of a day (ISO) in words."""
    return [_row(row, measure, stored) for row in parsed.rows]


def _row(row: ParsedRow, measure: Measure, stored: dict[str, str]) -> PreviewRow:
    value = "" if row.has_error else with_unit(row.value, measure)
    if row.value is not None and row.denominator is not None and value:
        value = _("%(value)s (%(part)s of %(whole)s)") % {
            "value": value,
            "part": f"{row.numerator:g}",
            "whole": f"{row.denominator:g}",
        }
    before = stored.get(row.day.isoformat(), "") if row.day else ""
    return PreviewRow(
        line=row.line,
        text=row.text,
        day=day(row.day) if row.day else "",
        value=value,
        problems=tuple(tell(problem, stored=before) for problem in row.problems),
        state=_state(row),
    )


def _state(row: ParsedRow) -> str:
    if row.has_error:
        return "problem"
    if row.day is None:
        return "undated"
    if Code.AFTER_GAP in row.codes:
        return "gap"
    return "used" if row.is_used else "left_out"


def summary(parsed: ParsedSeries) -> str:
    """What can be saved and what cannot, in one line. A day without a figure is not counted as a figure."""
    figures = parsed.n_figures
    if Code.START_MISSING in {problem.code for problem in parsed.problems}:
        said = [
            ngettext("%(n)s figure was read, but has no date", "%(n)s figures were read, but have no dates", figures)
            % {"n": figures}
        ]
    else:
        said = [ngettext("%(n)s figure can be saved", "%(n)s figures can be saved", figures) % {"n": figures}]
        if parsed.n_missing:
            said.append(
                ngettext("%(n)s day without a figure", "%(n)s days without a figure", parsed.n_missing)
                % {"n": parsed.n_missing}
            )
    if parsed.n_errors:
        said.append(
            ngettext("%(n)s row must be mended", "%(n)s rows must be mended", parsed.n_errors) % {"n": parsed.n_errors}
        )
    if parsed.n_gaps:
        said.append(
            ngettext("%(n)s row after missing dates", "%(n)s rows after missing dates", parsed.n_gaps)
            % {"n": parsed.n_gaps}
        )
    return ", ".join(said)


def messages_of(row: ParsedRow) -> Iterator[tuple[str, str]]:
    """The errors of one typed row as (form field, message)."""
    for problem in row.problems:
        if problem.code.blocks:
            told = tell(problem)
            yield ("date" if problem.code in _ABOUT_DATE else "figure"), f"{told.wrong} {told.mend}"
