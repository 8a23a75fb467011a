"""Words: running text, headings, callouts and quotations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.cms.blocks.base import RICH_TEXT, SMALL_RICH_TEXT, TEXT, DraftTolerantStruct

FEATURES = RICH_TEXT


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. Short sentences read best.")
        group = TEXT
        template = "portal/cms/blocks/paragraph.html"
        preview_value = "<p>Spør først: Hva er viktig for deg? Da vet dere hva møtet skal handle om.</p>"


class SmallTextBlock(ParagraphBlock):
    """Running text inside another block: no headings."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", SMALL_RICH_TEXT)
        super().__init__(**kwargs)


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 150)
        super().__init__(**kwargs)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading that shows in the table of contents.")
        group = TEXT
        template = "portal/cms/blocks/heading.html"
        preview_value = "Før møtet"


class CalloutValue(blocks.StructValue):
    """How a callout looks."""

    COLOURS: ClassVar = {"info": "info", "tip": "success", "warning": "warning"}
    ICONS: ClassVar = {"info": "info", "tip": "tip", "warning": "warning"}

    @property
    def colour(self) -> str:
        """The theme's name of the colour."""
        return self.COLOURS.get(self.get("tone") or "info", "info")

    @property
    def icon(self) -> str:
        """The icon beside it."""
        return self.ICONS.get(self.get("tone") or "info", "info")


class CalloutBlock(blocks.StructBlock):
    """Something to notice."""

    tone = blocks.ChoiceBlock(
        choices=[("info", _("good to know")), ("tip", _("tip")), ("warning", _("take care"))],
        default="info",
        label=_("Kind"),
    )
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    html = SmallTextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("A box for what the reader must notice. Use few of them.")
        group = TEXT
        template = "portal/cms/blocks/callout.html"
        value_class = CalloutValue
        preview_value = {
            "tone": "tip",
            "title": "Øv sammen",
            "html": "<p>Ta med steg 5 til neste personalmøte, og prøv det på et tenkt eksempel.</p>",
        }


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(rows=3, label=_("What was said"))
    who = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Who said it"),
        help_text=_("A role, never a name: a mother, a nurse in home care."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("One voice in its own words, with the role of the speaker.")
        group = TEXT
        template = "portal/cms/blocks/quote.html"
        preview_value = {"text": "Koordinatoren er limet mellom tjenestene.", "who": "Bruker i et oppfølgingsteam"}


class AccordionBlock(DraftTolerantStruct):
    """Parts that open when the reader asks."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=150, label=_("Title"))),
                ("html", ParagraphBlock(label=_("Text"))),
            ],
            label=_("Part"),
        ),
        min_num=1,
        label=_("Parts"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Folded parts")
        description = _("Questions and answers, or details that few need. Print shows them all.")
        group = TEXT
        template = "portal/cms/blocks/accordion.html"
        preview_value = {
            "items": [
                {"title": "Hvem kan melde et behov?", "html": "<p>Alle som møter personen, og personen selv.</p>"},
                {"title": "Må personen samtykke?", "html": "<p>Ja. Spør først, og fortell hva samtykket gjelder.</p>"},
            ]
        }
