"""The identity-number guard of the CMS: no page is kept with one, as a draft, as an automatic save or published.

The admin's form refuses at the field or block (portal/cms/forms.py); `BasePage.save_revision` and `clean` hold for
translations, imports and commands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from portal.kernel.fnr import contains_fnr, redact

FNR_MESSAGE = _(
    "This looks like a national identity number. Take it out and save again: the portal keeps no such numbers, "
    "and nothing you have changed is saved while it is there."
)
CODE = "identity_number"
# Marks inside a line, between which a number can be parted without a reader seeing it.
_INLINE = re.compile(r"</?(?:a|b|em|i|span|strong)\b[^>]*>", re.IGNORECASE)


def holds_fnr(text: str) -> bool:
    """Say whether a number stands in a text, also one that is partly bold or linked."""
    return contains_fnr(text) or ("<" in text and contains_fnr(_INLINE.sub("", text)))


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
        if any(holds_fnr(text) for text in texts_in(value)):
            found.append(field.name)
    return found


def refuse_fnr(instance: models.Model) -> None:
    """Raise for every field that holds a number; by name, for those who come without a form."""
    found = fields_with_fnr(instance)
    if found:
        raise ValidationError({name: ValidationError(FNR_MESSAGE, code=CODE) for name in found})


def no_number(text: str) -> None:
    """Refuse a text that holds a number; a validator of form fields."""
    if holds_fnr(text):
        raise ValidationError(FNR_MESSAGE, code=CODE)


def guard_comments_of_reviews() -> None:
    """Put the guard on what a moderator writes when approving or asking for changes; the form is Wagtail's."""
    from wagtail.forms import TaskStateCommentForm

    TaskStateCommentForm.base_fields["comment"].validators.append(no_number)


def error_of(instance: models.Model, name: str) -> ValidationError:
    """Return the error to show for a field: inside a stream it stands at the block that holds the number."""
    field = instance._meta.get_field(name)
    if isinstance(field, StreamField):
        return _block_error(field.stream_block, getattr(instance, name)) or ValidationError(FNR_MESSAGE, code=CODE)
    return ValidationError(FNR_MESSAGE, code=CODE)


def _block_error(block: Block, value: Any) -> ValidationError | None:
    if isinstance(block, StreamBlock):
        below = {place: _block_error(child.block, child.value) for place, child in enumerate(value)}
        return _gathered(StreamBlockValidationError, below)
    if isinstance(block, ListBlock):
        children = block.normalize(value).bound_blocks
        below = {place: _block_error(child.block, child.value) for place, child in enumerate(children)}
        return _gathered(ListBlockValidationError, below)
    if isinstance(block, StructBlock):
        named = {name: _block_error(block.child_blocks[name], inner) for name, inner in value.items()}
        return _gathered(StructBlockValidationError, named)
    if any(holds_fnr(text) for text in texts_in(block.get_prep_value(value))):
        return ValidationError(FNR_MESSAGE, code=CODE)
    return None


def _gathered(kind: Callable[..., ValidationError], below: dict[Any, ValidationError | None]) -> ValidationError | None:
    errors = {place: error for place, error in below.items() if error is not None}
    return kind(block_errors=errors) if errors else None


def without_fnr(data: QueryDict) -> QueryDict:
    """Return sent form data with numbers masked; the same object when there are none.

    A block that was taken out of a stream is still sent, marked as deleted. Its text is no part of the page, but a
    preview would keep it (Wagtail's FormState holds what was sent).
    """
    found = [
        key for key, values in data.lists() if any(isinstance(each, str) and contains_fnr(each) for each in values)
    ]
    if not found:
        return data
    masked = data.copy()
    for key in found:
        masked.setlist(key, [redact(each) for each in data.getlist(key)])
    return masked
