"""The cards of *My page*, and the links of a person's own menu.

Each room registers what it can offer to go on with, from its AppConfig.ready().
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one has come: `text` says it in words, `value` of `max` draws the bar."""

    text: str
    value: int
    max: int


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to go on with. `action` is the word on the button («Continue»); `rank` sorts, the lowest first."""

    title: str
    text: str
    url: str
    action: str
    progress: Progress | None = None
    eyebrow: str = ""
    rank: int = 50


Cards = Callable[[HttpRequest], Iterable[Card]]

_makers: list[Cards] = []


def register_card(make: Cards) -> Cards:
    """Add a function that gives a signed-in person's cards; none is a good answer. Also usable as a decorator."""
    if make not in _makers:
        _makers.append(make)
    return make


def cards(request: HttpRequest) -> list[Card]:
    """All cards for the person, those to go on with first."""
    return sorted((card for make in _makers for card in make(request)), key=lambda card: card.rank)


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A line of the menu under the person's name. `view` is the name of an address without arguments."""

    view: str
    title: str | Promise
    icon: str

    @property
    def url(self) -> str:
        """The address in the reader's language."""
        return reverse(self.view)


_links: list[OwnLink] = []


def register_link(view: str, title: str | Promise, icon: str) -> None:
    """Add a page of the person's own to the menu under their name."""
    link = OwnLink(view, title, icon)
    if link not in _links:
        _links.append(link)


def own_links() -> list[OwnLink]:
    """All of them, in the order in which the rooms start."""
    return list(_links)
