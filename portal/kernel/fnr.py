"""Find Norwegian identity numbers in free text, so that they can be stopped before they are stored.

What counts: fødselsnummer, D-number (day + 40), H-number and older synthetic numbers (month + 40), NAV's
synthetic numbers (month + 65) and Tenor's (month + 80). Both check digits must hold; the first may leave
remainder 0, 1, 2 or 3, as Skatteetaten's rule for numbers given from 2032 allows, side by side with the old one.
About one in a hundred random elevens passes; that is the price of never letting a real one through.

`static/js/fnr.js` is the same detector for the browser. Change both, or neither: a test compares them.
Nothing here returns, logs or shows the digits it found; a hit is a place in the text and nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LENGTH = 11

_K1_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_K2_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH_OFFSETS = (0, 40, 65, 80)
_D_NUMBER_DAY_OFFSET = 40

# What people put between the digits. NFKC has already turned no-break, thin and figure spaces into a space.
_SEPARATORS = frozenset(" \t./-\u2010\u2012\u2013\u2014\u2212")
_MAX_SEPARATORS = 3
# Invisible characters that come along when text is copied from a page or a PDF; they separate nothing.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# In a longer row of numbers only the ways in which an identity number is really written are looked for:
# dd|mm|yy|nnn|nn. Otherwise any list of readings would now and then look like one.
_USUAL_SPLITS = frozenset((2, 4, 6, 9))
# Date of birth with the whole year, then the personal number: dd.mm.yyyy nnnnn.
_WHOLE_YEAR_SHAPE = (2, 2, 4, 5)
# The keys of forms, blocks and answers. No person writes them, and one in some thousands would look like a number.
_UUID = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class FnrSpan:
    """Where a number stands in the text that was searched: `text[start:end]`. It does not hold the digits."""

    start: int
    end: int


@dataclass(slots=True)
class _Group:
    """Digits that stand together. `repr` leaves them out, so that they cannot reach a log by accident."""

    start: int
    end: int
    digits: list[int] = field(default_factory=list, repr=False)


def is_identity_number(digits: Sequence[int]) -> bool:
    """Say whether eleven digits (0 to 9 each) form a valid identity number of any of the kinds above."""
    if len(digits) != LENGTH:
        return False
    day = digits[0] * 10 + digits[1]
    month = digits[2] * 10 + digits[3]
    year = digits[4] * 10 + digits[5]
    return _is_birth_date(day, month, year) and _checks_hold(digits)


def find_fnr(text: str) -> list[FnrSpan]:
    """Return the places of all identity numbers in `text`, in order, never overlapping.

    Offsets count code points of the text as given (before any normalising). A number inside a longer unbroken
    row of digits is not found: an invoice or account number of twelve digits or more is left alone, and so is
    what stands inside a UUID.
    """
    spans: list[FnrSpan] = []
    for run in _runs(_UUID.sub(_blank, text)):
        spans.extend(_search_run(run))
    return spans


def contains_fnr(text: str) -> bool:
    """Say whether any identity number stands in `text`."""
    return bool(find_fnr(text))


def redact(text: str, mask: str = "[fødselsnummer]") -> str:
    """Return `text` with every identity number replaced by `mask`; all else is unchanged."""
    pieces: list[str] = []
    at = 0
    for span in find_fnr(text):
        pieces += (text[at : span.start], mask)
        at = span.end
    pieces.append(text[at:])
    return "".join(pieces)


def _blank(found: re.Match[str]) -> str:
    """As many letters as the match is long: offsets stay what they were."""
    return "x" * len(found[0])


def _is_birth_date(day: int, month: int, year: int) -> bool:
    if day > _D_NUMBER_DAY_OFFSET:
        day -= _D_NUMBER_DAY_OFFSET
    for offset in _MONTH_OFFSETS:
        if 1 <= month - offset <= 12:
            month -= offset
            break
    else:
        return False
    if not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        return False
    # The century is not in the number (and will not be from 2032), so every fourth year may be a leap year.
    return not (month == 2 and day == 29 and year % 4)


def _checks_hold(digits: Sequence[int]) -> bool:
    first = sum(weight * digit for weight, digit in zip(_K1_WEIGHTS, digits, strict=False)) % 11
    second = sum(weight * digit for weight, digit in zip(_K2_WEIGHTS, digits, strict=True)) % 11
    return first <= 3 and second == 0


def _runs(text: str) -> Iterator[list[_Group]]:
    """Yield rows of digit groups with nothing but separators between them."""
    run: list[_Group] = []
    separators = 0
    joined = False  # the last visible character was a digit
    for index, original in enumerate(text):
        if original in _INVISIBLE:
            continue
        for char in original if original.isascii() else unicodedata.normalize("NFKC", original):
            if "0" <= char <= "9":
                if not joined:
                    run.append(_Group(index, index))
                group = run[-1]
                group.digits.append(ord(char) - 48)
                group.end = index + 1
                joined, separators = True, 0
                continue
            joined = False
            if not run:
                continue
            separators += 1
            if char not in _SEPARATORS or separators > _MAX_SEPARATORS:
                yield run
                run, separators = [], 0
    if run:
        yield run


def _search_run(run: list[_Group]) -> Iterator[FnrSpan]:
    total = sum(len(group.digits) for group in run)
    if total < LENGTH:
        return
    if total == LENGTH:
        if not _starts_with_full_date(run) and _holds_number(run):
            yield FnrSpan(run[0].start, run[-1].end)
        return
    first = 0
    while first < len(run):
        window = _window(run, first)
        if window and _holds_number(window):
            yield FnrSpan(window[0].start, window[-1].end)
            first += len(window)
        else:
            first += 1


def _window(run: list[_Group], first: int) -> list[_Group]:
    """Return the groups from `first` that are shaped like one identity number, or nothing."""
    shape = tuple(len(group.digits) for group in run[first : first + len(_WHOLE_YEAR_SHAPE)])
    if shape == _WHOLE_YEAR_SHAPE:
        return run[first : first + len(_WHOLE_YEAR_SHAPE)]
    length = 0
    for last in range(first, len(run)):
        length += len(run[last].digits)
        if length == LENGTH:
            return run[first : last + 1]
        if length not in _USUAL_SPLITS:
            return []
    return []


def _holds_number(groups: list[_Group]) -> bool:
    digits = [digit for group in groups for digit in group.digits]
    if len(digits) == LENGTH + 2:  # the whole-year shape: leave out the century
        digits = digits[:4] + digits[6:]
    return is_identity_number(digits)


def _starts_with_full_date(run: list[_Group]) -> bool:
    """Tell a dated reading («20.11.2026 123», «2026-11-20 123») from a number: its year stands by itself."""
    if len(run) < 3:
        return False
    lengths = [len(group.digits) for group in run[:3]]
    if lengths[0] == 4:
        year, day, month = run[0], run[1], run[2]
    elif lengths[2] == 4:
        day, month, year = run[0], run[1], run[2]
    else:
        return False
    return len(day.digits) <= 2 and len(month.digits) <= 2 and year.digits[:2] in ([1, 9], [2, 0])
