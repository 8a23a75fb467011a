"""What the questions share: each says which parts of a form it stands for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.base import DraftTolerantStruct
from portal.worksheets.blocks.numbers import FigureBlock
from portal.worksheets.domain.form import Option, Part, Texts

READING = _("To read")
QUESTIONS = _("Questions")
SERIES = _("Several questions with the same answers")
TABLES = _("Tables and branches")

LABEL, HELP = 300, 600


def texts(language: str, text: Any) -> Texts:
    """Return the text as it stands in one language; nothing for an empty one."""
    said = str(text or "").strip()
    return {language: said} if said else {}


def listed(children: Any, language: str) -> tuple[Option, ...]:
    """Return the entries of a list of texts as options, by their block ids."""
    return tuple(Option(str(child.id), texts(language, child.value)) for child in children.bound_blocks)


class QuestionBlock(DraftTolerantStruct):
    """A block that becomes parts of a form."""

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return the parts, with their texts in this language; `key` is the block's id."""
        raise NotImplementedError

    class Meta:
        group = QUESTIONS
        label_format = "{label}"


class AnswerBlock(blocks.StructBlock):
    """One answer to choose, and what it is worth."""

    text = blocks.CharBlock(label=_("answer"), max_length=LABEL)
    weight = FigureBlock(
        label=_("worth"), required=False, help_text=_("Leave empty when the answer does not count in a score.")
    )

    class Meta:
        icon = "radio-empty"
        label = _("Answer")
        label_format = "{text}"


def answers(children: Any, language: str) -> tuple[Option, ...]:
    """Return a list of `AnswerBlock` as options."""
    return tuple(
        Option(str(child.id), texts(language, child.value["text"]), child.value["weight"])
        for child in children.bound_blocks
    )
