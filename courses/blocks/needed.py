"""What a rule may ask for besides questions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.lists import ChecklistBlock


def needed_box() -> blocks.BooleanBlock:
    """Return a box that makes the block one of the tasks in the lesson (domain/completion.py, `Condition.TASKS`)."""
    return blocks.BooleanBlock(
        required=False,
        label=_("needed to finish"),
        help_text=_("Counts where the lesson is done when every task in it is done."),
    )


class LessonChecklistBlock(ChecklistBlock):
    """A checklist with ticks of one's own."""

    needed = needed_box()

    class Meta:
        description = _("A list with ticks of one's own. Nobody else sees them.")
