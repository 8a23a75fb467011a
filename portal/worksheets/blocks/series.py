"""Several questions at once that have the same answers: the quickest way to make a form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.worksheets.blocks.base import HELP, LABEL, SERIES, AnswerBlock, QuestionBlock, answers, listed, texts
from portal.worksheets.blocks.questions import (
    LONGEST_SCALE,
    comment_block,
    counted_block,
    scale,
)
from portal.worksheets.domain.form import Kind, Part

MOST = 60


def statements_block() -> blocks.ListBlock:
    """Return the questions, one a line."""
    return blocks.ListBlock(
        blocks.CharBlock(label=_("question or statement"), max_length=LABEL),
        label=_("questions or statements"),
        min_num=1,
        max_num=MOST,
    )


class ScaleSeriesBlock(QuestionBlock):
    """Statements that all are answered on one scale."""

    label = blocks.CharBlock(label=_("heading"), max_length=LABEL, required=False)
    help = blocks.CharBlock(label=_("help"), max_length=HELP, required=False)
    statements = statements_block()
    low = blocks.IntegerBlock(label=_("lowest"), default=1, min_value=0, max_value=1)
    high = blocks.IntegerBlock(label=_("highest"), default=5, min_value=2, max_value=LONGEST_SCALE)
    low_text = blocks.CharBlock(label=_("what the lowest means"), max_length=LABEL, required=False)
    high_text = blocks.CharBlock(label=_("what the highest means"), max_length=LABEL, required=False)
    comment = comment_block()
    counted = counted_block()

    class Meta:
        icon = "order"
        label = _("Statements on a scale")
        group = SERIES
        preview_value = {
            "label": "Passer tiltaket hos oss?",
            "statements": ["Det svarer på utfordringene våre", "Vi tror på bedre resultater"],
            "low": 1,
            "high": 5,
            "low_text": "nei, slett ikke",
            "high_text": "ja, helt",
        }

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return a heading, if there is one, and a question a statement."""
        asked = [scale(str(child.id), child.value, "", value, language) for child in value["statements"].bound_blocks]
        return [*_heading(key, value, language), *asked]


class ChoiceSeriesBlock(QuestionBlock):
    """Statements that all have the same answers to choose from."""

    label = blocks.CharBlock(label=_("heading"), max_length=LABEL, required=False)
    help = blocks.CharBlock(label=_("help"), max_length=HELP, required=False)
    options = blocks.ListBlock(AnswerBlock(), label=_("answers"), min_num=2, max_num=8)
    statements = statements_block()
    comment = comment_block()

    class Meta:
        icon = "radio-full"
        label = _("Statements with the same answers")
        group = SERIES
        preview_value = {
            "label": "Planer og rapportering",
            "options": [
                {"text": "gjort", "weight": 2.0},
                {"text": "i gang", "weight": 1.0},
                {"text": "ikke", "weight": 0.0},
            ],
            "statements": ["Oppfølgingsteam står i kommunens planer"],
        }

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return a heading, if there is one, and a question a statement."""
        options = answers(value["options"], language)
        counted = any(option.weight is not None for option in options)
        asked = [
            Part(
                str(child.id),
                Kind.CHOICE,
                texts(language, child.value),
                options=options,
                comment=value["comment"],
                counted=counted,
            )
            for child in value["statements"].bound_blocks
        ]
        return [*_heading(key, value, language), *asked]


class ChecklistBlock(QuestionBlock):
    """Things to tick off."""

    label = blocks.CharBlock(label=_("heading"), max_length=LABEL, required=False)
    help = blocks.CharBlock(label=_("help"), max_length=HELP, required=False)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("thing to tick off"), max_length=LABEL),
        label=_("things to tick off"),
        min_num=1,
        max_num=MOST,
    )
    counted = counted_block()

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        group = SERIES
        preview_value = {"label": "Den første uka", "items": ["Møt brukeren", "Spør hva som er viktig"]}

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return a heading, if there is one, and a tick an item."""
        ticks = [
            Part(option.id, Kind.CHECK, option.texts, counted=value["counted"])
            for option in listed(value["items"], language)
        ]
        return [*_heading(key, value, language), *ticks]


def _heading(key: str, value: Any, language: str) -> list[Part]:
    if not value["label"]:
        return []
    return [Part(key, Kind.HEADING, texts(language, value["label"]), texts(language, value["help"]))]
