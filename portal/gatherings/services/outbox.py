"""The letters of a meeting that wait or will go: of each kind to whom, and when. Nothing is written or sent by asking.

Letters that answer somebody (a seat, an offer, the waiting list) go as the answer comes, and never wait.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from portal.gatherings.choices.letters import LetterKind
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.reminders import first_hour, latest_due, next_round
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, SentLetter, Share
from portal.gatherings.services.answering import why_closed
from portal.gatherings.services.duties import HEARD_LATELY, SECOND_THOUGHTS, heard_at, not_told, to_remind
from portal.gatherings.services.naming import PATIENCE
from portal.gatherings.services.seating import unsent

Reader = Seat | Share
_CLOSED = frozenset({"cancelled", "over"})


@dataclass(frozen=True, slots=True)
class Pile:
    """Letters of one kind. `goes` is when the first goes by itself; None: when the host sends them."""

    kind: LetterKind
    to: tuple[Reader, ...]
    goes: datetime | None = None

    def reader(self, key: str) -> Reader | None:
        """Return whom a letter is to, by the key of their row; None for nobody of these."""
        return next((each for each in self.to if str(each.pk) == key), None)


def piles_of(gathering: Gathering, now: datetime) -> list[Pile]:
    """Return the kinds that have letters. The queries do not grow with the people."""
    return [pile for kind in LetterKind if (pile := pile_of(kind, gathering, now)).to]


def pile_of(kind: LetterKind, gathering: Gathering, now: datetime) -> Pile:
    """Return the letters of one kind, also where there are none."""
    if gathering.seating is None:
        return Pile(kind, ())
    return _FINDERS[kind](kind, gathering, now)


def _changes(kind: LetterKind, gathering: Gathering, now: datetime) -> Pile:
    if gathering.stage == Stage.DRAFT:
        return Pile(kind, ())
    return Pile(kind, tuple(not_told(gathering)), max(gathering.changed_at + SECOND_THOUGHTS, now))


def _invitations(kind: LetterKind, gathering: Gathering, now: datetime) -> Pile:
    seating = gathering.seating
    if seating is None or why_closed(seating, now) in _CLOSED:
        return Pile(kind, ())
    return Pile(kind, tuple(unsent(seating)))


def _leaders(kind: LetterKind, gathering: Gathering, now: datetime) -> Pile:
    seats = [each for each in _invitations(kind, gathering, now).to if isinstance(each, Seat) and each.leader_email]
    told = SentLetter.objects.filter(about="leader", seat__seating=gathering.seating_id)
    written = set(told.values_list("seat", flat=True))
    return Pile(kind, tuple(each for each in seats if each.pk not in written))


def _contacts(kind: LetterKind, gathering: Gathering, now: datetime) -> Pile:
    if gathering.seating is None or why_closed(gathering.seating, now) in _CLOSED:
        return Pile(kind, ())
    rows = Share.objects.filter(seating=gathering.seating_id, asked_at=None, withdrawn_at=None)
    rows = rows.exclude(contact_email="").select_related("organisation", "seating__space")
    return Pile(kind, tuple(rows.order_by("organisation__name", "pk")))


def _deputies(kind: LetterKind, gathering: Gathering, now: datetime) -> Pile:
    """Those whom `naming.pass_on` writes to when nobody has been named meanwhile."""
    coming = Gathering.objects.filter(seating=gathering.seating_id, stage=Stage.ANNOUNCED, starts_at__gt=now)
    named = Seat.objects.filter(seating=OuterRef("seating"), organisation=OuterRef("organisation"))
    rows = Share.objects.filter(seating=gathering.seating_id, asked_at__isnull=False, passed_on_at=None)
    rows = rows.filter(Exists(coming)).exclude(Exists(named)).exclude(deputy_email="")
    found = tuple(rows.filter(withdrawn_at=None).select_related("organisation", "seating__space").order_by("asked_at"))
    asked = [each.asked_at for each in found if each.asked_at is not None]
    return Pile(kind, found, max(asked[0] + PATIENCE, now) if asked else None)


def _reminders(kind: LetterKind, gathering: Gathering, now: datetime) -> Pile:
    """The next round of reminders: those who have not had the one that is due, else all, at the one that is next."""
    if gathering.stage != Stage.ANNOUNCED:
        return Pile(kind, ())
    comes = kind == LetterKind.REMINDER
    due = latest_due(gathering.starts_at, now)
    late = _with_people(gathering, due, comes) if due is not None else ()
    heard = [moment + HEARD_LATELY for seat in late if (moment := heard_at(seat)) is not None]
    goes = first_hour(max(now, min(heard, default=now)))
    if late and goes < gathering.starts_at:
        return Pile(kind, late, goes)
    following = next_round(gathering.starts_at, now)
    return Pile(kind, _with_people(gathering, None, comes), following) if following is not None else Pile(kind, ())


def _with_people(gathering: Gathering, days: int | None, comes: bool) -> tuple[Seat, ...]:
    rows = to_remind(gathering, days).select_related("person", "organisation", "seating__space").order_by("pk")
    return tuple(each for each in rows if (each.state == SeatState.CONFIRMED) == comes)


_FINDERS: dict[LetterKind, Callable[[LetterKind, Gathering, datetime], Pile]] = {
    LetterKind.CHANGE: _changes,
    LetterKind.INVITATION: _invitations,
    LetterKind.LEADER: _leaders,
    LetterKind.CONTACT: _contacts,
    LetterKind.DEPUTY: _deputies,
    LetterKind.REMINDER: _reminders,
    LetterKind.ASK_AGAIN: _reminders,
}
