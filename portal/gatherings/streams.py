"""What the pages of the library hold."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from portal.cms.blocks import CalloutBlock, ChecklistBlock, ParagraphBlock
from portal.gatherings.blocks import (
    CaseBlock,
    ExerciseStepBlock,
    InsightCardsBlock,
    PartBlock,
    RoleCardBlock,
)
from portal.gatherings.domain.agenda import LONGEST


class PartsStream(blocks.StreamBlock):
    """The parts of a meeting, in order."""

    part = PartBlock()

    def clean(self, value: Any) -> Any:
        """Refuse more than a day: that is two meetings."""
        result = super().clean(value)
        if not self.is_deferred_validation and minutes_of(result) > LONGEST:
            raise StreamBlockValidationError(
                non_block_errors=[ValidationError(_("This is more than a day. Make two agendas of it."))]
            )
        return result


class StepsStream(blocks.StreamBlock):
    """The steps of an exercise, in order."""

    step = ExerciseStepBlock()


class HandoutsStream(blocks.StreamBlock):
    """What is printed and handed out."""

    case = CaseBlock()
    role_card = RoleCardBlock()
    insight_cards = InsightCardsBlock()


class AroundStream(blocks.StreamBlock):
    """What is done before the meeting, or after it."""

    paragraph = ParagraphBlock()
    checklist = ChecklistBlock()
    callout = CalloutBlock()


def minutes_of(parts: Any) -> int:
    """Return how long the parts last together; half-written items count as nothing."""
    return sum(slot.get("minutes") or 0 for part in parts for slot in part.value["slots"])
