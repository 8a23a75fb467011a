"""People asked to a meeting, for tests of seats."""

from __future__ import annotations

from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse

from portal.accounts.models import Organisation, User
from portal.gatherings.models import Gathering, Seat, Seating
from portal.gatherings.services import seating
from portal.gatherings.services.seatlinks import word_of


def asked(lead: User, gathering: Gathering, *names: str, organisation: Organisation | None = None) -> list[Seat]:
    """Put people on the list and write to them."""
    rows = seating.seating_of(lead, gathering)
    guests = [seating.Guest(name.title(), f"{name}@example.no", "", organisation) for name in names]
    seats = seating.put_on(lead, rows, guests, "nb")
    seating.send_invitations(lead, rows, [seat.pk for seat in seats])
    return [again(seat) for seat in seats]


def again(seat: Seat) -> Seat:
    return Seat.objects.get(pk=seat.pk)


def link(seat: Seat) -> str:
    return reverse("gatherings:seat", args=[word_of(seat)])


def seats_given(lead: User, gathering: Gathering, number: int) -> Seating:
    rows = seating.seating_of(lead, gathering)
    Seating.objects.filter(pk=rows.pk).update(most=number)
    rows.refresh_from_db()
    return rows


def letters_to(email: str) -> list[EmailMessage]:
    return [each for each in mail.outbox if each.to == [email]]
