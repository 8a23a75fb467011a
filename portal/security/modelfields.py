"""The fødselsnummer guard at the last door: text columns that refuse to be written with an identity number in them.

Forms stop it with a kind message (portal/security/fields.py). These fields hold also when code forgets the form:
drafts, imports, commands and `update()` pass here as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from portal.kernel.fnr import contains_fnr
from portal.security.fields import MESSAGE

_allowed: ContextVar[bool] = ContextVar("identity_like_allowed", default=False)


@contextmanager
def identity_override(used: bool) -> Iterator[None]:
    """Let text through that its writer has said is not an identity number; the caller has audited that."""
    token = _allowed.set(used)
    try:
        yield
    finally:
        _allowed.reset(token)


def _refuse(value: Any, name: str) -> None:
    if isinstance(value, str) and not _allowed.get() and contains_fnr(value):
        raise ValidationError({name: MESSAGE}, code="identity_number")


class FreeTextField(models.TextField):
    """A text column that holds no identity numbers."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Refuse before the database sees it."""
        _refuse(value, self.name)
        return super().get_db_prep_save(value, connection)


class FreeCharField(models.CharField):
    """A short text column that holds no identity numbers."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Refuse before the database sees it."""
        _refuse(value, self.name)
        return super().get_db_prep_save(value, connection)


class FreeSlugField(models.SlugField):
    """The end of an address, made of what people write, that holds no identity numbers."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Refuse before the database sees it."""
        _refuse(value, self.name)
        return super().get_db_prep_save(value, connection)


class FreeJSONField(models.JSONField):
    """A column of several texts (answers, checks) that holds no identity numbers."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Refuse before the database sees it. Each text is searched by itself: neighbours join nothing."""
        for text in _texts(value):
            _refuse(text, self.name)
        return super().get_db_prep_save(value, connection)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
