"""Meetings at the same time. It is told, and never stopped: people choose themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from portal.accounts.models import User
from portal.gatherings.choices import Stage
from portal.gatherings.domain.agenda import LONGEST
from portal.gatherings.models import Gathering, Seat


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
    return Clashes(here, mine, _people(gathering) if plans and gathering.seating_id else 0)


def at_the_same_time(gathering: Gathering, rows: object) -> list[Gathering]:
    """Return those of `rows` that have begun before this one ends and not ended before it begins."""
    # The end follows from the agenda, which the database can't read: one query for what is near, the rest here.
    near = rows.filter(  # type: ignore[attr-defined]
        starts_at__lt=gathering.ends_at, starts_at__gt=gathering.starts_at - timedelta(minutes=LONGEST)
    )
    found = near.exclude(pk=gathering.pk).exclude(stage=Stage.CANCELLED).order_by("starts_at", "pk")
    return [each for each in found if each.ends_at > gathering.starts_at]


def _people(gathering: Gathering) -> int:
    """How many who have a seat here also have one in another announced meeting at the same time."""
    people = Seat.objects.held().filter(seating=gathering.seating_id, person__isnull=False).values("person")
    elsewhere = Gathering.objects.filter(stage=Stage.ANNOUNCED, seating__seats__person__in=people)
    others = at_the_same_time(gathering, elsewhere.exclude(seating=gathering.seating_id).distinct())
    held = Seat.objects.held().filter(seating__in={each.seating_id for each in others}, person__in=people)
    return held.values("person").distinct().count() if others else 0
