"""Measurements as people type and paste them: text in, rows with problem codes out.

* ``dates``: a date as Norwegians write it, and weeks, months and years.
* ``numbers``: a number with its comma, point, spaces or per cent sign.
* ``table``: lines to cells, and which column is what.
* ``gaps``: which dates a series leaves out.
* ``parse``: rows, problems and a summary.

Nothing here knows a language: the codes are told in words by a presenter.
"""

from improvement.domain.series.dates import DateReading, Precision, read_date
from improvement.domain.series.gaps import Gap, Step
from improvement.domain.series.numbers import NumberReading, read_number
from improvement.domain.series.parse import parse_series
from improvement.domain.series.problems import Code, Interval, ParsedRow, ParsedSeries, Problem, Rules
from improvement.domain.series.table import Layout, numbered

__all__ = [
    "Code",
    "DateReading",
    "Gap",
    "Interval",
    "Layout",
    "NumberReading",
    "ParsedRow",
    "ParsedSeries",
    "Precision",
    "Problem",
    "Rules",
    "Step",
    "numbered",
    "parse_series",
    "read_date",
    "read_number",
]
