"""The doors on an organisation's page: what other rooms hold for those who belong there.

Each room registers its own, from its AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from portal.accounts.models import Organisation


@dataclass(frozen=True, slots=True)
class Door:
    """One way on. `note` says in a few words what is behind it; `rank` sorts, the lowest first."""

    title: str
    url: str
    note: str = ""
    rank: int = 50


Doors = Callable[[HttpRequest, Organisation], Iterable[Door]]

_makers: list[Doors] = []


def register_doors(make: Doors) -> Doors:
    """Add a function that gives the doors that this person may open; none is a good answer."""
    if make not in _makers:
        _makers.append(make)
    return make


def doors(request: HttpRequest, organisation: Organisation) -> list[Door]:
    """All doors for the person, in order."""
    return sorted((door for make in _makers for door in make(request, organisation)), key=lambda door: door.rank)
