"""What a page puts into the search index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from portal.cms.services.languages import language_of
from portal.search.matching import index_text


def page_index_text(page: Any, fields: Iterable[Any]) -> str:
    """Return readable text and stems of a page: title, summary and terms first, then the texts of `fields`."""
    from portal.cms.models import PageTerm

    language = language_of(page)
    rows = PageTerm.objects.filter(page_id=page.pk).select_related("term")
    terms = [getattr(row.term, f"name_{language}", "") or row.term.name_nb for row in rows]
    body = [text for field in fields if field.field_name != "summary" for text in _texts(field.get_value(page))]
    return index_text(page.title, page.summary, " ".join(terms), "\n".join(body), language)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif value:
        yield str(value)
