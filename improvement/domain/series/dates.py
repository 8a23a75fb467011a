"""Dates as people write them in Norway: day first; weeks, months and years stand for their first day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How much time a written date covers."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date, or why there is none: ``invalid`` (looks like a date, is none) or ``month_first`` (03/14/2025).

    A text that does not look like a date at all gives no reading (None).
    """

    day: date | None
    precision: Precision
    problem: str = ""


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan",
            "februar february feb",
            "mars march mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-zæøå])"
_WEEK_WORD = r"(?:uke|veke|week|wk|u|v)\.?"
_WEEKDAY = r"(?:(?:man|mån|tir|tys|ons|tor|fre|lør|lau|søn|sun|mon|tue|wed|thu|fri|sat)[a-zæøå]*\.?,?\s*)?"
_TIME = r"(?:[t ]\s?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?"
_FORMS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("week", r"(?P<y>\d{4})\s?-?\s?w(?P<w>\d{1,2})(?:-[1-7])?(?!\d)"),
        ("week", _WEEK_WORD + r"\s?(?P<w>\d{1,2})(?:\s?[,./-]\s?|\s)(?P<y>\d{4}|\d{2})(?!\d)"),
        ("week", r"(?P<y>\d{4})(?:\s?[,./-]\s?|\s)" + _WEEK_WORD + r"\s?(?P<w>\d{1,2})(?!\d)"),
        ("day", _WEEKDAY + r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)" + _TIME),
        (
            "day",
            _WEEKDAY + r"(?P<d>\d{1,2})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<y>\d{4}|\d{2})(?!\d)(?![./-]\d)" + _TIME,
        ),
        ("day", _WEEKDAY + r"(?P<d>\d{1,2})[.-]?\s?" + _MONTH + r"\.?[,-]?\s?(?P<y>\d{4}|\d{2})(?!\d)" + _TIME),
        ("month", _MONTH + r"\.?\s?[,’'-]?\s?(?P<y>\d{4}|\d{2})(?!\d)"),
        ("month", r"(?P<y>\d{4})[\s-]" + _MONTH + r"\.?"),
        ("month", r"(?P<y>\d{4})[-/](?P<m>\d{1,2})(?![\d./-])"),
        ("month", r"(?P<m>\d{1,2})[./-](?P<y>(?:19|20)\d{2})(?!\d)"),
        ("year", r"(?P<y>(?:19|20)\d{2})(?=\s|;|:|$)"),
    )
)
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad")


def months_later(start: date, months: int) -> date:
    """The same day of a later month; in a month without that day: its last day."""
    whole = start.year * 12 + start.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def tidy(text: str) -> str:
    """One ordinary space for every kind of white space, none at the ends, nothing invisible."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def read_date(text: str) -> DateReading | None:
    """The date that ``text`` is, as a whole; None when it does not look like one."""
    clean = tidy(text).strip("\"'").strip().rstrip(",:;")
    found = _match(clean)
    return None if found is None or clean[found[1] :].strip(" .") else found[0]


def take_date(text: str) -> tuple[DateReading, str, str] | None:
    """The date that ``text`` begins with: the reading, its text and the rest; None when it begins with none."""
    clean = tidy(text)
    found = _match(clean)
    if found is None:
        return None
    reading, end = found
    rest = clean[end:]
    if rest and not re.match(r"[\s,;:|\"]|\.\s|[-–—]\s", rest):
        return None
    return reading, clean[:end], rest


def _match(clean: str) -> tuple[DateReading, int] | None:
    lowered = clean.lower()
    if len(lowered) != len(clean):
        return None
    for kind, form in _FORMS:
        found = form.match(lowered)
        if found:
            return _reading(kind, found), found.end()
    return None


def _reading(kind: str, found: re.Match[str]) -> DateReading:
    parts = found.groupdict()
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000
    name = parts.get("name")
    month = _MONTHS[name] if name else int(parts.get("m") or 1)
    precision = Precision(kind)
    try:
        if precision is Precision.WEEK:
            return DateReading(date.fromisocalendar(year, int(parts["w"]), 1), precision)
        number = int(parts.get("d") or 1)
        day_first = parts.get("m") is not None and precision is Precision.DAY and found.start("d") < found.start("m")
        if day_first and 1 <= number <= 12 < month <= 31:
            return DateReading(None, precision, "month_first")
        return DateReading(date(year, month, number), precision)
    except ValueError:
        return DateReading(None, precision, "invalid")
