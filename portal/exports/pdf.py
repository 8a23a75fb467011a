"""A `Document` as a tagged PDF in the portal's look."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, override

from portal.exports.document import (
    Block,
    Document,
    FigureRef,
    Heading,
    KeyValue,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    Text,
    TickBoxes,
    WritingLines,
)
from portal.exports.typeset import printable, typeset

SITE_NAME = "Varig"
CONTENT_TYPE = "application/pdf"
_LINK_SCHEMES = frozenset(("http", "https", "mailto"))


def document_pdf(document: Document, *, created: datetime | None = None) -> bytes:
    """Return the document as PDF/UA-1 bytes, its own words (page, source) in the document's language."""
    with override(document.language):
        labels = {
            "site": SITE_NAME,
            # Translators: the two places in braces are filled in; keep them as they are.
            "page": gettext("Page {page} of {pages}"),
            "source": gettext("Source"),
        }
        dated = localised_date(document.dated) if document.dated else ""
    data = {
        # A file without a title is no PDF/UA, even when the title given was nothing but invisible characters.
        "title": printable(document.title).strip() or SITE_NAME,
        "language": document.language,
        "author": document.author,
        "kicker": document.kicker,
        "subtitle": document.subtitle,
        "dated": dated,
        "source": document.source,
        "footer": document.author or SITE_NAME,
        "labels": labels,
        "blocks": _blocks(document),
    }
    return typeset("document", data, created=created)


def localised_date(day: date) -> str:
    """Return a date written out in the active language; English puts the day first, as in Europe."""
    return date_format(day, "j F Y" if (get_language() or "").startswith("en") else "DATE_FORMAT")


def _blocks(document: Document) -> list[dict[str, Any]]:
    level = 0
    result = []
    for block in document.blocks:
        data = _block(block, document)
        if isinstance(block, Heading):
            # Screen readers and PDF/UA want no level left out.
            level = max(1, min(block.level, level + 1))
            data["level"] = level
        result.append(data)
    return result


def _block(block: Block, document: Document) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "text": block.text, "level": block.level, "look": block.look}
        case Paragraph():
            return {"type": "paragraph", "tone": block.tone, "keeps": block.keeps, "text": _runs(block.text)}
        case ListBlock():
            return {"type": "list", "ordered": block.ordered, "items": [_item(item) for item in block.items]}
        case Table():
            columns = [{"name": name, "numeric": at in block.numeric} for at, name in enumerate(block.header)]
            return {"type": "table", "caption": block.caption, "columns": columns, "rows": block.rows}
        case FigureRef():
            figure = document.figures[block.key]
            return {"type": "figure", "svg": figure.svg, "alt": figure.alt, "caption": figure.caption}
        case KeyValue():
            return {
                "type": "key_value",
                "items": [{"name": name, "value": _runs(value)} for name, value in block.items],
            }
        case PageBreak():
            return {"type": "page_break"}
        case Spacer():
            return {"type": "spacer", "points": block.points}
        case WritingLines():
            return {"type": "writing_lines", "number": block.number}
        case TickBoxes():
            return {
                "type": "tick_boxes",
                "options": block.options,
                "in_a_row": block.in_a_row,
                "whole": block.whole,
                "keeps": block.keeps,
            }


def _item(item: ListItem) -> dict[str, Any]:
    return {"text": _runs(item.text), "children": [_item(child) for child in item.children]}


def _runs(text: Text) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "strong": run.strong, "emphasis": run.emphasis, "href": safe_address(run.href)}
        for run in text
        if run.text
    ]


def safe_address(href: str) -> str:
    """Return a web or e-mail address as it is, and nothing for any other kind (javascript:, file:, relative)."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.scheme not in _LINK_SCHEMES or not (parts.netloc or parts.scheme == "mailto"):
        return ""
    return href.strip()
