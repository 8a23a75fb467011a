"""Answers that are typed: forgiving about how they are written, strict about what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

_EDGES = " .,;:!?«»\"'“”()-–"
_MINUS = str.maketrans({"−": "-", "–": "-"})


def normalised(text: str) -> str:
    """Return the text as it is compared: one case, single spaces, no punctuation at the ends."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", whole).strip(_EDGES)


def fits(text: str, accepted: Iterable[str]) -> bool:
    """Say whether the text is one of the accepted answers. An empty text fits nothing."""
    given = normalised(text)
    return bool(given) and given in {normalised(each) for each in accepted}


def number_from(text: str) -> Decimal | None:
    """Return the number that was typed, with comma or point, spaces and a trailing % allowed; nothing if it is none."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_MINUS).removesuffix("%")
    if not re.fullmatch(r"[+-]?\d{1,15}([.,]\d{1,10})?", bare):
        return None
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern lets nothing through that Decimal refuses
        return None


def near(number: Decimal, target: Decimal, tolerance: Decimal) -> bool:
    """Say whether the number is within the tolerance of the target, its ends included."""
    return abs(number - target) <= abs(tolerance)
