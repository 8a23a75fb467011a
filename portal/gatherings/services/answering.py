"""Yes, no, and somebody else instead; and who gets what becomes free.

Everything here takes the row of the list first. Two who want the last seat come one after the other, and what is
free is given away in the same breath as it becomes free: whoever says yes while others wait stands behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.offers import offer_until
from portal.gatherings.domain.seats import SeatState, has_room, may_become, next_in_line
from portal.gatherings.models import Gathering, Needs, Seat, Seating, SentLetter
from portal.gatherings.services import seatletters
from portal.kernel.clock import Clock, system_clock
from portal.security import audit

GONE = frozenset({SeatState.DECLINED, SeatState.REPLACED, SeatState.WITHDRAWN})


class TooLate(Exception):
    """The answer is not taken. `reason`: over, cancelled, draft, withdrawn, replaced, taken, leader."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def held(seating_id: int) -> Iterator[Seating]:
    """Hold the list: nobody else gives or frees a seat in it meanwhile."""
    with transaction.atomic():
        yield Seating.objects.select_for_update().get(pk=seating_id)


def meetings_of(seating: Seating) -> list[Gathering]:
    """Return the meetings of the list that hold, by date."""
    return list(seating.gatherings.exclude(stage=Stage.CANCELLED).order_by("starts_at", "pk"))


def all_called_off(seating: Seating) -> bool:
    """Return whether nothing of what the list is for will be held."""
    stages = list(seating.gatherings.values_list("stage", flat=True))
    return bool(stages) and all(stage == Stage.CANCELLED for stage in stages)


def why_closed(seating: Seating, now: datetime) -> str:
    """Say why nobody can answer any more, as a code of `TooLate`; empty while one can."""
    if all_called_off(seating):
        return "cancelled"
    told = [each for each in meetings_of(seating) if each.stage == Stage.ANNOUNCED]
    if not told:
        return "draft"
    return "" if any(each.ends_at > now for each in told) else "over"


def say_yes(seat: Seat, *, by: User | None = None, clock: Clock = system_clock) -> Seat:
    """Take a seat, or a place on the waiting list when there is none. A second yes changes nothing. Raises TooLate."""
    now = clock()
    with held(seat.seating_id) as seating:
        seat = _may_take(_open(seating, seat, now))
        if seat.state == SeatState.CONFIRMED or (seat.state == SeatState.WAITING and not _may_sit(seating, seat)):
            return seat
        takes = seat.state == SeatState.OFFERED or _may_sit(seating, seat)
        if not seat.order:
            seat.order = _next_order(seating)
        _become(seat, SeatState.CONFIRMED if takes else SeatState.WAITING, now)
        seatletters.answer_taken(seat)
        _note("said_yes", seat, by)
    return seat


def say_no(seat: Seat, reason: str, text: str, *, by: User | None = None, clock: Clock = system_clock) -> Seat:
    """Give the seat back, with what is in the way; it is offered to the next at once. Raises TooLate."""
    now = clock()
    with held(seat.seating_id) as seating:
        seat = _open(seating, seat, now)
        seat.reason, seat.reason_text = reason, text
        seat.order = 0
        _become(seat, SeatState.DECLINED, now)
        _note("said_no", seat, by)
        fill(seating, now)
    return seat


def send_somebody_else(
    seat: Seat, name: str, email: str, *, by: User | None = None, clock: Clock = system_clock
) -> Seat:
    """Let another from the same organisation come instead. Raises TooLate ("taken": the other is on the list already).

    Whoever had a seat has it for the deputy too: it is offered to them, with time to answer.
    """
    now = clock()
    with held(seat.seating_id) as seating:
        seat = _may_take(_open(seating, seat, now))
        if seating.seats.filter(email__iexact=email).exclude(state=SeatState.WITHDRAWN).exists():
            raise TooLate("taken")
        had_seat, order = seat.holds, seat.order
        _become(seat, SeatState.REPLACED, now)
        person = User.objects.filter(email__iexact=email, is_active=True).first()
        deputy = new_seat(
            seating,
            email,
            person,
            name=name,
            organisation=seat.organisation,
            role=seat.role,
            leader_name=seat.leader_name,
            leader_email=seat.leader_email,
            language=seat.language,
            replaces=seat,
            order=order or _next_order(seating),
            state=SeatState.OFFERED if had_seat else SeatState.INVITED,
            offered_until=_until(seating, now) if had_seat else None,
        )
        seatletters.deputy_asked(deputy, now)
        _note("sent_deputy", seat, by)
    return deputy


def come_after_all(seat: Seat, *, clock: Clock = system_clock) -> Seat:
    """Take back that somebody else comes instead, while they have not answered; they are told. Raises TooLate."""
    now = clock()
    with held(seat.seating_id) as seating:
        seat = seating.seats.select_related("replaced_by").get(pk=seat.pk)
        closed = why_closed(seating, now)
        if closed or not may_come_after_all(seat):
            raise TooLate(closed or "replaced")
        deputy: Seat = seat.replaced_by
        deputy.replaces = None
        _become(deputy, SeatState.WITHDRAWN, now)
        seatletters.withdrawn(deputy, comes=seat.name)
        # Nobody is offered anything in between: whoever held the seat for a deputy has it again.
        _become(seat, SeatState.CONFIRMED if _may_sit(seating, seat) else SeatState.WAITING, now)
        seatletters.answer_taken(seat)
        _note("came_after_all", seat, None)
        fill(seating, now)
    return seat


