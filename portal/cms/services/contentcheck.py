"""What is wrong with stored pages that no form notices: lists without ids, identity numbers, dead links, blocks that
name something that is not there, and consents that end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.assets.services.ending import ending
from portal.cms.services.fnr import fields_with_fnr

BlockCheck = Callable[[Any], str]
"""Takes a block's stored value and returns what is wrong with it; empty when nothing is."""
_block_checks: dict[str, BlockCheck] = {}


def register_block_check(kind: str, check: BlockCheck) -> None:
    """Let a room look at its own kind of block, for what it names elsewhere."""
    _block_checks[kind] = check


def problems() -> Iterator[str]:
    """Yield one line a problem, over all pages, and over the pictures and films they use."""
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
                    check = _block_checks.get(raw.get("type", ""))
                    if check is not None and (wrong := check(raw.get("value"))):
                        yield f"{place}: {field.name}[{number}].{raw['type']} {wrong}"
                for path in _dead_links(stream.get_prep_value(), field.name):
                    yield f"{place}: {path} leads to a page that is gone or not live"
    yield from _consents()


def _consents() -> Iterator[str]:
    for each, over in ending(timezone.localdate()):
        place = f"{each._meta.verbose_name} {each.pk} «{each.title}»"
        if over:
            yield f"{place}: consent is withdrawn or over; the pages that use it show nothing in its place"
        else:
            yield f"{place}: consent ends on {each.consent_expires_on}; ask again, or replace it"


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
