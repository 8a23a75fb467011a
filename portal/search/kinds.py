"""Kinds of pages a searcher may choose between. Rooms above register theirs; this room knows none of them.

register(SearchKind("report", _("Experience reports"), ("network.experiencereportpage",)))
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind as searchers know it, and the page models (app.model, small letters) that belong to it."""

    key: str
    label: str | Promise
    models: tuple[str, ...]
    order: int = 100
    label_one: str | Promise = ""  # what one such page is called above its title


_kinds: dict[str, SearchKind] = {}
_also: dict[str, tuple[str, ...]] = {}


def register(kind: SearchKind) -> None:
    """Make a kind known; the same key again replaces it."""
    _kinds[kind.key] = kind
    kinds.cache_clear()


def register_also(key: str, model: str) -> None:
    """Let a page model of a room above belong to a kind that a room below has made, whichever of them comes first."""
    _also[key] = (*(each for each in _also.get(key, ()) if each != model), model)
    kinds.cache_clear()


@cache
def kinds() -> tuple[SearchKind, ...]:
    """Return all kinds in the order they are offered."""
    whole = [replace(kind, models=(*kind.models, *_also.get(kind.key, ()))) for kind in _kinds.values()]
    return tuple(sorted(whole, key=lambda kind: (kind.order, kind.key)))


def kind_of(model: str) -> SearchKind | None:
    """Return the kind of a page model (`app.model`), or None."""
    return next((kind for kind in kinds() if model in kind.models), None)
