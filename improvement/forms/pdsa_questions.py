"""The fields of a cycle's questions: the same few for each, numbered from the second on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy

from improvement.domain.pdsa import MOST_QUESTIONS
from improvement.models import PdsaQuestion

QUESTION, PREDICTION, FINDING, MATCH = "question", "prediction", "finding", "match"


@dataclass(frozen=True, slots=True)
class Row:
    """One question on a page: its number, its fields, and what is stored of it."""

    number: int
    fields: list[BoundField]
    asked: PdsaQuestion | None

    @property
    def holds(self) -> bool:
        """Whether anything stands in its fields."""
        return any(field.value() or field.errors for field in self.fields)


def named(name: str, number: int) -> str:
    """The form's name of a field of the question with this number (from 1)."""
    return name if number <= 1 else f"{name}_{number}"


def numbered(form: type[forms.Form], *, before: str, fields: dict[str, Callable[[int], forms.Field]]) -> None:
    """Give `form` these fields for each question, in front of the field `before`.

    Declared once, so that saved versions compare them too. From the second question on the label says which: in a
    saved version, and in a list of errors, it stands alone.
    """
    made: dict[str, Any] = {}
    for number in range(1, MOST_QUESTIONS + 1):
        for name, make in fields.items():
            field = make(number)
            if number > 1:
                field.label = format_lazy("{number}. {label}", number=number, label=field.label)  # type: ignore[assignment]
            made[named(name, number)] = field
    rest = {}
    for name in list(form.base_fields)[list(form.base_fields).index(before) :]:
        rest[name] = form.base_fields.pop(name)
    form.base_fields |= made | rest
