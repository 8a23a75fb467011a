"""Kinds of pages a searcher may choose between. Rooms above register theirs; this room knows none of them.

register(SearchKind("report", _("Experience reports"), ("network.experiencereportpage",)))
"""

from __future__ import annotations

from dataclasses import dataclass

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


def register(kind: SearchKind) -> None:
    """Make a kind known; the same key again replaces it."""
    _kinds[kind.key] = kind


def kinds() -> list[SearchKind]:
    """Return all kinds in the order they are offered."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))


def kind_of(model: str) -> SearchKind | None:
    """Return the kind of a page model (`app.model`), or None."""
    return next((kind for kind in _kinds.values() if model in kind.models), None)
