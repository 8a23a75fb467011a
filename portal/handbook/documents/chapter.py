"""A chapter's text as blocks to print, and as plain paragraphs to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from portal.exports.document import Block, Heading, ListBlock, ListItem, Paragraph, Run, Table, as_text, plain
from portal.exports.richtext import blocks_from_html
from portal.handbook.domain.comparison import Para, Style

BELOW_TITLE = 2


def chapter_blocks(stream: Any) -> tuple[Block, ...]:
    """Return the blocks of a text, its headings on the level below a chapter's title."""
    return tuple(block for child in stream for block in _blocks(child.block_type, child.value))


def paragraphs(stream: Any) -> list[Para]:
    """Return the words of a text, paragraph by paragraph."""
    return list(_paras(chapter_blocks(stream)))


def _blocks(kind: str, value: Any) -> Iterable[Block]:
    match kind:
        case "heading":
            return [Heading(str(value), BELOW_TITLE)]
        case "paragraph":
            return _html(value)
        case "callout":
            return [Paragraph((Run(str(value["title"]), strong=True),)), *_html(value["html"])]
        case "quote":
            who = f" – {value['who']}" if value["who"] else ""
            return [Paragraph((Run(f"«{value['text']}»", emphasis=True), Run(who)))]
        case "checklist":
            items = tuple(ListItem(as_text(str(each))) for each in value["items"])
            return [Paragraph((Run(str(value["title"]), strong=True),)), ListBlock(items)]
        case "table":
            rows = tuple(tuple(cell for _head, cell in row) for row in value.labelled_rows)
            return [Table(tuple(map(str, value["header"])), rows, caption=str(value["caption"]))]
        case "comparison":
            header = (_("Topic"), str(value["left"]), str(value["right"]))
            cells = tuple((str(row["topic"]), str(row["left"]), str(row["right"])) for row in value["rows"])
            return [Table(header, cells, caption=str(value["caption"]))]
    return []


def _html(value: Any) -> tuple[Block, ...]:
    source = getattr(value, "source", None)
    return blocks_from_html(expand_db_html(source if source is not None else str(value)), heading_offset=1)


def _paras(blocks: Iterable[Block]) -> Iterator[Para]:
    for block in blocks:
        match block:
            case Heading():
                yield Para(Style.HEADING, block.text)
            case Paragraph():
                if words := plain(block.text).strip():
                    yield Para(Style.TEXT, words)
            case ListBlock():
                yield from _items(block.items)
            case Table():
                if block.caption:
                    yield Para(Style.TEXT, block.caption)
                yield Para(Style.ITEM, " · ".join(block.header))
                for row in block.rows:
                    yield Para(Style.ITEM, " · ".join(row))


def _items(items: Iterable[ListItem]) -> Iterator[Para]:
    for item in items:
        yield Para(Style.ITEM, plain(item.text).strip())
        yield from _items(item.children)
