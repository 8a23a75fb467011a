"""Comparisons, cards, checklists and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from portal.cms.blocks.base import LISTS, DraftTolerantStruct
from portal.cms.blocks.text import SmallTextBlock


class ComparisonBlock(blocks.StructBlock):
    """Two things side by side, topic by topic."""

    caption = blocks.CharBlock(max_length=200, label=_("Caption"))
    left = blocks.CharBlock(max_length=80, label=_("Left"))
    right = blocks.CharBlock(max_length=80, label=_("Right"))
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("topic", blocks.CharBlock(max_length=120, label=_("Topic"))),
                ("left", blocks.TextBlock(rows=2, label=_("Left"))),
                ("right", blocks.TextBlock(rows=2, label=_("Right"))),
            ],
            label=_("Row"),
        ),
        min_num=1,
        label=_("Rows"),
    )

    class Meta:
        icon = "resubmit"
        label = _("Comparison")
        description = _("Before and after, this and that. On a phone each topic becomes a card.")
        group = LISTS
        template = "portal/cms/blocks/comparison.html"
        preview_value = {
            "caption": "Fra ansvarsgruppe til oppfølgingsteam",
            "left": "Ansvarsgruppe",
            "right": "Oppfølgingsteam",
            "rows": [
                {"topic": "Størrelse", "left": "Mange deltakere", "right": "Færre deltakere"},
                {"topic": "Hvem kalles inn", "left": "Alle instanser", "right": "Bare de som trengs"},
            ],
        }


class CardsBlock(blocks.StructBlock):
    """Short thoughts of equal weight."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [("title", blocks.CharBlock(max_length=120, label=_("Title"))), ("html", SmallTextBlock(label=_("Text")))],
            label=_("Card"),
        ),
        min_num=1,
        label=_("Cards"),
    )

    class Meta:
        icon = "grip"
        label = _("Cards")
        description = _("Two to six short texts of equal weight.")
        group = LISTS
        template = "portal/cms/blocks/cards.html"
        preview_value = {
            "items": [
                {"title": "Lytt", "html": "<p>La personen svare først.</p>"},
                {"title": "Oppsummer", "html": "<p>Si med egne ord hva du hørte.</p>"},
            ]
        }


class ChecklistBlock(blocks.StructBlock):
    """Things to do or to have thought of."""

    title = blocks.CharBlock(max_length=150, label=_("Title"))
    items = blocks.ListBlock(blocks.CharBlock(max_length=250, label=_("Point")), min_num=1, label=_("Points"))

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        description = _("A list to tick off in the head or on paper. Nothing is stored.")
        group = LISTS
        template = "portal/cms/blocks/checklist.html"
        preview_value = {
            "title": "Før du tar opp uroen",
            "items": ["Jeg har skrevet ned hva jeg har sett", "Jeg har snakket med lederen min"],
        }


class TableValue(blocks.StructValue):
    """A table with the header's words at hand for each cell, so that rows can stand as cards on a phone."""

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Rows of (header, cell); a row that is too short is filled up."""
        header = list(self.get("header") or [])
        rows = []
        for row in self.get("rows") or []:
            cells = list(row)[: len(header)]
            cells += [""] * (len(header) - len(cells))
            rows.append(list(zip(header, cells, strict=True)))
        return rows


class TableBlock(DraftTolerantStruct):
    """A small table with a caption and a header row."""

    caption = blocks.CharBlock(max_length=200, label=_("Caption"))
    header = blocks.ListBlock(blocks.CharBlock(max_length=100, label=_("Column")), min_num=1, label=_("Header"))
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, max_length=300, label=_("Cell")), label=_("Row")),
        min_num=1,
        label=_("Rows"),
    )

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Every row has a cell for each column."""
        columns = len(value["header"])
        wrong = [place for place, row in enumerate(value["rows"], start=1) if len(row) != columns]
        if not wrong:
            return {}
        return {
            "rows": ValidationError(
                ngettext(
                    "Row %(rows)s has another number of cells than the header has columns (%(columns)s).",
                    "Rows %(rows)s have another number of cells than the header has columns (%(columns)s).",
                    len(wrong),
                )
                % {"rows": ", ".join(map(str, wrong)), "columns": columns}
            )
        }

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A few columns. The caption says what the table shows.")
        group = LISTS
        template = "portal/cms/blocks/table.html"
        value_class = TableValue
        preview_value = {
            "caption": "Hvem gjør hva",
            "header": ["Rolle", "Oppgave"],
            "rows": [["Koordinator", "Kaller inn og leder møtet"], ["Fastlege", "Har det medisinske ansvaret"]],
        }
