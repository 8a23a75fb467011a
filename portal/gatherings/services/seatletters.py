"""Letters to those who are asked to come, each in their own language. They go through the outbox.

What they say is made in `presenters.letters`, where they can be read before they go. A row of `SentLetter` comes
before every letter that could go twice, in the same transaction; and one is kept for every letter that tells of a day
and a place: so it is known who has not heard of the latest (`services.notices`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import translation

from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, SentLetter, Share
from portal.gatherings.presenters import letters
from portal.gatherings.presenters.calendars import attachment_of
from portal.gatherings.services.notices import date_mark, remember
from portal.gatherings.services.seatlinks import whole, word_of, word_of_share

_HAS_ENTRY = frozenset({SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING})
"""These can have the meeting in their calendar, so that a change of it goes with the letter."""


def invited(seats: Iterable[Seat], now: datetime) -> int:
    """Write the invitations of those who have none yet; return how many. The caller holds the list."""
    number = 0
    for seat in seats:
        if not _once(seat, "invited"):
            continue
        seat.invited_at = now
        seat.save(update_fields=["invited_at"])
        _send(seat, letters.invitation(seat, _link(seat)))
        if seat.leader_email:
            leader_told(seat)
        number += 1
    return number


def leader_told(seat: Seat, link: str = "") -> None:
    """Write to the leader of somebody who is asked; with a link where their yes is needed."""
    if _once(seat, "leader"):
        letter = letters.to_leader(seat, link)
        EmailMessage(letter.subject, letter.body, to=[seat.leader_email]).send()


def contact_asked(share: Share, name: str, email: str) -> None:
    """Ask an organisation's contact to name people."""
    letter = letters.to_contact(share, name, whole("naming", word_of_share(share)))
    EmailMessage(letter.subject, letter.body, to=[email]).send()


def deputy_asked(seat: Seat, now: datetime) -> None:
    """Write to whoever is asked to come instead of another."""
    if _once(seat, "invited"):
        seat.invited_at = now
        seat.save(update_fields=["invited_at"])
        _send(seat, letters.to_deputy(seat, _link(seat)))


def answer_taken(seat: Seat) -> None:
    """Confirm a yes: a seat, or a place on the waiting list."""
    _send(seat, letters.yes_taken(seat, _link(seat)), with_entry=seat.state == SeatState.CONFIRMED)


def offered(seat: Seat) -> None:
    """Offer a seat that has become free."""
    _send(seat, letters.offer(seat, _link(seat)))


def withdrawn(seat: Seat, *, organisation: str = "", comes: str = "") -> None:
    """Say that an invitation is taken back, and by whom.

    By the host; or the `organisation` has given up its seats; or whoever sent a deputy `comes` after all.
    """
    _send(seat, letters.taken_back(seat, organisation, comes))


def asked_again(seat: Seat, gathering: Gathering, days: int) -> bool:
    """Ask once more for an answer. False when that has been done so many days before already."""
    if not _once(seat, f"ask-{days} of {gathering.pk}"):
        return False
    _send(seat, letters.asking_again(seat, gathering, _link(seat)))
    return True


def reminded(seat: Seat, gathering: Gathering, days: int, now: datetime) -> bool:
    """Remind of a meeting so many days ahead. False when that has been done already."""
    if not _once(seat, f"remind-{days} of {gathering.pk}"):
        return False
    _send(seat, letters.reminder(seat, gathering, now, _link(seat)))
    return True


def told_of_change(seat: Seat, gathering: Gathering) -> bool:
    """Say that a meeting is moved or called off. False when they have heard of it already."""
    if not _once(seat, date_mark(gathering)):
        return False
    _send(seat, letters.news(seat, gathering, _link(seat)), with_entry=seat.state in _HAS_ENTRY)
    return True


def _send(seat: Seat, letter: letters.LetterText, *, with_entry: bool = False) -> None:
    message = EmailMessage(letter.subject, letter.body, to=[seat.email])
    if with_entry:
        with translation.override(letter.language):
            entry = attachment_of(seat, letter.meetings)
        if entry is not None:
            message.attach(*entry)
    message.send()
    remember(seat, letter.meetings)


def _link(seat: Seat) -> str:
    return whole("seat", word_of(seat))


def _once(seat: Seat, about: str) -> bool:
    _row, made = SentLetter.objects.get_or_create(seat=seat, about=about)
    return made
