"""How several people answered the same questions: spread, gap to the top, where they disagree, change between rounds.

Disagreement is 0 when all answered alike and 1 when they stand as far apart as the question lets them. For scales and
levels it is the standard deviation divided by the greatest one possible (half of the scale's length). For choices
without order it is the share of pairs who chose differently, divided by the greatest share possible.

Nothing about an anonymous rating is shown for fewer than five answers, question by question (trust.md; design 2.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from portal.worksheets.domain.answers import Answers, Value
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import RATED, Form, Kind, Part
from portal.worksheets.domain.scoring import least, most, worth

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """One question. `counts` has every option or step of the scale, also those nobody chose.

    `mean`, `lowest`, `highest` and `gap` (top minus mean) are in the question's own unit and None for choices without
    worth. `hidden`: too few answers to show anything; all else is then empty.
    """

    part: str
    answers: int
    hidden: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    mean: float | None = None
    lowest: float | None = None
    highest: float | None = None
    gap: float | None = None
    share: float | None = None
    """The mean as a share of the question's length, 0 to 1, so that different scales can stand together."""
    disagreement: float | None = None


def spread(part: Part, values: Sequence[Value], anonymous: bool) -> Spread:
    """Return how these answers to one question are spread. Empty answers are left out, but for ticks."""
    given = [value for value in values if value is not None]
    number = len(values) if part.kind is Kind.CHECK else len(given)
    if anonymous and number < FEWEST:
        return Spread(part.id, 0, hidden=True)
    counts = _counts(part, given, number)
    worths = [
        worth
        for value in (values if part.kind is Kind.CHECK else given)
        if (worth := _ordered(part, value)) is not None
    ]
    if not worths or part.kind is Kind.CHOICES:
        return Spread(part.id, number, counts=counts, disagreement=_unordered(part, counts, number))
    low, high = least(part), most(part)
    length = high - low
    mean = sum(worths) / len(worths)
    deviation = sqrt(sum((each - mean) ** 2 for each in worths) / len(worths))
    return Spread(
        part.id,
        number,
        counts=counts,
        mean=mean,
        lowest=min(worths),
        highest=max(worths),
        gap=high - mean,
        share=(mean - low) / length if length else None,
        disagreement=min(1.0, deviation / (length / 2)) if length and number > 1 else None,
    )


def _ordered(part: Part, value: Value) -> float | None:
    return worth(part, value)


def _counts(part: Part, given: Sequence[Value], number: int) -> dict[str, int]:
    if part.kind is Kind.CHECK:
        return {"yes": len(given), "no": number - len(given)}
    if part.kind is Kind.SCALE:
        steps = range(int(part.low or 0), int(part.high or 0) + 1)
        found = Counter(str(int(value)) for value in given)
        return {str(step): found[str(step)] for step in steps}
    chosen = Counter(str(key) for value in given for key in (value if isinstance(value, list) else [value]))
    return {option.id: chosen[option.id] for option in part.options}


def _unordered(part: Part, counts: dict[str, int], number: int) -> float | None:
    """Say how far choices without order are from agreement; several ticks are looked at one by one."""
    if number < 2 or not counts:
        return None
    if part.kind is Kind.CHOICES:
        shares = [count / number for count in counts.values()]
        return sum(4 * share * (1 - share) for share in shares) / len(shares)
    possible = 1 - 1 / len(counts)
    if not possible:
        return None
    return (1 - sum((count / number) ** 2 for count in counts.values())) / possible


def spreads(form: Form, sheets: Sequence[Answers], anonymous: bool) -> list[Spread]:
    """Return the spread of every question that can be rated, in the form's order."""
    visible = [shown(form, answers) for answers in sheets]
    found = []
    for part in form.questions:
        if part.kind not in RATED:
            continue
        values = [answers.get(part.id) for answers, seen in zip(sheets, visible, strict=True) if part.id in seen]
        found.append(spread(part, values, anonymous))
    return found


def most_disagreed(found: Sequence[Spread], limit: int = 3) -> list[Spread]:
    """Return the questions where people stand farthest apart, the farthest first; none where all agree."""
    apart = [each for each in found if each.disagreement]
    return sorted(apart, key=lambda each: -(each.disagreement or 0))[:limit]


def largest_gaps(found: Sequence[Spread], limit: int = 3) -> list[Spread]:
    """Return the questions that lie lowest on their own scale, the lowest first; none that is at the top."""
    below = [each for each in found if each.share is not None and each.gap]
    return sorted(below, key=lambda each: each.share or 0)[:limit]


@dataclass(frozen=True, slots=True)
class Change:
    """A question in two rounds. `by` is the new mean minus the old; None when either round shows nothing."""

    part: str
    before: float | None
    now: float | None

    @property
    def by(self) -> float | None:
        """How much the mean has moved."""
        return None if self.before is None or self.now is None else self.now - self.before


def changes(before: Sequence[Spread], now: Sequence[Spread]) -> list[Change]:
    """Put two rounds beside each other, question by question; a question that is new has nothing before."""
    earlier = {each.part: each.mean for each in before}
    return [Change(each.part, earlier.get(each.part), each.mean) for each in now if each.mean is not None]
