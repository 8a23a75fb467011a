"""Single questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from portal.cms.blocks.base import SMALL_RICH_TEXT
from portal.worksheets.blocks.base import (
    HELP,
    LABEL,
    READING,
    AnswerBlock,
    QuestionBlock,
    answers,
    texts,
)
from portal.worksheets.blocks.numbers import FigureBlock
from portal.worksheets.domain.form import Kind, Part

LONGEST_SCALE = 10


def label_block() -> blocks.CharBlock:
    """Return the question itself."""
    return blocks.CharBlock(label=_("question"), max_length=LABEL)


def help_block() -> blocks.CharBlock:
    """Return the line below the question."""
    return blocks.CharBlock(label=_("help"), max_length=HELP, required=False)


def required_block() -> blocks.BooleanBlock:
    """Return whether the question must be answered before the form counts as filled in."""
    return blocks.BooleanBlock(label=_("must be answered"), required=False)


def comment_block() -> blocks.BooleanBlock:
    """Return whether there is room for a word beside the answer."""
    return blocks.BooleanBlock(label=_("room for a comment"), required=False)


def counted_block() -> blocks.BooleanBlock:
    """Return whether the answer is part of the score."""
    return blocks.BooleanBlock(label=_("counts in the score"), required=False, default=True)


class HeadingBlock(QuestionBlock):
    """A heading over the questions that follow."""

    label = blocks.CharBlock(label=_("heading"), max_length=LABEL)
    help = blocks.CharBlock(label=_("a line below"), max_length=HELP, required=False)

    class Meta:
        icon = "title"
        label = _("Heading")
        group = READING
        preview_value = {"label": "Før møtet", "help": ""}

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one heading."""
        return [Part(key, Kind.HEADING, texts(language, value["label"]), texts(language, value["help"]))]


