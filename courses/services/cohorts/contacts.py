"""The list of names and numbers that a group prints: those who have put themselves on it, and nobody else (S70)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from courses.models import Cohort, ContactWish
from portal.accounts.models import User
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Seat
from portal.security import audit


def list_of(cohort: Cohort) -> list[ContactWish]:
    """Return those who want to stand on it and still come, by name."""
    rows = ContactWish.objects.filter(seat__seating=cohort.seating_id, seat__state=SeatState.CONFIRMED)
    return list(rows.select_related("seat__organisation").order_by("seat__name", "seat_id"))


def put_on(person: User, cohort: Cohort, seat: Seat, phone: str) -> None:
    """Put oneself on the list, or change one's number."""
    with transaction.atomic():
        ContactWish.objects.update_or_create(seat=seat, defaults={"phone": phone, "changed_at": timezone.now()})
        audit.record(person, "cohort.contact_shared", cohort, space_id=cohort.space_id)


def take_off(person: User, cohort: Cohort, seat: Seat) -> None:
    """Take oneself off the list."""
    with transaction.atomic():
        ContactWish.objects.filter(seat=seat).delete()
        audit.record(person, "cohort.contact_unshared", cohort, space_id=cohort.space_id)
