"""Guides: steps in order, or levels that hold steps, with questions that decide the way on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.base import TEXT, DraftTolerantStruct
from portal.cms.blocks.text import ParagraphBlock, SmallTextBlock
from portal.cms.services.links import page_address

WAYS = [
    ("next", _("the next step")),
    ("step", _("step number …")),
    ("level", _("level number …")),
    ("page", _("another page")),
    ("end", _("the end")),
]


class OutcomeValue(blocks.StructValue):
    """Where an answer leads."""

    @property
    def href(self) -> str:
        """The other page's address; empty when the way stays inside this guide."""
        page = self.get("page")
        return page_address(page) if self.get("way") == "page" and page else ""


class OutcomeBlock(DraftTolerantStruct):
    """One answer to a gate's question and where it leads."""

    label = blocks.CharBlock(max_length=200, label=_("Answer"))
    way = blocks.ChoiceBlock(choices=WAYS, default="next", label=_("Leads to"))
    number = blocks.IntegerBlock(min_value=0, max_value=99, required=False, label=_("Number of the step or level"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """A step or level needs its number, another page needs the page."""
        if value.get("way") in {"step", "level"} and value.get("number") is None:
            return {"number": ValidationError(_("Write the number of the step or level."))}
        if value.get("way") == "page" and not value.get("page"):
            return {"page": ValidationError(_("Choose the page."))}
        return {}

    class Meta:
        icon = "redirect"
        label = _("Answer")
        value_class = OutcomeValue


class StepBlock(DraftTolerantStruct):
    """One step: what to do, who acts, an example, whom to ask, and perhaps a gate."""

    title = blocks.CharBlock(max_length=150, label=_("Title"))
    who = blocks.TextBlock(rows=2, required=False, label=_("Who acts"))
    html = ParagraphBlock(label=_("What to do"))
    example = SmallTextBlock(required=False, label=_("Example"), help_text=_("From practice, with the place named."))
    local_contact_hint = blocks.TextBlock(rows=2, required=False, label=_("Whom to ask locally"))
    gate_question = blocks.CharBlock(
        max_length=200,
        required=False,
        label=_("Gate: question"),
        help_text=_("A question that decides where to go. Leave empty when the next step simply follows."),
    )
    gate_outcomes = blocks.ListBlock(OutcomeBlock(), default=[], required=False, label=_("Gate: answers"))

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """A gate has a question and at least two answers, or neither."""
        question, answers = value.get("gate_question"), len(value.get("gate_outcomes") or [])
        if question and answers < 2:
            return {"gate_question": ValidationError(_("A question needs at least two answers."))}
        if answers and not question:
            return {"gate_question": ValidationError(_("Write the question that the answers belong to."))}
        return {}

    class Meta:
        icon = "list-ol"
        label = _("Step")
        description = _("One thing to do, in order. Steps get their numbers by themselves.")
        group = TEXT
        template = "portal/cms/blocks/step.html"
        preview_value = {
            "title": "Melde behovet",
            "who": "Personen selv, fastlege eller kommunale tjenester",
            "html": "<p>Behovet meldes til koordinerende enhet i kommunen.</p>",
            "example": "<p>I Kinn kommer meldinger også fra sykehuset.</p>",
            "local_contact_hint": "Søk etter koordinerende enhet på kommunens nettsider.",
            "gate_question": "Trenger personen hjelp fra flere tjenester samtidig?",
            "gate_outcomes": [
                {"label": "Ja: meld behovet", "way": "next"},
                {"label": "Nei: avslutt her", "way": "end"},
            ],
        }


class LevelBlock(blocks.StructBlock):
    """One level of a model with levels, such as BTI: its idea, who carries it, and its steps."""

    number = blocks.IntegerBlock(min_value=0, max_value=20, label=_("Number"))
    name = blocks.CharBlock(max_length=120, label=_("Name"))
    idea = SmallTextBlock(label=_("The idea"))
    role = blocks.CharBlock(max_length=200, required=False, label=_("Who carries it"))
    example = SmallTextBlock(required=False, label=_("Example"))
    steps = blocks.ListBlock(StepBlock(), min_num=1, label=_("Steps"))

    class Meta:
        icon = "order-up"
        label = _("Level")
        description = _("A level with its own steps. The reader starts low and goes on only when it is needed.")
        group = TEXT
        template = "portal/cms/blocks/level.html"
        preview_value = {
            "number": 0,
            "name": "Avklar undring",
            "idea": "<p>Sett ord på uroen før du deler den.</p>",
            "role": "Den som er urolig, og nærmeste leder",
            "steps": [
                {"title": "Definer uroen", "who": "Den som er urolig", "html": "<p>Hva har du sett eller hørt?</p>"}
            ],
        }


class ContactBlock(blocks.StructBlock):
    """An office to ask, never a person."""

    label = blocks.CharBlock(max_length=120, label=_("Whom"), help_text=_("An office or a role, never a named person."))
    place = blocks.CharBlock(max_length=150, required=False, label=_("Where"))
    note = blocks.TextBlock(rows=2, required=False, label=_("What they help with"))

    class Meta:
        icon = "mail"
        label = _("Contact")
        description = _("An office the reader can ask where they live.")
        group = TEXT
        template = "portal/cms/blocks/contact.html"
        preview_value = {
            "label": "Koordinerende enhet i din kommune",
            "place": "Kommunen der personen bor",
            "note": "Tar imot meldinger om behov og gir opplæring.",
        }
