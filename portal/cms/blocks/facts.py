"""Figures with what they are based on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.base import FACTS


class FactBlock(blocks.StructBlock):
    """One figure, what it says, whom it was measured on, and where it stands."""

    figure = blocks.CharBlock(max_length=40, label=_("Figure"), help_text=_("As it is read: 32 %, 50 → 102, 7 of 10."))
    text = blocks.TextBlock(rows=2, label=_("What the figure says"))
    base = blocks.CharBlock(
        max_length=250,
        required=False,
        label=_("Base"),
        help_text=_("Who or what was counted, and how many. Say so when the source does not."),
    )
    source = blocks.CharBlock(max_length=250, label=_("Source"))
    year = blocks.IntegerBlock(min_value=1950, max_value=2100, required=False, label=_("Year"))

    class Meta:
        icon = "decimal"
        label = _("Fact")
        description = _("A figure never stands alone: what it says, its base and its source belong to it.")
        group = FACTS
        template = "portal/cms/blocks/fact.html"
        preview_value = {
            "figure": "32 %",
            "text": "av koordinatorene mente at de hadde nok tid til oppgaven.",
            "base": "Koordinatorer i evalueringen av forsøket med oppfølgingsteam",
            "source": "SINTEFs evaluering, vist på Erfaringskonferanse oppfølgingsteam 2023",
            "year": 2023,
        }


class FactsBlock(blocks.StructBlock):
    """A few figures side by side."""

    title = blocks.CharBlock(max_length=100, required=False, label=_("Title"))
    facts = blocks.ListBlock(FactBlock(), min_num=1, max_num=4, label=_("Facts"))

    class Meta:
        icon = "table"
        label = _("Facts side by side")
        description = _("Two to four figures that belong together.")
        group = FACTS
        template = "portal/cms/blocks/facts.html"
        preview_value = {
            "title": "Hvorfor Varig?",
            "facts": [
                {
                    "figure": "32 %",
                    "text": "av koordinatorene mente at de hadde nok tid til oppgaven.",
                    "source": "SINTEFs evaluering",
                    "year": 2023,
                },
                {
                    "figure": "50 → 102",
                    "text": "aktive oppfølgingsteam i Senja fra 2021 til 2023.",
                    "source": "Senja kommune",
                    "year": 2023,
                },
            ],
        }
