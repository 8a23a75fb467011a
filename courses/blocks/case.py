"""A story in phases: the reader stops and thinks before the next part is opened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.groups import LEARN
from portal.cms.blocks.base import RICH_TEXT


class CasePhaseBlock(blocks.StructBlock):
    """What happens, a question to stop at, and one way to answer it."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    html = blocks.RichTextBlock(label=_("what happens"), features=RICH_TEXT)
    question = blocks.CharBlock(label=_("question to stop at"), max_length=300, required=False)
    answer = blocks.TextBlock(
        label=_("one way to answer"), required=False, help_text=_("Hidden until the reader opens it.")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Phase")
        label_format = "{title}"


class CaseBlock(blocks.StructBlock):
    """A case. All phases are in the page; those after the first are folded, so that it works without script."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    phases = blocks.ListBlock(CasePhaseBlock(), label=_("phases"), min_num=1, max_num=6)

    class Meta:
        icon = "openquote"
        label = _("Case in phases")
        description = _("A practice story told in parts, with a stop to think between them. Never a real person.")
        group = LEARN
        template = "courses/blocks/case.html"
        preview_value = {
            "title": "Øvingscase: et møte for mange",
            "phases": [
                {
                    "title": "Før møtet",
                    "html": "<p>Ni personer er kalt inn. Familien gruer seg.</p>",
                    "question": "Hva gjør du først?",
                    "answer": "Gå gjennom listen sammen med familien.",
                },
                {
                    "title": "Etter møtet",
                    "html": "<p>Fire personer møtte. Familien fikk snakke mest.</p>",
                    "question": "",
                    "answer": "",
                },
            ],
        }
