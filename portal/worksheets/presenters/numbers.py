"""Figures as people write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format


def rounded(value: float | None) -> str:
    """Return the figure with at most one decimal, in the reader's way of writing; nothing for none.

    Half goes up, as people round; and 3.0 is written 3.
    """
    if value is None:
        return ""
    near = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(number_format(near, decimal_pos=0 if near == int(near) else 1))
