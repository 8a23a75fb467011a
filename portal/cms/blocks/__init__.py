"""Blocks in families. A stream is a named class; every block has icon, help, group and a preview of its own."""

from portal.cms.blocks.streams import ArticleStream, HomeStream
from portal.cms.blocks.text import HeadingBlock, ParagraphBlock

__all__ = ["ArticleStream", "HeadingBlock", "HomeStream", "ParagraphBlock"]
