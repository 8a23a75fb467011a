"""What several people's sheets add up to: each sheet's own sum, and how these are spread.

Only whole sheets count: half a sheet adds up to less than its writer means. As with single questions, nothing about an
anonymous rating is told for fewer than five whole sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.worksheets.domain.answers import Answers
from portal.worksheets.domain.form import Band, Form
from portal.worksheets.domain.scoring import Score, band_of, score
from portal.worksheets.domain.spread import FEWEST


@dataclass(frozen=True, slots=True)
class Total:
    """The sums of a group, in the form's own unit (shares: percent of the most).

    `sheets` is how many were whole and `partly` how many were not; `mean`, `lowest` and `highest` are of the whole.
    `band` is what the mean means; `bands` how many sheets reached each meaning, the lowest first. `hidden`: too few
    whole sheets to tell anything; `mean` and all after it are then empty.
    """

    sheets: int
    partly: int
    hidden: bool = False
    mean: float = 0.0
    lowest: float = 0.0
    highest: float = 0.0
    top: float = 0.0
    band: Band | None = None
    bands: tuple[tuple[Band, int], ...] = ()


def total(form: Form, sheets: Sequence[Answers], anonymous: bool) -> Total | None:
    """Return what the sheets add up to; nothing for a form that does not, or when no sheet is whole."""
    scores = [found for answers in sheets if (found := score(form, answers)) is not None]
    whole = [each for each in scores if each.complete]
    if not whole:
        return None
    partly = len(scores) - len(whole)
    if anonymous and len(whole) < FEWEST:
        return Total(0, 0, hidden=True)
    values = [each.value for each in whole]
    mean = sum(values) / len(values)
    return Total(
        sheets=len(whole),
        partly=partly,
        mean=mean,
        lowest=min(values),
        highest=max(values),
        top=max(each.top for each in whole),
        band=band_of(form, round(mean, 10)),
        bands=_bands(form, whole),
    )


def _bands(form: Form, whole: Sequence[Score]) -> tuple[tuple[Band, int], ...]:
    reached = Counter(each.band.at_least for each in whole if each.band is not None)
    return tuple((band, reached[band.at_least]) for band in sorted(form.bands, key=lambda each: each.at_least))
