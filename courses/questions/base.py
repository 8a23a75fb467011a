"""What every kind of question says about itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.domain.quiz import Outcome

Answer = Mapping[str, Any]

WORDS: Mapping[Outcome, Any] = {
    Outcome.RIGHT: _("That fits. Read why above."),
    Outcome.PARTLY: _("That fits, and something more does too."),
    Outcome.WRONG: _("Read what is said about your answer. You can try as often as you like."),
}


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that was not taken: why, and what was given, so that it still stands in the form."""

    text: str
    given: Answer = field(repr=False, default_factory=dict)
    changed: bool = False


class AnswerForm(forms.Form):
    """What a learner sends to one question. `given` is what was sent, valid or not; `answer` what is stored."""

    def answer(self) -> dict[str, Any]:
        """Return what is stored. The form is valid."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        """Return what was sent in the same shape, to be shown again."""
        raise NotImplementedError

    def was_changed(self) -> bool:
        """Say whether what was sent points at something that no longer is in the question."""
        return False


class Kind:
    """One kind of question. `template` shows the inside of its form from what `inside` returns."""

    template: str
    numbered = True
    """Stands in the row of questions, “Question 2 of 4”, and must be answered where the rule says so."""
    by_itself = False
    """Saves itself as it is filled in, and has no outcome."""
    words: Mapping[Outcome, Any] = WORDS

    def title(self, value: Any) -> str:
        """Return the question in one line."""
        return str(value["question"])

    def form(self, value: Any, data: Any) -> AnswerForm:
        """Return the form with what was sent."""
        raise NotImplementedError

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> Any:
        """Return what the template shows: the stored answer with its feedback, or what was just refused."""
        raise NotImplementedError

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """Say how it went; nothing when there is no (whole) answer, or nothing is right or wrong."""
        raise NotImplementedError

    def is_whole(self, value: Any, answer: Answer | None) -> bool:
        """Say whether the question counts as answered."""
        return self.outcome(value, answer) is not None


GONE = _("The question was changed while you answered. Here it is as it is now. Answer once more.")

TOLD_AFTER = frozenset(
    (
        *("correct", "is_true", "accepted", "target", "tolerance", "source"),
        *("feedback", "feedback_true", "feedback_false", "feedback_right", "feedback_wrong"),
        *("thought", "afterthought", "ending", "needed"),
    )
)
"""Fields that nobody sees before they answer: an editor may mend them without anybody having to answer again."""


def asked(raw: Any) -> str:
    """Return a short name of what is asked, from a block's stored data: another one when the question was changed."""
    text = json.dumps(_asked(raw), sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]


def _asked(raw: Any) -> Any:
    if isinstance(raw, Mapping):
        return {name: _asked(each) for name, each in raw.items() if name not in TOLD_AFTER}
    return [_asked(each) for each in raw] if isinstance(raw, list | tuple) else raw