class GuidanceBlock(QuestionBlock):
    """A text that helps with what follows."""

    label = blocks.RichTextBlock(label=_("text"), features=SMALL_RICH_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Guidance")
        group = READING
        label_format = _("Guidance")
        preview_value = {"label": "<p>Svar hver for dere først, og snakk sammen etterpå.</p>"}

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one text, as the editor's markup."""
        return [Part(key, Kind.GUIDANCE, texts(language, value["label"].source))]


class TextQuestionBlock(QuestionBlock):
    """A question answered with words."""

    label = label_block()
    help = help_block()
    long = blocks.BooleanBlock(label=_("room for several lines"), required=False, default=True)
    required = required_block()

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        preview_value = {"label": "Hva fungerer godt så langt?", "help": "", "long": True, "required": False}

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one question."""
        return [_part(key, Kind.TEXT, value, language, long=value["long"])]


class ChoiceQuestionBlock(QuestionBlock):
    """One answer of several, or as many as fit."""

    label = label_block()
    help = help_block()
    options = blocks.ListBlock(AnswerBlock(), label=_("answers"), min_num=2, max_num=30)
    several = blocks.BooleanBlock(label=_("more than one answer may be chosen"), required=False)
    most = blocks.IntegerBlock(
        label=_("at most"), required=False, min_value=2, max_value=30, help_text=_("How many may be chosen.")
    )
    comment = comment_block()
    required = required_block()

    class Meta:
        icon = "radio-full"
        label = pgettext_lazy("kind of question", "Choice")
        preview_value = {
            "label": "Hvor i modellen er dere?",
            "options": [{"text": "Forberede", "weight": None}, {"text": "Planlegge", "weight": None}],
        }

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one question; it counts when its answers have a worth."""
        options = answers(value["options"], language)
        several = value["several"]
        return [
            _part(
                key,
                Kind.CHOICES if several else Kind.CHOICE,
                value,
                language,
                options=options,
                most=value["most"] if several else None,
                comment=value["comment"],
                counted=any(option.weight is not None for option in options),
            )
        ]


class ScaleQuestionBlock(QuestionBlock):
    """A number on a scale whose ends have words."""

    label = label_block()
    help = help_block()
    low = blocks.IntegerBlock(label=_("lowest"), default=1, min_value=0, max_value=1)
    high = blocks.IntegerBlock(label=_("highest"), default=5, min_value=2, max_value=LONGEST_SCALE)
    low_text = blocks.CharBlock(label=_("what the lowest means"), max_length=LABEL, required=False)
    high_text = blocks.CharBlock(label=_("what the highest means"), max_length=LABEL, required=False)
    comment = comment_block()
    counted = counted_block()
    required = required_block()

    class Meta:
        icon = "order"
        label = _("Scale")
        preview_value = {
            "label": "Hvor trygge er vi på hverandre?",
            "low": 1,
            "high": 5,
            "low_text": "ikke trygge",
            "high_text": "helt trygge",
        }

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one question."""
        return [scale(key, value["label"], value["help"], value, language, required=value["required"])]


class LevelsQuestionBlock(QuestionBlock):
    """Described levels, each with its weight: choose the one that fits best."""

    label = label_block()
    help = help_block()
    levels = blocks.ListBlock(AnswerBlock(), label=_("levels, the best first"), min_num=2, max_num=8)
    comment = comment_block()
    required = required_block()

    class Meta:
        icon = "list-ol"
        label = _("Levels with weights")
        preview_value = {
            "label": "Toppledelsens engasjement",
            "levels": [{"text": "Følger opp jevnlig", "weight": 15.0}, {"text": "Vet lite om det", "weight": 0.0}],
        }

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one question."""
        levels = answers(value["levels"], language)
        return [_part(key, Kind.LEVELS, value, language, options=levels, comment=value["comment"], counted=True)]

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Every level needs a weight, or the score would leave it out without a word."""
        if any(level["weight"] is None for level in value.get("levels") or []):
            return {"levels": ValidationError(_("Give every level a worth. Write 0 for the lowest."))}
        return {}


class NumberQuestionBlock(QuestionBlock):
    """A number, perhaps between two limits."""

    label = label_block()
    help = help_block()
    low = FigureBlock(label=_("lowest"), required=False)
    high = FigureBlock(label=_("highest"), required=False)
    required = required_block()

    class Meta:
        icon = "decimal"
        label = pgettext_lazy("kind of question", "Number")
        preview_value = {"label": "Hvor mange deltok?", "low": 0}

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one question."""
        return [_part(key, Kind.NUMBER, value, language, low=value["low"], high=value["high"])]


class _SimpleQuestion(QuestionBlock):
    kind: Kind

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one question."""
        return [_part(key, self.kind, value, language)]


class DateQuestionBlock(_SimpleQuestion):
    """A date."""

    label = label_block()
    help = help_block()
    required = required_block()
    kind = Kind.DATE

    class Meta:
        icon = "date"
        label = _("Date")
        preview_value = {"label": "Neste møte", "help": "", "required": False}


class PersonQuestionBlock(_SimpleQuestion):
    """Who: a role or a name of somebody who works with this, never of somebody who gets help."""

    label = label_block()
    help = help_block()
    required = required_block()
    kind = Kind.PERSON

    class Meta:
        icon = "user"
        label = _("Person")
        preview_value = {"label": "Ansvarlig", "help": "", "required": False}


def scale(key: str, label: Any, help: Any, ends: Any, language: str, *, required: bool = False) -> Part:
    """Return one question on a scale; `ends` has low, high, low_text, high_text, comment and counted."""
    return Part(
        key,
        Kind.SCALE,
        texts(language, label),
        texts(language, help),
        required=required,
        low=ends["low"],
        high=ends["high"],
        low_texts=texts(language, ends["low_text"]),
        high_texts=texts(language, ends["high_text"]),
        comment=ends["comment"],
        counted=ends["counted"],
    )


def _part(key: str, kind: Kind, value: Any, language: str, **more: Any) -> Part:
    return Part(
        key,
        kind,
        texts(language, value["label"]),
        texts(language, value["help"]),
        required=value["required"],
        **more,
    )
