"""A `Document` as Markdown: plain text that people can keep in whatever they write in."""

from __future__ import annotations

import re

from django.utils.translation import gettext, override

from portal.exports.document import Block, Document, Heading, Paragraph, Text, plain
from portal.exports.pdf import localised_date

CONTENT_TYPE = "text/markdown; charset=utf-8"
# What would be read as layout somewhere in a line; and at the beginning of one.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|])")
_FIRST = re.compile(r"^(\s*)([#+\-=~]|\d+[.)])(?=\s|$|[#\-=~])", re.MULTILINE)


def document_markdown(document: Document) -> bytes:
    """Return headings and paragraphs as Markdown, in UTF-8. What people typed stays text, whatever they typed."""
    with override(document.language):
        lines = [f"# {_safe(document.title)}"]
        if document.subtitle:
            lines.append(_safe(document.subtitle))
        if document.dated:
            lines.append(localised_date(document.dated))
        lines += [_block(block) for block in document.blocks]
        if document.source:
            lines.append(f"{gettext('Source')}: {_safe(document.source)}")
    return ("\n\n".join(line for line in lines if line) + "\n").encode()


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_safe(block.text)}"
    if isinstance(block, Paragraph):
        text = _text(block.text)
        return "\n".join(f"> {line}" for line in text.split("\n")) if block.tone == "note" else text
    raise TypeError(f"Markdown has no {type(block).__name__} yet")


def _text(text: Text) -> str:
    # Two spaces at the end keep a line break that somebody made.
    return _safe(plain(text)).replace("\n", "  \n")


def _safe(text: str) -> str:
    return _FIRST.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", text.strip()))
