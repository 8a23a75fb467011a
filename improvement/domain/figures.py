"""Which figures a sentence names: in digits as Norwegians and the English write them, and in plain words.

Read generously, since a figure that is missed would be called missing: «1.000» is both a thousand and one, «20 300»
both one figure and two. Only days are left out: the «30.» of «30. juni» is no amount.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = " \u00a0\u202f\u2009"
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}")
# «30. juni», but not the end of a sentence: «… opp til 30. Vi måler …».
_ORDINAL = re.compile(rf"\d+\.(?=[{_SPACES}]?[a-zæøå])")
_DIGITS = re.compile(rf"\d+(?:[{_SPACES}.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")

_UNITS = (
    ("én", "éi", "ett", "eitt", "one"),
    ("to", "two"),
    ("tre", "three"),
    ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"),
    ("sju", "syv", "seven"),
    ("åtte", "eight"),
    ("ni", "nine"),
)
_TEENS = (
    ("ti", "ten"),
    ("elleve", "eleven"),
    ("tolv", "twelve"),
    ("tretten", "thirteen"),
    ("fjorten", "fourteen"),
    ("femten", "fifteen"),
    ("seksten", "sixteen"),
    ("sytten", "seventeen"),
    ("atten", "eighteen"),
    ("nitten", "nineteen"),
)
_TENS = (
    ("tjue", "twenty"),
    ("tretti", "thirty"),
    ("førti", "forty"),
    ("femti", "fifty"),
    ("seksti", "sixty"),
    ("sytti", "seventy"),
    ("åtti", "eighty"),
    ("nitti", "ninety"),
)
# What people say instead of a share.
_SHARES = {
    50: ("halvparten", "halvdelen", "half"),
    100: ("alle", "samtlige", "samtlege", "all", "every", "hvert", "kvart"),
}
_NONE = ("ingen", "inga", "null", "no", "none", "zero")


def _spelt() -> dict[str, int]:
    words = dict.fromkeys(_NONE, 0) | dict.fromkeys(("hundre", "hundred"), 100)
    for at, names in enumerate(_UNITS, 1):
        words |= dict.fromkeys(names, at)
    for at, names in enumerate(_TEENS, 10):
        words |= dict.fromkeys(names, at)
    for at, tens in enumerate(_TENS, 2):
        words |= dict.fromkeys(tens, at * 10)
        for unit, names in enumerate(_UNITS, 1):
            words |= {ten + joint + name: at * 10 + unit for ten in tens for joint in ("", "-") for name in names}
    # «tjueen»: the word for one loses its accent inside a longer one.
    return words | {tens[0] + "en": at * 10 + 1 for at, tens in enumerate(_TENS, 2)}


_SPELT = _spelt()
_SPELT_SHARES = {word: share for share, words in _SHARES.items() for word in words}


def names_figure(text: str, figure: Decimal | float, *, percent: bool = False) -> bool:
    """Whether ``figure`` stands in ``text``. In ``percent`` «half» and «all» count as 50 and 100."""
    wanted = Decimal(str(figure))
    words = {word.lower() for word in _WORD.findall(text)}
    spelt = {_SPELT[word] for word in words if word in _SPELT}
    if percent:
        spelt |= {_SPELT_SHARES[word] for word in words if word in _SPELT_SHARES}
    if wanted in {Decimal(number) for number in spelt}:
        return True
    bare = _ORDINAL.sub(" ", _DATE.sub(" ", text))
    return any(wanted in _readings(found) for found in _DIGITS.findall(bare))


def _readings(digits: str) -> set[Decimal]:
    """All that a run of digits can mean: one figure with or without decimals, or several."""
    read = {Decimal(part) for part in re.findall(r"\d+", digits)}
    for part in re.split(rf"[{_SPACES}]", digits):
        if part.count(",") + part.count(".") == 1:
            read.add(Decimal(part.replace(",", ".")))
    whole, _mark, decimals = digits.partition(",")
    joined = re.sub(rf"[{_SPACES}.]", "", whole)
    if decimals.isdigit():
        read.add(Decimal(f"{joined}.{decimals}"))
    read.add(Decimal(joined))
    english = re.sub(rf"[{_SPACES},]", "", digits)
    if english.count(".") <= 1:
        read.add(Decimal(english))
    return read
