"""The identity-number guard of the CMS: drafts are warned, publishing and sending to review are stopped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from portal.kernel.fnr import contains_fnr

FNR_MESSAGE = _(
    "This looks like a national identity number. Take it out: the portal never stores them, "
    "and the page cannot be published while it is there."
)


def texts_in(value: Any) -> Iterator[str]:
    """Yield every piece of text inside a stored value: strings, lists, dictionaries and streams."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, StreamValue):
        yield from texts_in(value.get_prep_value())
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"id", "type"}:
                yield from texts_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts_in(inner)


def fields_with_fnr(instance: models.Model) -> list[str]:
    """Return the names of the text fields of `instance` that hold an identity number."""
    found = []
    for field in instance._meta.get_fields():
        if not isinstance(field, (models.CharField, models.TextField, StreamField)) or field.choices:
            continue
        value = field.value_from_object(instance)
        if any(contains_fnr(text) for text in texts_in(value)):
            found.append(field.name)
    return found
