"""A case with decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.domain import decisions
from courses.domain.quiz import Outcome
from courses.questions.base import GONE, WORDS, Answer, AnswerForm, Kind
from courses.questions.choices import ChoiceView


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One step of the case as far as the learner has come."""

    id: str
    number: int
    html: Any
    question: str
    choices: tuple[ChoiceView, ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """The steps that are open, how many there are, and the end when all is decided."""

    title: str
    steps: tuple[DecisionView, ...]
    total: int
    ending: str


class DecisionsForm(AnswerForm):
    """The choices of the steps that are open, each in a field named by its step."""

    def __init__(self, steps: list[decisions.Decision], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        self.changed = False

    def clean(self) -> dict[str, Any]:
        """Take the decisions up to the first that is not made; at least one must be."""
        sent = self.given()["steps"]
        present = {step.id: {choice.id for choice in step.choices} for step in self.steps}
        self.changed = any(key not in present or choice not in present[key] for key, choice in sent.items())
        if self.changed:
            self.add_error(None, str(GONE))
        taken: dict[str, str] = {}
        for step in self.steps:
            if step.id not in sent:
                break
            taken[step.id] = sent[step.id]
        if not taken and not self.changed:
            self.add_error(None, _("Choose an answer first."))
        return {"steps": taken}

    def answer(self) -> dict[str, Any]:
        """The id of the choice in each step."""
        return {"steps": self.cleaned_data["steps"]}

    def given(self) -> dict[str, Any]:
        """What was ticked."""
        named = ((key.removeprefix("step-"), value) for key, value in self.data.items() if key.startswith("step-"))
        return {"steps": dict(named)}

    def was_changed(self) -> bool:
        """A step or a choice has been taken out."""
        return self.changed


class CaseSteps(Kind):
    """One decision after the other."""

    template = "courses/parts/answers/case_steps.html"
    words: Mapping[Outcome, Any] = {
        **WORDS,
        Outcome.RIGHT: _("All your decisions fit. Read why above."),
        Outcome.PARTLY: _("Some of your decisions fit. You can go back and choose again."),
    }

    def title(self, value: Any) -> str:
        """The name of the case."""
        return str(value["title"])

    def form(self, value: Any, data: Any) -> AnswerForm:
        """A field for each step."""
        return DecisionsForm(value.decisions, data)

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> CaseView:
        """The steps that are open, those decided with feedback."""
        made, ticked = _steps_of(answer), _steps_of(given if given is not None else answer)
        shown = decisions.open_decisions(value.decisions, made)
        steps = []
        for number, (key, step, choices) in enumerate(value.steps[:shown], start=1):
            views = tuple(
                ChoiceView(
                    choice,
                    each["text"],
                    ticked.get(key) == choice,
                    bool(each["correct"]),
                    each["feedback"] if made.get(key) == choice else "",
                )
                for choice, each in choices
            )
            decided = any(view.feedback for view in views)
            steps.append(DecisionView(key, number, step["html"], step["question"], views, decided))
        whole = decisions.is_whole(value.decisions, made)
        return CaseView(value["title"], tuple(steps), len(value.steps), value["ending"] if whole else "")

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """Nothing before the last decision is made."""
        return decisions.assess(value.decisions, _steps_of(answer))


def _steps_of(answer: Answer | None) -> dict[str, str]:
    return dict((answer or {}).get("steps", {}))
