"""An organisation names its own people: its contact gets a link, and the deputy contact when nobody answers (S73)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, Share
from portal.gatherings.services import seatletters
from portal.gatherings.services.answering import TooLate, held, why_closed, withdraw
from portal.gatherings.services.seating import Guest, put_on
from portal.kernel.clock import Clock, system_clock
from portal.security import audit

PATIENCE = timedelta(days=7)
"""So long the contact has before the deputy is asked."""
_OUT = (SeatState.WITHDRAWN, SeatState.REPLACED, SeatState.DECLINED)


class Full(Exception):
    """The organisation has named as many as it has seats for."""


def ask_contact(actor: User, share: Share, clock: Clock = system_clock) -> bool:
    """Write to the contact, once; again only when the address was changed. False when nothing was sent."""
    now = clock()
    with held(share.seating_id) as row:
        share = row.shares.select_related("organisation", "seating__space").get(pk=share.pk)
        if share.withdrawn_at is not None or not share.contact_email or why_closed(row, now):
            return False
        if not Share.objects.filter(pk=share.pk, asked_at=None).update(asked_at=now):
            return False
        seatletters.contact_asked(share, share.contact_name, share.contact_email)
        audit.record(actor, "seating.contact_asked", row, space_id=row.space_id, organisation=share.organisation_id)
    return True


def pass_on(now: datetime) -> int:
    """Ask the deputy contact where the contact has named nobody for a week; return how many."""
    coming = Gathering.objects.filter(seating=OuterRef("seating"), stage=Stage.ANNOUNCED, starts_at__gt=now)
    named = Seat.objects.filter(seating=OuterRef("seating"), organisation=OuterRef("organisation"))
    rows = Share.objects.filter(asked_at__lte=now - PATIENCE, passed_on_at=None, withdrawn_at=None)
    rows = rows.exclude(deputy_email="").filter(Exists(coming)).exclude(Exists(named))
    return sum(_pass_on(pk, now) for pk in list(rows.values_list("pk", flat=True)))


def _pass_on(pk: int, now: datetime) -> int:
    share = Share.objects.select_related("organisation", "seating__space").get(pk=pk)
    with held(share.seating_id) as row:
        if not Share.objects.filter(pk=pk, passed_on_at=None).update(passed_on_at=now):
            return 0
        seatletters.contact_asked(share, share.deputy_name, share.deputy_email)
        audit.record(None, "seating.passed_on", row, space_id=row.space_id, organisation=share.organisation_id)
    return 1


def named_by(share: Share) -> list[Seat]:
    """Return the organisation's people, those who were taken off left out."""
    rows = Seat.objects.filter(seating=share.seating_id, organisation=share.organisation_id)
    return list(rows.exclude(state=SeatState.WITHDRAWN).select_related("replaced_by").order_by("pk"))


def name(share: Share, guest: Guest, language: str, clock: Clock = system_clock) -> Seat:
    """Put somebody on the list and write to them and to their leader.

    Raises TooLate (over, cancelled, draft, withdrawn; "taken": is on the list), and Full.
    """
    now = clock()
    with held(share.seating_id) as row:
        share = row.shares.select_related("organisation").get(pk=share.pk)
        closed = "withdrawn" if share.withdrawn_at is not None else why_closed(row, now)
        if closed:
            raise TooLate(closed)
        if share.most is not None and sum(each.state not in _OUT for each in named_by(share)) >= share.most:
            raise Full
        seats = put_on(None, row, [guest], language)
        if not seats:
            raise TooLate("taken")
        seatletters.invited(seats, now)
        audit.record(None, "seating.named", row, space_id=row.space_id, organisation=share.organisation_id)
    return seats[0]


def take_off(share: Share, seat_id: int) -> Seat | None:
    """Take back somebody whom the organisation has named; None when it is nobody of theirs."""
    seat = Seat.objects.filter(pk=seat_id, seating=share.seating_id, organisation=share.organisation_id).first()
    return withdraw(None, seat) if seat is not None else None
