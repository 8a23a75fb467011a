"""Blocks of the experience report: one for each section of S75, and a row of the table of effects."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from network.domain.report import BELOW, SECTIONS
from network.sections import HELP, TITLES
from portal.cms.blocks import (
    CalloutBlock,
    ChecklistBlock,
    ComparisonBlock,
    FactBlock,
    ParagraphBlock,
    PictureBlock,
    QuoteBlock,
    TableBlock,
)


class MoreStream(blocks.StreamBlock):
    """What may stand below a section's text."""

    fact = FactBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    table = TableBlock()
    comparison = ComparisonBlock()
    checklist = ChecklistBlock()
    picture = PictureBlock()


class SectionBlock(blocks.StructBlock):
    """One section of a report. Its heading is given; empty sections are not shown."""

    text = ParagraphBlock(required=False, label=_("Text"))
    more = MoreStream(required=False, label=_("Figures, quotations, tables and pictures"))

    class Meta:
        icon = "doc-full"
        template = "network/blocks/section.html"
        preview_value = {
            "text": "<p>Det hjalp å ha en nøytral samtalepartner. Klare oppgaver og frister holdt farten oppe.</p>",
            "more": [],
        }


def _sections() -> list[tuple[str, SectionBlock]]:
    return [
        (
            key,
            SectionBlock(
                label=TITLES[key],
                help_text=HELP[key],
                description=HELP[key],
                group=_("Parts of a section") if key in BELOW else _("Sections"),
            ),
        )
        for key in SECTIONS
    ]


class ReportStream(blocks.StreamBlock):
    """The sections of a report, each at most once."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*_sections(), *(local_blocks or [])], **kwargs)

    class Meta:
        block_counts = {key: {"max_num": 1} for key in SECTIONS}
        collapsed = False


class EffectStatus(blocks.ChoiceBlock):
    """How far a benefit has come."""

    choices = (("planned", _("planned")), ("under_way", _("under way")), ("realised", _("realised")))

    class Meta:
        icon = "check"


class EffectValue(blocks.StructValue):
    """One row, with its status in words."""

    @property
    def status_label(self) -> str:
        """The status as readers read it."""
        return str(dict(EffectStatus.choices).get(self.get("status") or "", ""))


class EffectBlock(blocks.StructBlock):
    """One row of effect goal, realisation and benefit (S77)."""

    effektmal = blocks.TextBlock(rows=2, label=_("Effect goal"), help_text=_("What is to be different."))
    realisering = blocks.TextBlock(
        rows=2, required=False, label=_("Realisation"), help_text=_("What must be done, and by which service.")
    )
    gevinst = blocks.TextBlock(
        rows=2, required=False, label=_("Benefit"), help_text=_("What it is good for, and for whom.")
    )
    status = EffectStatus(required=False, label=_("Status"))
    indicator = blocks.CharBlock(required=False, max_length=200, label=_("Seen by"), help_text=_("What one can count."))
    realised_on = blocks.DateBlock(required=False, label=_("Realised on"))
    responsible = blocks.CharBlock(
        required=False, max_length=120, label=_("Responsible"), help_text=_("A role, never a name.")
    )

    class Meta:
        icon = "tasks"
        label = _("Effect")
        description = _("One row of the table: effect goal, realisation, benefit.")
        template = "network/blocks/effect.html"
        value_class = EffectValue
        preview_value = {
            "effektmal": "Pasienter får digital oppfølging hjemme.",
            "realisering": "Klinikkene tilbyr oppfølgingen til pasienter den passer for.",
            "gevinst": "Oppfølging i eller nær eget hjem.",
            "status": "under_way",
        }


class EffectStream(blocks.StreamBlock):
    """The rows of the table."""

    effect = EffectBlock()
