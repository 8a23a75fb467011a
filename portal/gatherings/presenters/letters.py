"""What the letters to those who are asked to a meeting say, each in its reader's language. Nothing is sent from here.

The personal link is given by whoever sends the letter. Who reads it before it goes is given `HIDDEN` in its place:
with the link one answers for another, so the host must not hold it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Notice, Seat, Seating, Share
from portal.gatherings.presenters.meetings import span_words, until_words, when_words, where_words
from portal.gatherings.seatwords import words_for
from portal.gatherings.services.hosts import host_of
from portal.gatherings.services.notices import told_before
from portal.kernel.clock import oslo_date
from portal.notifications.services.plain import letter_text
from portal.spaces.doors import door_of

Link = str | Promise
HIDDEN = gettext_lazy("(the personal link stands here)")
_ANSWERED = frozenset({SeatState.CONFIRMED, SeatState.WAITING})


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says, in `language`, and the meetings that it tells of."""

    language: str
    subject: str
    body: str
    meetings: tuple[Gathering, ...]

    @property
    def seen(self) -> str:
        """A short word for what it says: the same for the same, another for another."""
        words = "\n".join((self.language, self.subject, self.body))
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def invitation(seat: Seat, link: Link) -> LetterText:
    """Ask somebody to come."""
    return _about(seat, "invited", gettext_noop("Invitation: %(title)s"), link)


def to_leader(seat: Seat, link: Link = "") -> LetterText:
    """Tell the leader of somebody who is asked; with a link where their yes is needed."""
    subject = gettext_noop("Time for %(name)s to take part")
    return _about(seat, "leader", subject, link, leader=seat.leader_name)


def to_contact(share: Share, name: str, link: Link) -> LetterText:
    """Ask an organisation's contact, or the deputy contact, to name people."""
    seating = share.seating
    meetings = list(seating.gatherings.exclude(stage=Stage.CANCELLED).order_by("starts_at", "pk"))
    language = seating.language or settings.LANGUAGE_CODE
    with translation.override(language):
        context = {**_facts(seating, meetings), "name": name, "share": share, "link": link}
        subject = _("Who comes from you? %(title)s") % {"title": _title(meetings)}
        body = letter_text("portal/gatherings/letters/contact.txt", context)
    return LetterText(language, subject, body, tuple(meetings))


def to_deputy(seat: Seat, link: Link) -> LetterText:
    """Ask somebody to come instead of another."""
    return _about(seat, "deputy", gettext_noop("Can you come instead? %(title)s"), link)


def yes_taken(seat: Seat, link: Link) -> LetterText:
    """Confirm a yes: a seat, or a place on the waiting list."""
    if seat.state == SeatState.CONFIRMED:
        return _about(seat, "confirmed", gettext_noop("You have a seat: %(title)s"), link)
    return _about(seat, "waiting", gettext_noop("You are on the waiting list: %(title)s"), link)


def offer(seat: Seat, link: Link) -> LetterText:
    """Offer a seat that has become free."""
    return _about(seat, "offered", gettext_noop("There is a seat for you: %(title)s"), link)


def taken_back(seat: Seat, organisation: str, comes: str) -> LetterText:
    """Say that an invitation is taken back: by the host, or since `organisation` or the one who `comes` did so."""
    subject = gettext_noop("Your invitation is taken back: %(title)s")
    return _about(seat, "withdrawn", subject, "", organisation=organisation, comes=comes)


def asking_again(seat: Seat, gathering: Gathering, link: Link) -> LetterText:
    """Ask once more for an answer."""
    return _about(seat, "asked_again", gettext_noop("Can you come? %(title)s"), link, gathering)


def reminder(seat: Seat, gathering: Gathering, goes: datetime, link: Link) -> LetterText:
    """Remind of a meeting, on the day that the letter goes."""
    days = (oslo_date(gathering.starts_at) - oslo_date(goes)).days
    return _about(seat, "reminder", gettext_noop("Soon: %(title)s"), link, gathering, days=days)


def news(seat: Seat, gathering: Gathering, link: Link) -> LetterText:
    """Say that a meeting is called off, or what about it is another than they have been told."""
    was = told_before(seat, gathering)
    answered = seat.state in _ANSWERED
    with translation.override(language_of(seat)):
        before = _before(was, gathering) if was is not None else None
        if gathering.is_cancelled:
            more = {"reason": gathering.cancelled_reason, "was": before}
            return _about(seat, "cancelled", gettext_noop("Called off: %(title)s"), link, gathering, **more)
        subject = gettext_noop("Changed: %(title)s")
        return _about(seat, "moved", subject, link, gathering, was=before, answered=answered)


def _before(was: Notice, gathering: Gathering) -> dict[str, Any]:
    """What a letter says of how it was, and which of it is another now: what reads the same is the same."""
    when, where = span_words(was.starts_at, was.ends_at), where_words(was)
    return {
        "when": when,
        "where": where,
        "other_time": when != when_words(gathering),
        "other_place": where != where_words(gathering),
    }


def language_of(seat: Seat) -> str:
    """Return the language of letters about a seat: the one its person has chosen, else the one of their invitation."""
    person = seat.person
    return (person.language if person is not None else "") or seat.language or settings.LANGUAGE_CODE


def _about(
    seat: Seat, name: str, subject: str, link: Link, gathering: Gathering | None = None, **more: Any
) -> LetterText:
    language = language_of(seat)
    with translation.override(language):
        meetings = [gathering] if gathering is not None else _meetings(seat)
        context = {
            **_facts(seat.seating, meetings),
            "seat": seat,
            "words": words_for(seat),
            "until": until_words(seat.offered_until),
            "link": link,
            **more,
        }
        said = _(subject) % {"title": _title(meetings), "name": seat.name}
        body = letter_text(f"portal/gatherings/letters/{name}.txt", context)
    return LetterText(language, said, body, tuple(meetings))


def _facts(seating: Seating, meetings: Sequence[Gathering]) -> dict[str, Any]:
    first = meetings[0] if meetings else None
    return {
        "meetings": [{"title": each.title, "when": _sentence(each), "where": where_words(each)} for each in meetings],
        "place": door_of(seating.space).name,
        "host": host_of(seating.space, meetings),
        "greeting": seating.greeting,
        "purpose": first.purpose if first else "",
        "focus": first.focus_question if first else "",
        "answer_by": seating.answer_by,
    }


def _title(meetings: Sequence[Gathering]) -> str:
    return meetings[0].title if meetings else ""


def _sentence(gathering: Gathering) -> str:
    words = when_words(gathering)
    return words[:1].upper() + words[1:]


def _meetings(seat: Seat) -> list[Gathering]:
    """What a letter about the seat is about: those that are to come, as long as there are any."""
    found = list(seat.seating.gatherings.exclude(stage=Stage.CANCELLED).order_by("starts_at", "pk"))
    return [each for each in found if each.ends_at > timezone.now()] or found
