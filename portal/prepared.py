"""Reads that are put together once a process.

Django builds a query anew each time it is asked: about a millisecond for a plain filter, several times what the
database takes to answer it. Where a page that many people open asks the same few questions each time, the question is
built and compiled once, from an ordinary queryset, and asked with `raw()`. Elsewhere an ordinary queryset is better.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection, models

Key = int | UUID

# Values that no row has, by which the places of the keys are found in the compiled question.
_NO_NUMBERS = (2**31 - 19, 2**31 - 61, 2**31 - 69)
_NO_UUIDS = (UUID("0d6f1d0c-9a43-4a0e-8f3e-6b1c2c9f7a11"), UUID("5b8a7e52-3c1d-4a57-9d2b-f4e6a0c3d522"))


class Prepared:
    """One question about rows of one model, asked with keys.

    `build` gets as many keys as `kinds` names (whole numbers or UUIDs) and returns a queryset of the model: filters on
    those keys, an order, annotations; no slice, no `select_related`, no list of keys but one whose length never changes
    (give a key twice where there are fewer), and nothing that changes from day to day, since whatever is no key stays
    as it was when first asked. Calling it gives the rows as a list.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any]], *kinds: type[Key]) -> None:
        self._build = build
        self._kinds = kinds
        self._made: dict[str, tuple[type[models.Model], str, tuple[Any, ...]]] = {}

    def __call__(self, *keys: Key) -> list[Any]:
        """Return the rows for these keys; one query."""
        model, sql, holes = self._made.get(connection.vendor) or self._make()
        filled = tuple(_stored(keys[hole.index]) if isinstance(hole, _Hole) else hole for hole in holes)
        return list(model._default_manager.raw(sql, filled))

    def _make(self) -> tuple[type[models.Model], str, tuple[Any, ...]]:
        numbers, uuids = iter(_NO_NUMBERS), iter(_NO_UUIDS)
        keys: list[Key] = [next(uuids) if kind is UUID else next(numbers) for kind in self._kinds]
        rows = self._build(*keys)
        sql, parameters = rows.query.sql_with_params()
        places: dict[Any, int] = {_stored(key): index for index, key in enumerate(keys)}
        holes = tuple(_Hole(places[each]) if each in places else each for each in parameters)
        if {hole.index for hole in holes if isinstance(hole, _Hole)} != set(range(len(keys))):
            raise ValueError(f"A key is missing in what is asked of {rows.model.__name__}.")
        self._made[connection.vendor] = (rows.model, sql, holes)
        return self._made[connection.vendor]


class _Hole:
    """The place of a key among the parameters."""

    def __init__(self, index: int) -> None:
        self.index = index


def _stored(key: Key) -> Any:
    """Return a key as this database takes it."""
    return key.hex if isinstance(key, UUID) and not connection.features.has_native_uuid_field else key
