"""Numbers and days as the reader writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite

from django.utils import translation
from django.utils.formats import date_format, number_format

from improvement.domain.charting import DateStep
from improvement.models import Measure

NBSP = "\u00a0"


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """A number with the reader's decimal mark; at most two decimals, none idle, unless `decimals` says how many."""
    as_float = float(value)
    if not isfinite(as_float):
        return ""
    if decimals is not None:
        return str(
            number_format(f"{as_float:.{decimals}f}", decimals, use_l10n=True, force_grouping=abs(as_float) >= 1e4)
        )
    text = f"{as_float:.2f}".rstrip("0").rstrip(".")
    places = len(text.partition(".")[2])
    return str(number_format(text or "0", places, use_l10n=True, force_grouping=abs(as_float) >= 1e4))


def as_typed(value: float | Decimal | None) -> Decimal | None:
    """A stored or computed value as a person writes it: four decimals at most, and none that are idle."""
    if value is None:
        return None
    exact = round(Decimal(str(value)), 4).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def with_unit(value: float | Decimal | None, measure: Measure, decimals: int | None = None) -> str:
    """A value of `measure` with its unit; «–» for a missing one."""
    if value is None:
        return "–"
    text = number(value, decimals)
    if measure.is_percent:
        return percent(text)
    return f"{text}{NBSP}{measure.unit}" if measure.unit and len(measure.unit) <= 12 else text


def percent(text: str) -> str:
    """The sign of per cent as the language sets it."""
    return f"{text}%" if (translation.get_language() or "nb").startswith("en") else f"{text}{NBSP}%"


def day(value: date) -> str:
    """14. september 2026."""
    return str(date_format(value, "DATE_FORMAT"))


def short_day(value: date) -> str:
    """14. sep. (or 14 Sep)."""
    return str(date_format(value, "j M" if _english() else "j. b"))


def tick(value: date, step: DateStep) -> str:
    """The label of a tick on the date axis."""
    if step is DateStep.YEAR:
        return str(value.year)
    if step is DateStep.MONTH:
        return str(date_format(value, "M" if _english() else "b")).rstrip(".")
    return short_day(value).rstrip(".") if not _english() else short_day(value)


def _english() -> bool:
    return (translation.get_language() or "nb").startswith("en")


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` letters, cut between two words where there are any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    kept = text[:most]
    if text[most - 1] != " " and text[most] != " ":
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return kept.rstrip(" ,.;:–-") + "…"
