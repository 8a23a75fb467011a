"""The cards of *My page*. Each room registers what it can offer to go on with, from its AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


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
