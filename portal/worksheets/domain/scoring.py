"""What a filled-in form adds up to, and what that means. No verdict before every counted question is answered."""

from __future__ import annotations

from dataclasses import dataclass

from portal.worksheets.domain.answers import Answers, Value
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import Band, Form, Kind, Method, Part


@dataclass(frozen=True, slots=True)
class Score:
    """The result. `value` and `top` are in the method's own unit (SHARE: percent); `band` only when complete.

    Ticks count in the value but not among what is asked: nobody can tell an empty box from one not thought of.
    """

    value: float
    top: float
    answered: int
    asked: int
    band: Band | None = None

    @property
    def complete(self) -> bool:
        """Whether all that counts is answered."""
        return self.answered == self.asked


def worth(part: Part, value: Value) -> float | None:
    """Return what an answer is worth: a scale its number, an option its weight, a tick 1. None: no answer."""
    if value is None:
        return 0.0 if part.kind is Kind.CHECK else None
    if part.kind is Kind.CHECK:
        return 1.0
    if part.kind in (Kind.CHOICE, Kind.LEVELS):
        option = part.option(str(value))
        return option.weight if option else None
    if part.kind is Kind.CHOICES:
        return sum(option.weight or 0.0 for option in part.options if option.id in value)
    if part.kind in (Kind.SCALE, Kind.NUMBER):
        return float(value)
    return None


def most(part: Part) -> float:
    """Return the most that an answer can be worth."""
    weights = [option.weight for option in part.options if option.weight is not None]
    if part.kind is Kind.CHECK:
        return 1.0
    if part.kind is Kind.CHOICES:
        return sum(sorted((weight for weight in weights if weight > 0), reverse=True)[: part.most])
    if part.kind in (Kind.CHOICE, Kind.LEVELS):
        return max(weights, default=0.0)
    return float(part.high or 0.0)


def least(part: Part) -> float:
    """Return the least that an answer can be worth."""
    weights = [option.weight for option in part.options if option.weight is not None]
    if part.kind in (Kind.CHOICE, Kind.LEVELS):
        return min(weights, default=0.0)
    return float(part.low or 0.0) if part.kind in (Kind.SCALE, Kind.NUMBER) else 0.0


def score(form: Form, answers: Answers) -> Score | None:
    """Add up the counted questions that are shown; nothing when the form does not add up or asks nothing."""
    if form.method is Method.NONE:
        return None
    seen = shown(form, answers)
    counted = [part for part in form.questions if part.counted and part.id in seen]
    if not counted:
        return None
    got = [each for part in counted if (each := worth(part, answers.get(part.id))) is not None]
    asked = [part for part in counted if part.kind is not Kind.CHECK]
    answered = sum(answers.get(part.id) is not None for part in asked)
    value, top = sum(got), sum(most(part) for part in counted)
    if form.method is Method.MEAN:
        value, top = (value / len(got) if got else 0.0), top / len(counted)
    elif form.method is Method.SHARE:
        value, top = (100 * value / top if top else 0.0), 100.0
    value = round(value, 10)
    return Score(value, top, answered, len(asked), band_of(form, value) if answered == len(asked) else None)


def band_of(form: Form, value: float) -> Band | None:
    """Return what a sum means: the highest band that it reaches."""
    reached = [band for band in form.bands if band.at_least <= value]
    return max(reached, key=lambda band: band.at_least, default=None)
