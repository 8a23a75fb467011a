"""What a space is called and where its door is. The room that owns a kind of space says so when it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from portal.spaces.handover import name_of
from portal.spaces.models import Space

Address = Callable[[Space], str]

_addresses: dict[str, Address] = {}


@dataclass(frozen=True, slots=True)
class Door:
    """A space as others link to it. `url` is empty when the space has no page of its own."""

    name: str
    url: str


def register_address(kind: str, address: Address) -> None:
    """Say where spaces of a kind have their page."""
    _addresses[str(kind)] = address


def door_of(space: Space) -> Door:
    """Return the name and address of the space."""
    address = _addresses.get(space.kind)
    return Door(name_of(space), address(space) if address is not None else "")
