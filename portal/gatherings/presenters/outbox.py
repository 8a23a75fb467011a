"""The letters of a meeting before they go: which there are, and one of them as its reader will have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.actions.presenters.words import lang_attribute
from portal.gatherings.choices.letters import LetterKind
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.models import Gathering, Seat, Share
from portal.gatherings.presenters import letters
from portal.gatherings.presenters.letters import HIDDEN, LetterText
from portal.gatherings.presenters.meetings import until_words
from portal.gatherings.services.outbox import Pile, Reader

_NAMED = 3
"""So many are named where letters of a kind are listed; of the rest the number is told."""


@dataclass(frozen=True, slots=True)
class PileLine:
    """A kind of letters in the list. `sends`: whether the host sends them from where they are read."""

    title: str
    number: int
    to: str
    when: str
    url: str
    sends: bool


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody whose letter can be read. `value` stands in the address."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Whose letters can be read, of one kind."""

    title: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Reading:
    """One letter, whose it is, and the others that can be read."""

    letter: LetterText
    own: SafeString
    note: str
    groups: list[Group]
    value: str
    reader: Reader


def lines_of_piles(piles: Iterable[Pile], gathering: Gathering, now: datetime) -> list[PileLine]:
    """Return what the list of letters shows."""
    return [
        PileLine(
            title_of(pile, gathering),
            len(pile.to),
            _names(pile),
            when_words_of(pile, gathering, now),
            f"{address_of(pile.kind, gathering)}?til={_value(pile.kind, pile.to[0])}",
            pile.kind in (LetterKind.CHANGE, LetterKind.INVITATION, LetterKind.CONTACT),
        )
        for pile in piles
    ]


def address_of(kind: LetterKind, gathering: Gathering) -> str:
    """Return where letters of a kind are read. Those to leaders go with the invitations, and are read with them."""
    if kind in (LetterKind.INVITATION, LetterKind.LEADER):
        return reverse("gatherings:invitations", args=[gathering.pk])
    return reverse("gatherings:letter", args=[gathering.pk, kind])


def when_words_of(pile: Pile, gathering: Gathering, now: datetime) -> str:
    """Say when letters of a kind go."""
    if pile.kind == LetterKind.LEADER:
        return _("With the invitations")
    if pile.goes is None:
        if gathering.stage == Stage.DRAFT:
            return _("When the meeting is announced, and you send them")
        return _("When you send them")
    if pile.goes <= now:
        return _("By themselves, in a few minutes")
    if pile.kind == LetterKind.DEPUTY:
        return _("By themselves %(when)s, if nobody is named before that") % {"when": until_words(pile.goes)}
    return _("By themselves %(when)s") % {"when": until_words(pile.goes)}


def reading_of(piles: Iterable[Pile], gathering: Gathering, chosen: str) -> Reading | None:
    """Return the letter that somebody chose to read, else the first; None where there is none."""
    there = [(pile, each) for pile in piles for each in pile.to]
    if not there:
        return None
    values = {_value(pile.kind, each): (pile, each) for pile, each in there}
    value = chosen if chosen in values else next(iter(values))
    pile, reader = values[value]
    letter = text_of(pile, reader, gathering)
    note = _("As %(name)s gets it. Language: %(language)s.") % {
        "name": _name(pile.kind, reader),
        "language": _language(letter.language),
    }
    return Reading(letter, lang_attribute(letter.language), note, _groups(values, value), value, reader)


def text_of(pile: Pile, reader: Reader, gathering: Gathering) -> LetterText:
    """Return what a letter will say, with words where the personal link will stand."""
    if isinstance(reader, Share):
        name = reader.contact_name if pile.kind == LetterKind.CONTACT else reader.deputy_name
        return letters.to_contact(reader, name, HIDDEN)
    if pile.kind == LetterKind.REMINDER:
        return letters.reminder(reader, gathering, pile.goes or gathering.starts_at, HIDDEN)
    return _ABOUT_SEATS[pile.kind](reader, gathering)


_ABOUT_SEATS: dict[LetterKind, Callable[[Seat, Gathering], LetterText]] = {
    LetterKind.CHANGE: lambda seat, gathering: letters.news(seat, gathering, HIDDEN),
    LetterKind.INVITATION: lambda seat, _gathering: letters.invitation(seat, HIDDEN),
    LetterKind.LEADER: lambda seat, _gathering: letters.to_leader(seat),
    LetterKind.ASK_AGAIN: lambda seat, gathering: letters.asking_again(seat, gathering, HIDDEN),
}


def title_of(pile: Pile, gathering: Gathering) -> str:
    """Name a kind of letters."""
    if pile.kind == LetterKind.CHANGE and gathering.is_cancelled:
        return _("Letters that the meeting is called off")
    return str(pile.kind.label)


def _groups(values: dict[str, tuple[Pile, Reader]], chosen: str) -> list[Group]:
    groups: dict[LetterKind, list[Option]] = {}
    for value, (pile, each) in values.items():
        groups.setdefault(pile.kind, []).append(Option(value, _label(pile.kind, each), value == chosen))
    return [Group(str(kind.label), options) for kind, options in groups.items()]


def _value(kind: LetterKind, reader: Reader) -> str:
    """A leader's letter is read on the page of the invitations, and goes by the seat of the one who is asked."""
    return f"{kind}-{reader.pk}" if kind == LetterKind.LEADER else str(reader.pk)


def _label(kind: LetterKind, reader: Reader) -> str:
    name, home = _name(kind, reader), reader.organisation.name if reader.organisation is not None else ""
    if kind == LetterKind.LEADER and isinstance(reader, Seat):
        return _("%(leader)s, leader of %(name)s") % {"leader": name, "name": reader.shown_name}
    return f"{name}, {home}" if home and home != name else name


def _name(kind: LetterKind, reader: Reader) -> str:
    if isinstance(reader, Seat):
        return (reader.leader_name or reader.leader_email) if kind == LetterKind.LEADER else reader.shown_name
    name, email = reader.contact_name, reader.contact_email
    if kind == LetterKind.DEPUTY:
        name, email = reader.deputy_name, reader.deputy_email
    return name or email


def _names(pile: Pile) -> str:
    names = [_name(pile.kind, each) for each in pile.to]
    rest = len(names) - _NAMED
    if rest <= 0:
        return ", ".join(names)
    more = ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", rest)
    return more % {"names": ", ".join(names[:_NAMED]), "n": rest}


def _language(code: str) -> str:
    words = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("English"), "se": _("Northern Sami")}
    return words.get(code, code).lower()
