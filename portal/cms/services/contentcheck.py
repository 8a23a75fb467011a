"""What is wrong with stored pages that no form notices: lists without ids, identity numbers, dead links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page

from portal.cms.services.fnr import fields_with_fnr


def problems() -> Iterator[str]:
    """Yield one line a problem, over all pages."""
    for page in Page.objects.order_by("path").specific().iterator(chunk_size=100):
        place = f"{page.pk} «{page.title}»"
        for name in fields_with_fnr(page):
            yield f"{place}: {name} holds something like a national identity number"
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                stream = field.value_from_object(page)
                for number, raw in enumerate(stream.raw_data):
                    for path in _lists_without_ids(raw.get("value"), f"{field.name}[{number}].{raw.get('type')}"):
                        yield f"{place}: {path} is a plain list; its items will not be translated"
                for path in _dead_links(stream.get_prep_value(), field.name):
                    yield f"{place}: {path} leads to a page that is gone or not live"


def _lists_without_ids(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lists_without_ids(inner, f"{path}.{name}")
    elif isinstance(value, list):
        if all(isinstance(item, str) and item.isdecimal() for item in value):
            return  # Numbers, as a form's branch has them, are the same in every language.
        if any(not isinstance(item, dict) or not {"type", "value", "id"} <= set(item) for item in value):
            yield path
            return
        for number, item in enumerate(value):
            yield from _lists_without_ids(item["value"], f"{path}[{number}]")


def _dead_links(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        target = value.get("page")
        if isinstance(target, int) and not Page.objects.filter(pk=target, live=True).exists():
            yield path
        for name, inner in value.items():
            yield from _dead_links(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _dead_links(inner, f"{path}[{number}]")
