"""Seats and attendance: two state machines, and who gets an open seat.

A seat is somebody's place at a meeting, from the invitation to the day. What came of it on the day is the attendance,
which says nothing of the seat: one may come without having answered, and say yes without coming (S73 measures all
four: invited, opened, answered, attended).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SeatState(StrEnum):
    """Where a seat stands."""

    INVITED = "invited"
    OPENED = "opened"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    DECLINED = "declined"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Attendance(StrEnum):
    """What came of it on the day. Nothing is said before somebody has noted it."""

    NONE = "none"
    PART = "part"
    FULL = "full"


class Hindrance(StrEnum):
    """Why somebody cannot come. Concrete things in the way, not a lack of will (S73 c)."""

    NO_TIME = "no_time"
    NO_RELEASE = "no_release"
    NO_COVER = "no_cover"
    ILL = "ill"
    OTHER_MEETING = "other_meeting"
    TRAVEL = "travel"
    NOT_RELEVANT = "not_relevant"
    UNCLEAR = "unclear"
    WRONG_PERSON = "wrong_person"
    OTHER = "other"


HOLDS = frozenset({SeatState.CONFIRMED, SeatState.OFFERED})
"""A seat that is offered is kept for whoever it was offered to, until they answer or the offer runs out."""

GONE = frozenset({SeatState.DECLINED, SeatState.REPLACED, SeatState.WITHDRAWN})
"""A seat that nobody sits on, and that opens nothing any more."""

ANSWERED = frozenset({SeatState.CONFIRMED, SeatState.WAITING, SeatState.DECLINED, SeatState.REPLACED})

_NEXT: Mapping[SeatState, frozenset[SeatState]] = {
    SeatState.INVITED: frozenset(
        {
            SeatState.OPENED,
            SeatState.CONFIRMED,
            SeatState.WAITING,
            SeatState.DECLINED,
            SeatState.REPLACED,
            SeatState.WITHDRAWN,
        }
    ),
    SeatState.OPENED: frozenset(
        {SeatState.CONFIRMED, SeatState.WAITING, SeatState.DECLINED, SeatState.REPLACED, SeatState.WITHDRAWN}
    ),
    SeatState.CONFIRMED: frozenset({SeatState.DECLINED, SeatState.REPLACED, SeatState.WITHDRAWN}),
    SeatState.WAITING: frozenset(
        {SeatState.OFFERED, SeatState.CONFIRMED, SeatState.DECLINED, SeatState.REPLACED, SeatState.WITHDRAWN}
    ),
    SeatState.OFFERED: frozenset(
        {SeatState.CONFIRMED, SeatState.WAITING, SeatState.DECLINED, SeatState.REPLACED, SeatState.WITHDRAWN}
    ),
    # A no may become a yes as long as the meeting has not been; a withdrawn invitation is over.
    SeatState.DECLINED: frozenset({SeatState.CONFIRMED, SeatState.WAITING, SeatState.REPLACED, SeatState.WITHDRAWN}),
    # Whoever sent somebody else may come after all, while the other has not answered.
    SeatState.REPLACED: frozenset({SeatState.CONFIRMED, SeatState.WAITING, SeatState.WITHDRAWN}),
    SeatState.WITHDRAWN: frozenset({SeatState.INVITED}),
}


def may_become(state: SeatState, wanted: SeatState) -> bool:
    """Say whether a seat may go from one state to another. Standing still is always allowed and changes nothing."""
    return wanted == state or wanted in _NEXT[state]


@dataclass(frozen=True, slots=True)
class Quota:
    """How many seats an organisation has: kept for it up to `least`, and no more than `most` (none: no limit)."""

    organisation: int
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A seat as the rules see it. `order` says who answered first; `roles` are what the person brings."""

    key: int
    organisation: int | None
    state: SeatState
    order: int = 0
    role: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """How many seats there are (none: as many as come), the organisations' quotas, and roles that must be there."""

    seats: int | None = None
    quotas: tuple[Quota, ...] = ()
    roles: tuple[str, ...] = ()

    def quota(self, organisation: int | None) -> Quota | None:
        """The quota of an organisation, if it has one."""
        return next((each for each in self.quotas if each.organisation == organisation), None)


def has_room(rules: Rules, places: Iterable[Place], organisation: int | None) -> bool:
    """Say whether somebody from the organisation can have a seat now.

    Seats that an organisation has been promised and not yet taken are kept for it; whoever comes first from the others
    cannot take them.
    """
    held = _held(places)
    quota = rules.quota(organisation)
    if quota is not None and quota.most is not None and held[organisation] >= quota.most:
        return False
    if rules.seats is None:
        return True
    kept = sum(max(each.least - held[each.organisation], 0) for each in rules.quotas if each is not quota)
    return sum(held.values()) + kept < rules.seats


def next_in_line(rules: Rules, places: Sequence[Place]) -> Place | None:
    """Return who an open seat is offered to; None when nobody waits or nobody who waits can have it.

    First an organisation that is missing (below what it was promised), then a role that is missing, then whoever
    answered first.
    """
    held = _held(places)
    there = {place.role for place in places if place.state in HOLDS}
    missing_roles = {role for role in rules.roles if role not in there}
    waiting = [place for place in places if place.state == SeatState.WAITING]
    able = [place for place in waiting if has_room(rules, places, place.organisation)]

    def rank(place: Place) -> tuple[bool, bool, int, int]:
        quota = rules.quota(place.organisation)
        missing = quota is not None and held[place.organisation] < quota.least
        return (not missing, place.role not in missing_roles, place.order, place.key)

    return min(able, key=rank, default=None)


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not there yet: organisations with the number they lack, and roles that nobody who comes has."""

    organisations: tuple[tuple[int, int], ...]
    roles: tuple[str, ...]


def missing(rules: Rules, places: Iterable[Place]) -> Missing:
    """Return which organisations are below what was promised them, and which roles nobody has."""
    places = list(places)
    held = Counter(place.organisation for place in places if place.state == SeatState.CONFIRMED)
    roles = {place.role for place in places if place.state == SeatState.CONFIRMED}
    lacking = [(each.organisation, each.least - held[each.organisation]) for each in rules.quotas]
    return Missing(
        tuple((organisation, number) for organisation, number in lacking if number > 0),
        tuple(role for role in rules.roles if role not in roles),
    )


def _held(places: Iterable[Place]) -> Counter[int | None]:
    return Counter(place.organisation for place in places if place.state in HOLDS)
