"""Which blocks each kind of page may hold."""

from __future__ import annotations

from wagtail import blocks

from portal.cms.blocks.text import HeadingBlock, ParagraphBlock


class ArticleStream(blocks.StreamBlock):
    """Articles, sections and plain pages."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()


class HomeStream(blocks.StreamBlock):
    """The home page."""

    paragraph = ParagraphBlock()
