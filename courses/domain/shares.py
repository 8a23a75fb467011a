"""What others chose where nothing is right or wrong. Nobody can be told from the numbers.

Nothing is shown before five others have chosen, a choice that fewer than five made has no number, and there is no
total from which it could be reckoned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.worksheets.domain.spread import FEWEST


@dataclass(frozen=True, slots=True)
class Share:
    """How many others made one choice: five or more, or nothing for fewer.

    `part` is the number against the most chosen, in percent, for a bar.
    """

    id: str
    number: int | None
    part: int


@dataclass(frozen=True, slots=True)
class Shares:
    """The choices in order, and the one that most have made (nothing when two share the place)."""

    rows: tuple[Share, ...]
    most: str | None


def shares(choices: Sequence[str], counts: Mapping[str, int]) -> Shares | None:
    """Return what may be shown of the others' choices; nothing before five others have chosen."""
    present = {each: counts.get(each, 0) for each in choices}
    if sum(present.values()) < FEWEST:
        return None
    top = max(present.values())
    leaders = [each for each, number in present.items() if number == top]
    rows = []
    for each, number in present.items():
        hidden = number < FEWEST
        rows.append(Share(each, None if hidden else number, 0 if hidden else round(100 * number / top)))
    return Shares(tuple(rows), leaders[0] if len(leaders) == 1 else None)
