"""A checklist with ticks of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from courses.domain.quiz import Outcome
from courses.questions.base import Answer, AnswerForm, Kind


@dataclass(frozen=True, slots=True)
class TickView:
    """One point."""

    id: str
    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class TicksView:
    """The list. `done` is how many are ticked."""

    title: str
    items: tuple[TickView, ...]
    done: int


class TicksForm(AnswerForm):
    """The points that are ticked; none is an answer too. A point that is taken out is left out."""

    ticks = forms.TypedMultipleChoiceField(required=False)

    def __init__(self, present: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = present
        sent = {each for each in self.given()["ticks"] if each not in present}
        field = self.fields["ticks"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        # What an editor has taken out since the page was opened is no fault of who ticked it.
        field.choices = [(each, each) for each in [*present, *sent]]

    def answer(self) -> dict[str, Any]:
        """Ids of points, in the list's order."""
        return {"ticks": [each for each in self.present if each in self.cleaned_data["ticks"]]}

    def given(self) -> dict[str, Any]:
        """What was ticked."""
        return {"ticks": self.data.getlist("ticks")}  # type: ignore[attr-defined]


class Checklist(Kind):
    """Nothing is right or wrong. A rule asks for it where the editor has said that it is needed."""

    template = "courses/parts/answers/checklist.html"
    numbered = False
    by_itself = True

    def title(self, value: Any) -> str:
        """The list's title."""
        return str(value["title"])

    def form(self, value: Any, data: Any) -> AnswerForm:
        """A box a point."""
        return TicksForm([key for key, _text in _items(value)], data)

    def inside(self, value: Any, answer: Answer | None, given: Answer | None) -> TicksView:
        """The points with one's ticks."""
        ticked = set(((given if given is not None else answer) or {}).get("ticks", ()))
        items = tuple(TickView(key, text, key in ticked) for key, text in _items(value))
        return TicksView(value["title"], items, sum(item.checked for item in items))

    def outcome(self, value: Any, answer: Answer | None) -> Outcome | None:
        """There is none."""
        return None

    def is_whole(self, value: Any, answer: Answer | None) -> bool:
        """Every point is ticked."""
        ticked = set((answer or {}).get("ticks", ()))
        return all(key in ticked for key, _text in _items(value))


def _items(value: Any) -> list[tuple[str, str]]:
    return [(str(child.id), child.value) for child in value["items"].bound_blocks]