def may_come_after_all(seat: Seat) -> bool:
    """Whether somebody was sent instead who has neither answered nor been taken off."""
    deputy: Seat | None = getattr(seat, "replaced_by", None)
    asked = deputy is not None and deputy.answered_at is None and deputy.state != SeatState.WITHDRAWN
    return seat.state == SeatState.REPLACED and asked


def new_seat(seating: Seating, email: str, person: User | None, **values: Any) -> Seat:
    """Put somebody on the list. The caller holds it, and has seen that they are not on it.

    Whoever was taken off is asked anew, by another link than before; what was noted of them on the days that have been
    stays theirs.
    """
    theirs = Q(email__iexact=email) | Q(person=person, person__isnull=False)
    was = sorted(seating.seats.filter(theirs, state=SeatState.WITHDRAWN), key=lambda each: each.person_id is None)
    seat = Seat(seating=seating, email=email.lower(), person=person, **values)
    if was:
        seat.pk = was[0].pk
        SentLetter.objects.filter(seat=seat.pk).delete()
        Seat.objects.filter(replaces=seat.pk).update(replaces=None)
        Seat.objects.filter(pk__in=[each.pk for each in was[1:]]).delete()
    seat.save()
    return seat


def withdraw(actor: User | None, seat: Seat, clock: Clock = system_clock, *, organisation: str = "") -> Seat:
    """Take an invitation back; its link then says so. Once more changes nothing.

    `organisation` is named in the letter when it is they who have given up their seats.
    """
    now = clock()
    with held(seat.seating_id) as seating:
        seat = seating.seats.get(pk=seat.pk)
        if seat.state == SeatState.WITHDRAWN:
            return seat
        was_asked = bool(seat.invited_at or seat.answered_at)
        _become(seat, SeatState.WITHDRAWN, now)
        if was_asked and not why_closed(seating, now):
            seatletters.withdrawn(seat, organisation=organisation)
        _note("withdrawn", seat, actor)
        fill(seating, now)
    return seat


def fill(seating: Seating, now: datetime) -> list[Seat]:
    """Offer what is free to those who wait, in the order of the rules. The caller holds the list."""
    if why_closed(seating, now):
        return []
    rules, offered = seating.rules(), []
    waiting = list(seating.seats.all())
    until = _until(seating, now)
    while (place := next_in_line(rules, [each.place for each in waiting])) is not None:
        seat = next(each for each in waiting if each.pk == place.key)
        seat.offered_until = until
        _become(seat, SeatState.OFFERED, now, answered=False)
        seatletters.offered(seat)
        offered.append(seat)
    return offered


def end_offers(now: datetime) -> int:
    """Give on the seats that were offered and not taken in time; return how many. Who missed it waits again, last."""
    late = Seat.objects.filter(state=SeatState.OFFERED, offered_until__lte=now)
    return sum(_end_offers_of(pk, now) for pk in set(late.values_list("seating", flat=True)))


def _end_offers_of(seating_id: int, now: datetime) -> int:
    with held(seating_id) as seating:
        late = [each for each in seating.seats.filter(state=SeatState.OFFERED) if each.offer_is_over(now)]
        if not late or why_closed(seating, now):
            return 0
        others = list(seating.seats.filter(state=SeatState.WAITING))
        for seat in late:
            # Nobody else waits: the seat stays theirs, there is no one to give it to.
            if not others:
                seat.offered_until = _until(seating, now)
                seat.save(update_fields=["offered_until"])
                continue
            seat.order = _next_order(seating)
            _become(seat, SeatState.WAITING, now, answered=False)
            _note("offer_ended", seat, None)
        fill(seating, now)
        return len(late)


def _may_sit(seating: Seating, seat: Seat) -> bool:
    places = [each.place for each in seating.seats.exclude(pk=seat.pk)]
    return has_room(seating.rules(), places, seat.organisation_id)


def _open(seating: Seating, seat: Seat, now: datetime) -> Seat:
    """Return the seat as it now stands; raises TooLate when no answer can be taken."""
    current: Seat = seating.seats.select_related("organisation", "person", "seating").get(pk=seat.pk)
    if current.state in (SeatState.WITHDRAWN, SeatState.REPLACED):
        raise TooLate(current.state)
    closed = why_closed(seating, now)
    if closed:
        raise TooLate(closed)
    return current


def _may_take(seat: Seat) -> Seat:
    """Nobody takes a seat, or hands it on, that waits for a leader's yes."""
    if seat.lacks_leader_yes:
        raise TooLate("leader")
    return seat


def _become(seat: Seat, state: SeatState, now: datetime, *, answered: bool = True) -> None:
    if not may_become(SeatState(seat.state), state):
        raise TooLate("taken")
    seat.state = state
    if answered:
        seat.answered_at = now
    if state != SeatState.OFFERED:
        seat.offered_until = None
    if state not in (SeatState.DECLINED, SeatState.REPLACED):
        seat.reason = seat.reason_text = ""
    seat.save()
    if state in GONE:
        # What somebody needs is nobody's business when they don't come.
        Needs.objects.filter(seat=seat).delete()


def _next_order(seating: Seating) -> int:
    Seating.objects.filter(pk=seating.pk).update(last_order=F("last_order") + 1)
    seating.refresh_from_db(fields=["last_order"])
    return seating.last_order


def _until(seating: Seating, now: datetime) -> datetime:
    coming = [each.starts_at for each in meetings_of(seating) if each.ends_at > now]
    return offer_until(now, min(coming, default=now))


def _note(act: str, seat: Seat, by: User | None) -> None:
    audit.record(by, f"seat.{act}", seat, seating=seat.seating_id)
