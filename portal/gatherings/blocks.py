"""What an agenda and an exercise are made of, as editors write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from portal.cms.blocks import DraftTolerantStruct, SmallTextBlock
from portal.gatherings.choices.meetings import SlotKinds
from portal.gatherings.domain.agenda import LONGEST, REST

AGENDA = _("Agenda")
EXERCISE = pgettext_lazy("group of blocks", "Exercise")
HANDOUTS = _("Handed out")
EXERCISE_PAGE = "gatherings.ExercisePage"


class SlotBlock(DraftTolerantStruct):
    """One thing that happens. Its id follows it into meetings, so that languages and copies speak of the same one."""

    title = blocks.CharBlock(max_length=200, label=_("What happens"))
    kind = blocks.ChoiceBlock(choices=SlotKinds.choices, default=SlotKinds.CONVERSATION, label=_("Kind"))
    minutes = blocks.IntegerBlock(min_value=1, max_value=LONGEST, label=_("Minutes"))
    lead = blocks.CharBlock(
        max_length=120, required=False, label=_("Who leads"), help_text=_("A role, never a named person.")
    )
    exercise = blocks.PageChooserBlock(
        page_type=EXERCISE_PAGE,
        required=False,
        label=_("Exercise in the library"),
        help_text=_("Whoever leads finds the steps there, so they need not be written again."),
    )
    method = blocks.TextBlock(rows=2, required=False, label=_("Method"), help_text=_("How it is done, in short."))
    script = blocks.TextBlock(
        rows=4, required=False, label=_("Script"), help_text=_("What whoever leads says and does. Empty lines part it.")
    )
    materials = blocks.TextBlock(rows=2, required=False, label=_("Material"))
    needs = blocks.TextBlock(rows=2, required=False, label=_("What is needed in the room"))

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """A break has no exercise: it would be a break no longer."""
        if value.get("exercise") and value.get("kind") in REST:
            return {"exercise": ValidationError(_("A break has no exercise. Choose another kind, or take it away."))}
        return {}

    class Meta:
        icon = "time"
        label = _("Item on the agenda")
        label_format = "{minutes} min · {title}"
        description = _("One thing that happens, and how long it lasts.")
        group = AGENDA
        template = "portal/gatherings/blocks/slot.html"
        preview_value: ClassVar = {
            "title": "Velkommen og innsjekk",
            "kind": "check_in",
            "minutes": 15,
            "lead": "Prosessveileder",
            "method": "Runde rundt bordet",
        }


class PartBlock(blocks.StructBlock):
    """A part of the meeting. A short meeting has one, without a title."""

    title = blocks.CharBlock(
        max_length=120, required=False, label=_("Title"), help_text=_("Leave empty when the meeting has one part only.")
    )
    slots = blocks.ListBlock(SlotBlock(), min_num=1, label=_("Items, in order"))

    class Meta:
        icon = "list-ol"
        label = _("Part of the meeting")
        label_format = "{title}"
        description = _("Items in order, each with its minutes. Drag to move; the times follow by themselves.")
        group = AGENDA
        template = "portal/gatherings/blocks/part.html"
        preview_value: ClassVar = {
            "title": "Del 1",
            "slots": [
                {"title": "Velkommen og innsjekk", "kind": "check_in", "minutes": 15, "lead": "Prosessveileder"},
                {"title": "Pause", "kind": "break", "minutes": 10},
            ],
        }


class ExerciseStepBlock(blocks.StructBlock):
    """One step of an exercise."""

    title = blocks.CharBlock(max_length=150, label=_("Title"))
    minutes = blocks.IntegerBlock(min_value=1, max_value=LONGEST, required=False, label=_("Minutes"))
    html = SmallTextBlock(label=_("What happens"))
    say = blocks.TextBlock(
        rows=2, required=False, label=_("Say, for instance"), help_text=_("Words that whoever leads may use.")
    )

    class Meta:
        icon = "list-ol"
        label = pgettext_lazy("exercise", "Step")
        label_format = "{title}"
        description = _("One thing to do, in order. Steps get their numbers by themselves.")
        group = EXERCISE
        template = "portal/gatherings/blocks/exercise_step.html"
        preview_value: ClassVar = {
            "title": "Skriv i stillhet",
            "minutes": 5,
            "html": "<p>Alle skriver tre ting på hvert sitt kort.</p>",
            "say": "Det finnes ingen feil svar.",
        }


class CaseBlock(blocks.StructBlock):
    """An invented case to practise on; it always says that it is one."""

    title = blocks.CharBlock(max_length=150, label=_("Title"))
    html = SmallTextBlock(
        label=_("The case"), help_text=_("Invented. Never somebody's real story, not even without the name.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Practice case")
        label_format = "{title}"
        description = _("An invented case to practise on. The page says that it is invented.")
        group = HANDOUTS
        template = "portal/gatherings/blocks/case.html"
        preview_value: ClassVar = {
            "title": "Den første samtalen",
            "html": "<p>Du har ventet lenge på denne timen, og du vet ikke hva de har lest om deg.</p>",
        }


class RoleCardBlock(blocks.StructBlock):
    """What one role needs to know to feel safe and take part."""

    role = blocks.CharBlock(max_length=120, label=_("Role"))
    html = SmallTextBlock(label=_("What the role does"))

    class Meta:
        icon = "user"
        label = _("Role card")
        label_format = "{role}"
        description = _("What one role does, knows and decides. Printed and handed out.")
        group = HANDOUTS
        template = "portal/gatherings/blocks/role_card.html"
        preview_value: ClassVar = {
            "role": "Erfaringskonsulent",
            "html": "<p>Du bestemmer hvor mye du spiller, og du kan stoppe når som helst.</p>",
        }


class InsightCardsBlock(blocks.StructBlock):
    """Statements from an inquiry, a card each, to be laid on the table (S66)."""

    title = blocks.CharBlock(max_length=150, label=_("Title"))
    voice = blocks.CharBlock(
        max_length=150, required=False, label=_("Whose voice"), help_text=_("For instance: users, or employees.")
    )
    cards = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=120, label=_("The insight"))),
                ("text", blocks.TextBlock(rows=3, label=_("In more words"))),
            ],
            label=_("Card"),
        ),
        min_num=1,
        label=_("Cards"),
    )

    class Meta:
        icon = "grip"
        label = _("Insight cards")
        label_format = "{title}"
        description = _("What people said in an inquiry, a card each. Printed and cut out.")
        group = HANDOUTS
        template = "portal/gatherings/blocks/insight_cards.html"
        preview_value: ClassVar = {
            "title": "Det brukerne sier",
            "voice": "Brukere",
            "cards": [{"title": "Ventingen er verst", "text": "Når jeg først ber om hjelp, haster det."}],
        }
