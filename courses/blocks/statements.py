"""A statement that is true or not, and a situation in which there is no right answer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.groups import LEARN

TRUE, FALSE = "true", "false"


class TrueFalseBlock(blocks.StructBlock):
    """A statement. The choices have fixed keys, so there is nothing to translate but the words around them."""

    statement = blocks.TextBlock(label=_("statement"), max_length=400, rows=2)
    is_true = blocks.BooleanBlock(label=_("it is true"), required=False)
    feedback_true = blocks.TextBlock(
        label=_("feedback to who says true"), rows=2, help_text=_("Say why. Kind words also when it does not fit.")
    )
    feedback_false = blocks.TextBlock(label=_("feedback to who says not true"), rows=2)

    class Meta:
        icon = "check"
        label = _("True or not")
        description = _("A statement to take a stand on, with feedback for both answers.")
        group = LEARN
        template = "courses/blocks/true_false.html"
        preview_value = {
            "statement": "Alle som har vært med rundt brukeren, skal kalles inn til hvert møte.",
            "is_true": False,
            "feedback_true": "Slik var det ofte før. Nå kaller vi bare inn dem som trengs i denne saken.",
            "feedback_false": "Ja. Bare de som trengs, kalles inn, og det blir mer tid til å lytte.",
        }


class PollChoiceBlock(blocks.StructBlock):
    """One way to act, and a thought about it."""

    text = blocks.CharBlock(label=_("choice"), max_length=300)
    thought = blocks.TextBlock(
        label=_("a thought about it"), rows=2, required=False, help_text=_("What speaks for it, and what it costs.")
    )

    class Meta:
        icon = "radio-empty"
        label = _("Choice")
        label_format = "{text}"


class PollValue(blocks.StructValue):
    """The choices by block id, which is the same in every language."""

    @property
    def options(self) -> list[tuple[str, Any]]:
        """The choices with their ids, in order."""
        return [(str(child.id), child.value) for child in self["choices"].bound_blocks]


class PollBlock(blocks.StructBlock):
    """What would you have done? Who has answered sees how others chose, once five others have."""

    situation = blocks.RichTextBlock(label=_("situation"), features=["bold", "italic", "ol", "ul"], required=False)
    question = blocks.CharBlock(label=_("question"), max_length=400)
    choices = blocks.ListBlock(PollChoiceBlock(), label=_("choices"), min_num=2, max_num=6)
    afterthought = blocks.TextBlock(
        label=_("a thought at the end"), rows=3, required=False, help_text=_("Shown when the learner has chosen.")
    )

    class Meta:
        icon = "group"
        label = _("What would you have done?")
        description = _("No right answer. Who has chosen sees how others chose, once five others have.")
        group = LEARN
        template = "courses/blocks/poll.html"
        value_class = PollValue
        preview_value = {
            "situation": "<p>Fastlegen har ikke svart på to innkallinger. Møtet er på torsdag.</p>",
            "question": "Hva ville du gjort?",
            "choices": [
                {"text": "Ringt legekontoret", "thought": "Raskt, og du får vite hva som står i veien."},
                {"text": "Holdt møtet uten", "thought": "Familien slipper å vente, men noe kan bli uavklart."},
            ],
            "afterthought": "Begge deler kan være rett. Spør familien hva som betyr mest nå.",
        }
