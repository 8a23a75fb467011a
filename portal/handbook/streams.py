"""What a chapter may hold: texts that can be read, printed and compared. Pictures and files cannot be closed to others,
and cannot be compared, so they have no place in a handbook."""

from __future__ import annotations

from wagtail import blocks

from portal.cms.blocks import (
    CalloutBlock,
    ChecklistBlock,
    ComparisonBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    TableBlock,
)


class ChapterStream(blocks.StreamBlock):
    """The text of a chapter, and the introduction of a book."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    checklist = ChecklistBlock()
    table = TableBlock()
    comparison = ComparisonBlock()
