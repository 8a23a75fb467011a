"""What a page puts into the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail import blocks

from portal.cms.services.languages import language_of
from portal.search.matching import index_text


def page_index_text(page: Any, fields: Iterable[Any]) -> str:
    """Return readable text and stems of a page: title, summary and terms first, then the texts of `fields`."""
    from portal.cms.models import PageTerm

    language = language_of(page)
    rows = PageTerm.objects.filter(page_id=page.pk).select_related("term")
    terms = [getattr(row.term, f"name_{language}", "") or row.term.name_nb for row in rows]
    body = [text for field in fields if field.field_name != "summary" for text in _field_texts(page, field)]
    return index_text(page.title, page.summary, " ".join(terms), " · ".join(body), language)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
    elif value:
        yield str(value)


def _field_texts(page: Any, field: Any) -> Iterator[str]:
    """Yield the texts of a field, a stream's block by block."""
    value = getattr(page, field.field_name, None)
    if isinstance(value, blocks.StreamValue):
        yield from _block_texts(value.stream_block, value)
    else:
        yield from _texts(field.get_value(page))


def _block_texts(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield what people wrote; not the words of menus, which say nothing about the page."""
    if isinstance(block, blocks.StreamBlock):
        for child in value or []:
            yield from _block_texts(child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _block_texts(child, (value or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for each in value or []:
            yield from _block_texts(block.child_block, each)
    elif value and not isinstance(block, (blocks.ChoiceBlock, blocks.MultipleChoiceBlock)):
        yield from _texts(block.get_searchable_content(value))
