"""Rooms above hear of meetings in the spaces that are theirs: announced, changed after that, or called off."""

from __future__ import annotations

from collections.abc import Callable

from portal.gatherings.models import Gathering

Hear = Callable[[Gathering], None]

_hears: dict[str, Hear] = {}


def register_hearer(kind: str, hear: Hear) -> None:
    """Let the room that owns spaces of a kind know; it is called inside the transaction that did it."""
    _hears[str(kind)] = hear


def tell(gathering: Gathering) -> None:
    """Tell the room that owns the space, if it wants to know. `gathering` is as it now is stored."""
    hear = _hears.get(gathering.space.kind)
    if hear is not None:
        hear(gathering)
