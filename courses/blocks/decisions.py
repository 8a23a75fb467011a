"""A case in which the learner decides, one step after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.groups import LEARN
from courses.blocks.quiz import QuizChoiceBlock
from courses.domain.decisions import Decision
from courses.domain.quiz import Choice
from portal.cms.blocks.base import RICH_TEXT, DraftTolerantStruct


class DecisionBlock(DraftTolerantStruct):
    """What happens, what the learner must decide, and what each decision leads to."""

    html = blocks.RichTextBlock(label=_("what happens"), features=RICH_TEXT)
    question = blocks.CharBlock(label=_("what to decide"), max_length=300)
    choices = blocks.ListBlock(QuizChoiceBlock(), label=_("choices"), min_num=2, max_num=5)

    class Meta:
        icon = "arrow-right"
        label = _("Decision to make")
        label_format = "{question}"

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """At least one choice must fit."""
        choices = list(value.get("choices") or [])
        if choices and not any(choice["correct"] for choice in choices):
            return {"choices": ValidationError(_("Mark at least one choice that fits."))}
        return {}


class CaseStepsValue(blocks.StructValue):
    """The decisions by block id, which is the same in every language."""

    @property
    def steps(self) -> list[tuple[str, Any, list[tuple[str, Any]]]]:
        """Each decision: its id, its value, and its choices with their ids."""
        return [
            (str(child.id), child.value, [(str(each.id), each.value) for each in child.value["choices"].bound_blocks])
            for child in self["steps"].bound_blocks
        ]

    @property
    def decisions(self) -> list[Decision]:
        """What `courses.domain.decisions` reads."""
        return [
            Decision(key, tuple(Choice(choice, bool(value["correct"])) for choice, value in choices))
            for key, _value, choices in self.steps
        ]


class CaseStepsBlock(blocks.StructBlock):
    """A case with decisions. The next step opens when this one is decided; one may go back and choose again."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    steps = blocks.ListBlock(DecisionBlock(), label=_("decisions to make"), min_num=2, max_num=6)
    ending = blocks.TextBlock(
        label=_("how it ended"), rows=3, required=False, help_text=_("Shown when the last decision is made.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Case with decisions")
        description = _("One decision after the other, each with feedback. Never a real person.")
        group = LEARN
        template = "courses/blocks/case_steps.html"
        value_class = CaseStepsValue
        preview_value = {
            "title": "Øvingscase: overgang til skolen",
            "steps": [
                {
                    "html": "<p>Et barn skal begynne på skolen om to år. Mange tjenester er med.</p>",
                    "question": "Når begynner dere å planlegge?",
                    "choices": [
                        {"text": "Nå", "correct": True, "feedback": "Ja. Overganger trenger tid."},
                        {"text": "Våren før", "correct": False, "feedback": "Da rekker dere sjelden alt."},
                    ],
                },
                {
                    "html": "<p>Teamet skal møtes for første gang.</p>",
                    "question": "Hvem kaller du inn?",
                    "choices": [
                        {"text": "De som trengs nå", "correct": True, "feedback": "Færre gir mer tid til å lytte."},
                        {"text": "Alle", "correct": False, "feedback": "Familien kan synes det blir overveldende."},
                    ],
                },
            ],
            "ending": "Overgangen var forberedt da skolen begynte.",
        }
