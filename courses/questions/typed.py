"""Questions answered in a few words or with a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from courses.domain import typed
from courses.domain.quiz import Outcome
from courses.questions.base import WORDS, Answer, AnswerForm, Kind
from portal.security.fields import FreeTextField

LONGEST = 200
"""Characters of a short answer."""


@dataclass(frozen=True, slots=True)
class TypedView:
    """The question, what was typed, and what is said about it. The text never appears in a repr."""

    question: str
    feedback: str
    correct: bool
    model: str
    unit: str = ""
    source: str = ""
    points: tuple[tuple[int, bool], ...] = ()
    text: str = field(repr=False, default="")


class TextForm(AnswerForm):
    """A word or two."""

    text = FreeTextField(
        max_length=LONGEST,
        error_messages={
            "required": _("Write an answer first."),
            "max_length": _(
                "Write it shorter: at most %(limit_value)d characters. You wrote %(show_value)d. The text still stands."
            ),
        },
    )

    def answer(self) -> dict[str, Any]:
        """The text as it was typed, without spaces at the ends."""
        return {"text": self.cleaned_data["text"]}

    def given(self) -> dict[str, Any]:
        """What was typed."""
        return {"text": self.data.get("text", "")}


class NumberForm(AnswerForm):
    """A number, written as people write numbers."""

    text = forms.CharField(error_messages={"required": _("Write a number first.")})

    def clean_text(self) -> str:
        """Return the number as text with a point; refuse what is no number."""
        number = typed.number_from(self.cleaned_data["text"])
        if number is None:
            raise forms.ValidationError(_("Write a number, for example 12 or 12.5, without words."))
        return str(number)

    def answer(self) -> dict[str, Any]:
        """The number as text: no rounding on the way."""
        return {"number": self.cleaned_data["text"]}

    def given(self) -> dict[str, Any]:
        """What was typed, cut where it is longer than any number."""
        return {"number": self.data.get("text", "")[:100]}


class PointForm(NumberForm):
    """A point on a scale."""

    text = forms.CharField(error_messages={"required": _("Choose a point on the scale first.")})


class ShortAnswer(Kind):
    """Forgiving about case, spaces and punctuation at the ends."""

    template = "courses/parts/answers/text.html"
    words: Mapping[Outcome, Any] = {
        **WORDS,
        Outcome.WRONG: _("Not quite. Read the hint, and try as often as you like."),
    }

    def form(self, value: Any, data: Any) -> AnswerForm:
        """One line of text."""
        return TextForm(data)

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> TypedView:
        """What was typed, with feedback when it was taken, and an answer that fits when it did not."""
        shown = given if given is not None else answer
        outcome = self.outcome(value, answer) if given is None else None
        return TypedView(
            question=value["question"],
            feedback=_feedback(value, outcome),
            correct=outcome is Outcome.RIGHT,
            model=next(iter(value["accepted"]), "") if outcome is Outcome.WRONG else "",
            text=str((shown or {}).get("text", "")),
        )

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """Right or wrong."""
        text = str((answer or {}).get("text", ""))
        if not text:
            return None
        return Outcome.RIGHT if typed.fits(text, [each for each in value["accepted"] if each]) else Outcome.WRONG


class Number(Kind):
    """Near enough fits."""

    template = "courses/parts/answers/number.html"
    words = ShortAnswer.words

    def form(self, value: Any, data: Any) -> AnswerForm:
        """A number to write, or a point to tick."""
        return PointForm(data) if value.points else NumberForm(data)

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> TypedView:
        """What was written, with feedback when it was taken."""
        shown = str(((given if given is not None else answer) or {}).get("number", ""))
        outcome = self.outcome(value, answer) if given is None else None
        number = typed.number_from(shown)
        return TypedView(
            question=value["question"],
            feedback=_feedback(value, outcome),
            correct=outcome is Outcome.RIGHT,
            model=_plain(value.target_number) if outcome is Outcome.WRONG else "",
            unit=value["unit"],
            source=value["source"] if outcome else "",
            points=tuple((point, number == point) for point in value.points),
            text=_plain(number) if number is not None else shown,
        )

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """Right or wrong."""
        number = typed.number_from(str((answer or {}).get("number", "")))
        if number is None:
            return None
        near = typed.near(number, value.target_number, value.tolerance_number)
        return Outcome.RIGHT if near else Outcome.WRONG


def _feedback(value: Any, outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    return str(value["feedback_right" if outcome is Outcome.RIGHT else "feedback_wrong"])


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return str(number_format(text.rstrip("0").rstrip(".") if "." in text else text))
