"""Numbers as people write them in Norway: decimal comma, spaces between thousands, sometimes a per cent sign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from improvement.domain.series.dates import tidy


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number. ``ambiguous``: 1,234 could be a thousand; it was read as a decimal for want of better evidence."""

    value: float
    percent: bool = False
    ambiguous: bool = False


_MISSING = frozenset(
    {"", "-", "–", "—", ".", "..", "...", "…"}
    | {"na", "n/a", "#n/a", "#i/t", "i/t", "nan", "null", "none", "missing", "not measured"}
    | {"mangler", "manglar", "ikke målt", "ikkje målt", "ingen måling", "inga måling"}
)
_MINUS = str.maketrans({"−": "-", "–": "-", "\u2010": "-", "\u2011": "-"})
_GROUPED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?=[.,]\d+$|$)")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}")
_PLAIN = re.compile(r"\d+")
_SINGLE = re.compile(r"(\d*)([.,])(\d+)")
_BOTH = re.compile(r"\d{1,3}(?:(?P<t>[.,])\d{3})(?:(?P=t)\d{3})*(?P<d>[.,])\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_FRACTION = re.compile(r"(\d{1,9}) ?(?:/|av|of) ?(\d{1,9})", re.IGNORECASE)
#: Beyond this nobody measures anything, and floats lose whole numbers.
_LARGEST = 1e15


def is_missing(text: str) -> bool:
    """Whether the cell says that nothing was measured."""
    return tidy(text).strip("\"'").strip().lower() in _MISSING


def read_fraction(text: str) -> tuple[float, float] | None:
    """Numerator and denominator of "3/12" or "3 av 12"; None for anything else."""
    found = _FRACTION.fullmatch(tidy(text).strip("\"'"))
    return (float(found[1]), float(found[2])) if found else None


def decimal_mark(texts: Iterable[str]) -> str | None:
    """The decimal mark that the numbers of a column agree on; None when they show none, or both."""
    seen: set[str] = set()
    for text in texts:
        body = _body(text)[0]
        if body is None:
            continue
        both = _BOTH.fullmatch(body)
        if both and both["t"] != both["d"]:
            seen.add(both["d"])
        elif thousands := _THOUSANDS.fullmatch(body):
            seen.add("," if thousands[1] == "." else ".")
        elif (single := _SINGLE.fullmatch(body)) and not _could_be_thousands(single):
            seen.add(single[2])
    return seen.pop() if len(seen) == 1 else None


def read_number(text: str, mark: str | None = None) -> NumberReading | None:
    """The number that ``text`` is; None when it is none. ``mark`` is the decimal mark of its column, if known."""
    body, negative, percent = _body(text)
    if body is None:
        return None
    value: float | None = None
    ambiguous = False
    if _PLAIN.fullmatch(body):
        value = float(body)
    elif both := _BOTH.fullmatch(body):
        if both["t"] != both["d"]:
            value = float(body.replace(both["t"], "").replace(",", "."))
        elif _THOUSANDS.fullmatch(body):
            value = float(body.replace(both["t"], ""))
    elif single := _SINGLE.fullmatch(body):
        unsure = _could_be_thousands(single)
        if unsure and mark is not None and mark != single[2]:
            value = float(body.replace(single[2], ""))
        else:
            value, ambiguous = float(body.replace(",", ".")), unsure and mark is None
    elif _SCIENTIFIC.fullmatch(body):
        value = float(body.replace(",", "."))
    if value is None or value > _LARGEST:
        return None
    return NumberReading(-value if negative and value else value, percent, ambiguous)


def _could_be_thousands(single: re.Match[str]) -> bool:
    whole, _, after = single.groups()
    return len(after) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")


def _body(text: str) -> tuple[str | None, bool, bool]:
    """Digits and marks of a number, whether it is negative and has a per cent sign; None when it is no number."""
    clean = tidy(text).strip("\"'").strip().translate(_MINUS)
    percent = clean.endswith("%") or clean.startswith("%")
    clean = clean.strip("%").strip()
    negative = clean.startswith("-")
    clean = clean[1:].lstrip() if clean[:1] in {"-", "+"} and clean else clean
    if not clean or len(clean) > 40 or (not clean.isascii() and "’" not in clean):
        return None, False, False
    grouped = _GROUPED.match(clean)
    if grouped:
        clean = re.sub("[ '’]", "", clean[: grouped.end()]) + clean[grouped.end() :]
    return clean, negative, percent
