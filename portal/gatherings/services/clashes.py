"""Meetings at the same time. It is told, and never stopped: people choose themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.agenda import LONGEST
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, Seating


@dataclass(frozen=True, slots=True)
class Clashes:
    """What lies at the same time: in the same space, what the reader goes to, and how many others are in two places."""

    here: list[Gathering]
    mine: list[Gathering]
    people: int


def clashes_of(gathering: Gathering, reader: User, spaces: Iterable[int], *, plans: bool) -> Clashes:
    """Return what lies at the same time. `people` is counted for those who plan; which meeting it is, is not told."""
    if gathering.is_cancelled:
        return Clashes([], [], 0)
    own = at_the_same_time(gathering, Gathering.objects.of(reader, spaces).told())
    here = [each for each in own if each.space_id == gathering.space_id]
    mine = [each for each in own if each.space_id != gathering.space_id]
    return Clashes(here, mine, len(booked_twice(gathering.seating, [gathering])) if plans and gathering.seating else 0)


def at_the_same_time(gathering: Gathering, rows: QuerySet[Gathering]) -> list[Gathering]:
    """Return those of `rows` that have begun before this one ends and not ended before it begins."""
    return _meanwhile([gathering], rows.exclude(pk=gathering.pk).exclude(stage=Stage.CANCELLED))


def promised_elsewhere(seat: Seat) -> list[Gathering]:
    """Return the announced meetings that whoever has the seat has said yes to, at the same time as one of its own."""
    own = Seat.objects.filter(_same_person(seat), state=SeatState.CONFIRMED).exclude(seating=seat.seating_id)
    rows = Gathering.objects.filter(stage=Stage.ANNOUNCED, seating__in=own.values("seating"))
    return _meanwhile(_held_on(seat.seating), rows)


def booked_twice(seating: Seating, meetings: Sequence[Gathering] | None = None) -> set[int]:
    """Return the seats of people who also have one in another announced meeting at the same time. Three queries.

    `meetings` are those of the list that are asked about; all of them when they are left out.
    """
    elsewhere = Gathering.objects.filter(stage=Stage.ANNOUNCED, seating__isnull=False).exclude(seating=seating.pk)
    others = _meanwhile(_held_on(seating) if meetings is None else meetings, elsewhere)
    if not others:
        return set()
    taken = Seat.objects.held().filter(seating__in={each.seating_id for each in others}).values_list("person", "email")
    people, addresses = {person for person, _email in taken if person}, {email.lower() for _person, email in taken}
    here = Seat.objects.held().filter(seating=seating.pk).values_list("pk", "person", "email")
    return {pk for pk, person, email in here if person in people or email.lower() in addresses}


def _same_person(seat: Seat) -> Q:
    mine = Q(email__iexact=seat.email)
    return mine | Q(person=seat.person_id) if seat.person_id is not None else mine


def _held_on(seating: Seating) -> list[Gathering]:
    return list(seating.gatherings.exclude(stage=Stage.CANCELLED))


def _meanwhile(own: Sequence[Gathering], rows: QuerySet[Gathering]) -> list[Gathering]:
    """Return those of `rows` that are held while one of `own` is, by date. One query."""
    if not own:
        return []
    # The end follows from the agenda, which the database can't read: one query for what is near, the rest here.
    first, last = min(each.starts_at for each in own), max(each.ends_at for each in own)
    near = rows.filter(starts_at__lt=last, starts_at__gt=first - timedelta(minutes=LONGEST)).order_by("starts_at", "pk")
    return [
        each for each in near if any(each.starts_at < mine.ends_at and each.ends_at > mine.starts_at for mine in own)
    ]
