"""A question with feedback for every choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.groups import LEARN
from courses.domain import quiz
from portal.cms.blocks.base import DraftTolerantStruct


class QuizChoiceBlock(blocks.StructBlock):
    """One choice and what the learner reads after choosing it."""

    text = blocks.CharBlock(label=_("choice"), max_length=300)
    correct = blocks.BooleanBlock(label=_("fits"), required=False)
    feedback = blocks.TextBlock(
        label=_("feedback"), help_text=_("Say why. Kind words also when the choice does not fit.")
    )

    class Meta:
        icon = "radio-empty"
        label = _("Choice")
        label_format = "{text}"


class QuizValue(blocks.StructValue):
    """The choices as the domain knows them: by block id, which is the same in every language."""

    @property
    def options(self) -> list[tuple[str, Any]]:
        """The choices with their ids, in order."""
        return [(str(child.id), child.value) for child in self["choices"].bound_blocks]

    @property
    def domain_choices(self) -> list[quiz.Choice]:
        """What `courses.domain.quiz` reads."""
        return [quiz.Choice(key, bool(value["correct"])) for key, value in self.options]

    @property
    def several(self) -> bool:
        """More than one choice fits: the learner may tick several."""
        return quiz.several(self.domain_choices)


class QuizBlock(DraftTolerantStruct):
    """A question. Where several choices fit, the learner may tick several."""

    question = blocks.CharBlock(label=_("question"), max_length=400)
    choices = blocks.ListBlock(QuizChoiceBlock(), label=_("choices"), min_num=2, max_num=6)

    class Meta:
        icon = "help"
        label = _("Question with choices")
        description = _("Feedback for every choice, as many tries as the learner wants, no points.")
        group = LEARN
        template = "courses/blocks/quiz.html"
        value_class = QuizValue
        preview_value = {
            "question": "Brukeren synes møtene er overveldende. Hva gjør du først?",
            "choices": [
                {
                    "text": "Går gjennom sammen med brukeren hvem som trengs",
                    "correct": True,
                    "feedback": "Færre rundt bordet gir mer tid til å lytte.",
                },
                {"text": "Sender et lengre referat", "correct": False, "feedback": "Møtet blir ikke lettere av det."},
            ],
        }

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """At least one choice must fit."""
        choices = list(value.get("choices") or [])
        if choices and not any(choice["correct"] for choice in choices):
            return {"choices": ValidationError(_("Mark at least one choice that fits."))}
        return {}
