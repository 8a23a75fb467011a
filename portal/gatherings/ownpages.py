"""Where a meeting stands on another page as well, and what lies there: material before and after, and the recording.

This room knows no networks; a room above that gives the meetings of its spaces a page of their own registers how to
read it, so that one finds the same on both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.safestring import SafeString

from portal.gatherings.models import Gathering


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material of a meeting. `own` and `note_own` are the lang attributes of title and note.

    `key` is that of a material which this room keeps itself, and takes away.
    """

    when: str
    title: str
    address: str
    own: SafeString = field(default_factory=SafeString)
    note: str = ""
    note_own: SafeString = field(default_factory=SafeString)
    key: int | None = None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What the reader may see of it: its address and the words that lead there, empty where it is not theirs to open.

    `materials` are for those who take part in the meeting; this room has asked whether the reader does.
    """

    url: str = ""
    link: str = ""
    materials: tuple[MaterialLine, ...] = ()
    recording: str = ""


Teller = Callable[[HttpRequest, Gathering], OwnPage]

_tellers: dict[str, Teller] = {}


def register_own_pages(kind: str, teller: Teller) -> None:
    """Say what lies on the pages that meetings in spaces of a kind have."""
    _tellers[str(kind)] = teller


def own_page_of(request: HttpRequest, gathering: Gathering) -> OwnPage | None:
    """Return what the reader may see of the meeting's other page; None where there is no such page."""
    teller = _tellers.get(gathering.space.kind)
    return teller(request, gathering) if teller is not None else None
