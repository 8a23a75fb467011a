"""Questions with choices: one or several that fit, true or not, and what one would have done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.blocks.statements import FALSE, TRUE
from courses.domain import quiz
from courses.domain.quiz import Choice, Outcome
from courses.questions.base import GONE, Answer, AnswerForm, Kind


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice; with feedback when the learner has chosen it."""

    id: str
    text: Any
    checked: bool
    correct: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class ChoicesView:
    """The question, whether several may be ticked, and the choices."""

    question: str
    several: bool
    choices: tuple[ChoiceView, ...]
    eyebrow: str = ""


def chosen_of(answer: Answer | None) -> set[str]:
    """Return the ids in a stored answer."""
    return set((answer or {}).get("choices", ()))


class ChoicesForm(AnswerForm):
    """The chosen choices of one question."""

    choices = forms.MultipleChoiceField(
        error_messages={"required": _("Choose an answer first."), "invalid_choice": GONE}
    )

    def __init__(self, options: list[tuple[str, Any]], several: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.several = several
        field = self.fields["choices"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = options
        if several:
            field.error_messages["required"] = _("Choose at least one answer first.")

    def clean_choices(self) -> set[str]:
        """Return the ids; where one choice fits, only one may be sent."""
        chosen = set(self.cleaned_data["choices"])
        if not self.several and len(chosen) > 1:
            raise forms.ValidationError(_("Choose only one answer."))
        return chosen

    def answer(self) -> dict[str, Any]:
        """Ids of choices, in a fixed order, so that equal answers are equal."""
        return {"choices": sorted(self.cleaned_data["choices"])}

    def given(self) -> dict[str, Any]:
        """What was ticked, of what still is there."""
        return {"choices": self.data.getlist("choices")}  # type: ignore[attr-defined]

    def was_changed(self) -> bool:
        """A choice that was ticked has been taken out."""
        return self.has_error("choices", "invalid_choice")


class Quiz(Kind):
    """One choice fits, or several do."""

    template = "courses/parts/answers/choices.html"

    def form(self, value: Any, data: Any) -> AnswerForm:
        """The choices of the question."""
        return ChoicesForm([(key, each["text"]) for key, each in value.options], value.several, data)

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> ChoicesView:
        """The choices, with feedback for those that were chosen and taken."""
        chosen, ticked = chosen_of(answer), chosen_of(given if given is not None else answer)
        return ChoicesView(
            value["question"],
            value.several,
            tuple(
                ChoiceView(
                    key, each["text"], key in ticked, bool(each["correct"]), each["feedback"] if key in chosen else ""
                )
                for key, each in value.options
            ),
        )

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """As the domain says."""
        return quiz.assess(value.domain_choices, chosen_of(answer))


class TrueFalse(Kind):
    """A statement."""

    template = "courses/parts/answers/choices.html"

    def title(self, value: Any) -> str:
        """The statement itself."""
        return str(value["statement"])

    def form(self, value: Any, data: Any) -> AnswerForm:
        """True or not."""
        return ChoicesForm([(TRUE, TRUE), (FALSE, FALSE)], False, data)

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> ChoicesView:
        """Two choices, with feedback for the one that was chosen."""
        chosen, ticked = chosen_of(answer), chosen_of(given if given is not None else answer)
        texts = ((TRUE, _("It is true"), "feedback_true"), (FALSE, _("It is not true"), "feedback_false"))
        views = tuple(
            ChoiceView(key, text, key in ticked, self._fits(value, key), value[name] if key in chosen else "")
            for key, text, name in texts
        )
        return ChoicesView(value["statement"], False, views)

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """Right, wrong, or not answered."""
        return quiz.assess([Choice(key, self._fits(value, key)) for key in (TRUE, FALSE)], chosen_of(answer))

    @staticmethod
    def _fits(value: Any, key: str) -> bool:
        return (key == TRUE) == bool(value["is_true"])


@dataclass(frozen=True, slots=True)
class PollChoiceView:
    """One way to act; with a thought about it when the learner has chosen."""

    id: str
    text: str
    checked: bool
    thought: str


@dataclass(frozen=True, slots=True)
class PollView:
    """The situation, the choices, and the afterthought when the learner has chosen."""

    question: str
    situation: Any
    choices: tuple[PollChoiceView, ...]
    afterthought: str
    answered: bool


class Poll(Kind):
    """What would you have done? Nothing is right or wrong."""

    template = "courses/parts/answers/poll.html"

    def form(self, value: Any, data: Any) -> AnswerForm:
        """One of the choices."""
        return ChoicesForm([(key, each["text"]) for key, each in value.options], False, data)

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> PollView:
        """The choices; thoughts about all of them once one is chosen."""
        ticked = chosen_of(given if given is not None else answer)
        answered = self.is_whole(value, answer)
        views = tuple(
            PollChoiceView(key, each["text"], key in ticked, each["thought"] if answered else "")
            for key, each in value.options
        )
        return PollView(
            value["question"], value["situation"], views, value["afterthought"] if answered else "", answered
        )

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """There is none."""
        return None

    def is_whole(self, value: Any, answer: Answer | None) -> bool:
        """A choice that still is there has been made."""
        return any(key in chosen_of(answer) for key, _value in value.options)
