"""Rate alone: seats, links, and what each sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.kernel.clock import Clock, system_clock
from portal.security import audit
from portal.worksheets.models import Seat, Sheet, Worksheet

SALT = "portal.worksheets.seat"
MOST_LINKS = 50


class TooLate(Exception):
    """The rating is not taken. `reason`: closed, answered (anonymous, and used before) or withdrawn."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def token_of(seat: Seat) -> str:
    """Return the secret of a seat's link: signed, so that it need not be stored and cannot be guessed."""
    return signing.Signer(salt=SALT).sign(str(seat.pk)).replace(":", ".")


def seat_of(token: str) -> Seat | None:
    """Return the seat of a link; nothing for a link that was never made here."""
    number, _dot, signature = token.partition(".")
    try:
        key = signing.Signer(salt=SALT).unsign(f"{number}:{signature}")
    except signing.BadSignature:
        return None
    if not key.isdecimal():
        return None
    return Seat.objects.select_related("worksheet__space").filter(pk=int(key), person__isnull=True).first()


def make_links(actor: User, worksheet: Worksheet, labels: Sequence[str]) -> list[Seat]:
    """Make a link a label. Raises ValidationError for an identity number among the labels."""
    with transaction.atomic():
        seats = [Seat(worksheet=worksheet, label=label) for label in labels[:MOST_LINKS]]
        for seat in seats:
            seat.save()
        audit.record(actor, "worksheet.links_made", worksheet, number=len(seats))
    return seats


def make_place(worksheet: Worksheet) -> Seat:
    """Make a link for somebody whom another room knows: without a label, and not among those that are handed out."""
    return Seat.objects.create(worksheet=worksheet)


def withdraw(actor: User, seat: Seat) -> None:
    """Take a link back. What was answered through it stands."""
    with transaction.atomic():
        Seat.objects.filter(pk=seat.pk, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
        audit.record(actor, "worksheet.link_withdrawn", seat.worksheet)


def member_seat(person: User, worksheet: Worksheet) -> Seat | None:
    """Return the person's seat, if they have answered before."""
    return Seat.objects.select_related("sheet").filter(worksheet=worksheet, person=person).first()


def send(
    worksheet: Worksheet,
    values: Mapping[str, Any],
    comments: Mapping[str, str],
    *,
    person: User | None = None,
    seat: Seat | None = None,
    clock: Clock = system_clock,
) -> None:
    """Take a rating, by a member or through a link. Raises TooLate.

    The worksheet's row is locked, so that closing it and answering it, or answering twice, come one after the other.
    A rating under a name may be changed while the sheet is open; an anonymous one is written once and belongs to
    nobody: only that the seat is used is kept, by day.
    """
    with transaction.atomic():
        held = Worksheet.objects.select_for_update().get(pk=worksheet.pk)
        if held.is_closed:
            raise TooLate("closed")
        mine = _seat(held, person, seat)
        today = timezone.localdate(clock())
        if held.anonymous:
            if mine.used_on is not None:
                raise TooLate("answered")
            Sheet.objects.create(worksheet=held, values=dict(values), comments=dict(comments), sent_on=today)
        else:
            Sheet.objects.update_or_create(
                seat=mine,
                defaults={
                    "worksheet": held,
                    "values": dict(values),
                    "comments": dict(comments),
                    "sent_on": today,
                },
            )
        Seat.objects.filter(pk=mine.pk).update(used_on=today)
        if not held.anonymous:
            # Not in anonymous ratings: the moment would tell whose it was.
            Worksheet.objects.filter(pk=held.pk).update(changed_at=clock())


def _seat(worksheet: Worksheet, person: User | None, seat: Seat | None) -> Seat:
    if seat is not None:
        held = Seat.objects.select_for_update().get(pk=seat.pk)
        if held.withdrawn_at is not None:
            raise TooLate("withdrawn")
        return held
    own, _made = Seat.objects.get_or_create(worksheet=worksheet, person=person)
    return Seat.objects.select_for_update().get(pk=own.pk)


def sent(worksheet: Worksheet) -> list[Sheet]:
    """Return what has been sent. The order says nothing: the keys are drawn at random."""
    return list(worksheet.sheets.filter(sent_on__isnull=False).order_by("pk"))
