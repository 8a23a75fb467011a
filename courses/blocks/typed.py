"""Questions that are answered in a few words or with a number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.groups import LEARN
from portal.cms.blocks.base import DraftTolerantStruct

MOST_POINTS = 11
"""A scale with more points than 0–10 is written as a number instead."""


class ShortAnswerBlock(blocks.StructBlock):
    """A question that a word or two answers."""

    question = blocks.CharBlock(label=_("question"), max_length=400)
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("answer"), max_length=200),
        label=_("answers that fit"),
        min_num=1,
        max_num=20,
        help_text=_("Capital letters, extra spaces and punctuation at the ends do not matter. The first one is shown."),
    )
    feedback_right = blocks.TextBlock(label=_("feedback when it fits"), rows=2)
    feedback_wrong = blocks.TextBlock(
        label=_("feedback when it does not"), rows=2, help_text=_("A hint that helps, in kind words.")
    )

    class Meta:
        icon = "pilcrow"
        label = _("Question with a short answer")
        description = _("A word or two, forgiving about how it is written. As many tries as the learner wants.")
        group = LEARN
        template = "courses/blocks/short_answer.html"
        preview_value = {
            "question": "Hva heter møtet der bare de som trengs er med?",
            "accepted": ["Oppfølgingsteam", "oppfølgingsteamet"],
            "feedback_right": "Ja. Teamet er lite, og det møtes når det trengs.",
            "feedback_wrong": "Det erstatter ansvarsgruppen i flere kommuner.",
        }


class NumberValue(blocks.StructValue):
    """The numbers as they are reckoned with."""

    @property
    def target_number(self) -> Decimal:
        """What the answer should be near."""
        return _decimal(self.get("target"))

    @property
    def tolerance_number(self) -> Decimal:
        """How far away still fits."""
        return _decimal(self.get("tolerance"))

    @property
    def points(self) -> list[int]:
        """The points to tick, from the lowest to the highest; none when the answer is to be written."""
        low, high = self.get("lowest"), self.get("highest")
        if not self.get("as_scale") or low is None or high is None or high < low:
            return []
        return list(range(low, min(high, low + MOST_POINTS - 1) + 1))


class NumberBlock(DraftTolerantStruct):
    """A question that a number answers, near enough."""

    question = blocks.CharBlock(label=_("question"), max_length=400)
    target = blocks.FloatBlock(label=_("the answer"))
    tolerance = blocks.FloatBlock(
        label=_("how far away still fits"), default=0, min_value=0, help_text=_("0: only the exact number fits.")
    )
    unit = blocks.CharBlock(label=_("unit"), max_length=40, required=False, help_text=_("For example % or minutes."))
    as_scale = blocks.BooleanBlock(label=_("show as a scale to tick"), required=False)
    lowest = blocks.IntegerBlock(label=_("lowest point of the scale"), required=False)
    highest = blocks.IntegerBlock(label=_("highest point of the scale"), required=False)
    feedback_right = blocks.TextBlock(label=_("feedback when it fits"), rows=2)
    feedback_wrong = blocks.TextBlock(label=_("feedback when it does not"), rows=2)
    source = blocks.CharBlock(label=_("where the number comes from"), max_length=250, required=False)

    class Meta:
        icon = "decimal"
        label = _("Question with a number")
        description = _("A guess or a reckoning: near enough fits. Written, or ticked on a scale of at most eleven.")
        group = LEARN
        template = "courses/blocks/number.html"
        value_class = NumberValue
        preview_value = {
            "question": "Hvor mange tips for møteledelse er det i denne leksjonen?",
            "target": 12,
            "tolerance": 0,
            "unit": "tips",
            "as_scale": False,
            "lowest": None,
            "highest": None,
            "feedback_right": "Ja. Fem før møtet, fem i møtet og to etterpå.",
            "feedback_wrong": "Tell dem som står før, i og etter møtet.",
            "source": "",
        }

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """A scale has two ends, few enough points, and the answer on it."""
        if not value.get("as_scale"):
            return {}
        low, high = value.get("lowest"), value.get("highest")
        if low is None or high is None:
            return {"lowest" if low is None else "highest": ValidationError(_("A scale needs both its ends."))}
        if not 1 <= high - low <= MOST_POINTS - 1:
            return {"highest": ValidationError(_("A scale has from two to eleven points."))}
        target = value.get("target")
        if target is not None and not low <= target <= high:
            return {"target": ValidationError(_("The answer is outside the scale."))}
        return {}


def _decimal(number: Any) -> Decimal:
    return Decimal(str(number if number is not None else 0))
