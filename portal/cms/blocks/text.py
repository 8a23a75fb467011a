"""Words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT = _("Text")
FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. Short sentences read best.")
        group = TEXT
        template = "portal/cms/blocks/paragraph.html"
        preview_value = "<p>Spør først: Hva er viktig for deg? Da vet dere hva møtet skal handle om.</p>"


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading that shows in the table of contents.")
        group = TEXT
        template = "portal/cms/blocks/heading.html"
        preview_value = "Før møtet"
