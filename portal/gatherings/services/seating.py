"""The list of participants: made, set up, and people put on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Organisation, User
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, Seating, Share
from portal.gatherings.services import seatletters
from portal.gatherings.services.answering import fill, held, meetings_of, new_seat, why_closed, withdraw
from portal.kernel.clock import Clock, system_clock
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.models import Space, organisation_of


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to put on the list."""

    name: str
    email: str
    role: str = ""
    organisation: Organisation | None = None
    leader_name: str = ""
    leader_email: str = ""


def seating_of(actor: User, gathering: Gathering) -> Seating:
    """Return the meeting's list of participants; an empty one is made where it has none."""
    with transaction.atomic():
        row = Gathering.objects.select_for_update().get(pk=gathering.pk)
        if row.seating_id is None:
            row.seating = make(actor, row.space)
            Gathering.objects.filter(pk=row.pk).update(seating=row.seating)
        gathering.seating = row.seating
    assert row.seating is not None  # noqa: S101 - given above; tells the type checker
    return row.seating


def begins(gathering: Gathering) -> datetime:
    """Return when the first of the meetings that have the same people begins."""
    rows = meetings_of(gathering.seating) if gathering.seating is not None else []
    return min((each.starts_at for each in rows), default=gathering.starts_at)


def make(actor: User, space: Space, **values: Any) -> Seating:
    """Make an empty list in a space; what meets in an organisation's own space is held by that organisation."""
    values = {"organisation": organisation_of(space), **values}
    seating: Seating = Seating.objects.create(space=space, **values)
    audit.record(actor, "seating.made", seating, space_id=space.pk)
    return seating


def configure(
    actor: User,
    seating: Seating,
    expected: int,
    values: dict[str, Any],
    *,
    went_past_guard: bool = False,
    clock: Clock = system_clock,
) -> Seating | None:
    """Write `values` over version `expected`, and give away what becomes free by it. None when it was written."""
    now = clock()
    with held(seating.pk) as row, identity_override(went_past_guard):
        if not row.save_version(expected, **values, changed_at=timezone.now()):
            row.refresh_from_db()
            return row
        audit.record(actor, "seating.changed", row, space_id=row.space_id, fields=sorted(values))
        if went_past_guard:
            audit.record(actor, "identity_guard.overridden", row, space_id=row.space_id)
        row.refresh_from_db()
        fill(row, now)
    return None


def put_on(actor: User | None, seating: Seating, guests: Iterable[Guest], language: str) -> list[Seat]:
    """Put people on the list, without a letter; return those who are new there.

    Somebody who is on it already stays as they are; somebody who was taken off is asked anew, by another link than
    before. Raises ValidationError for an identity number in a name.
    """
    guests = list(guests)
    with held(seating.pk) as row:
        addresses = [each.email.lower() for each in guests]
        accounts = {each.email.lower(): each for each in User.objects.filter(email__in=addresses, is_active=True)}
        on_it = row.seats.exclude(state=SeatState.WITHDRAWN)
        there = {email.lower() for email in on_it.values_list("email", flat=True)}
        people = set(on_it.exclude(person=None).values_list("person", flat=True))
        new = []
        for guest in guests:
            email, account = guest.email.lower(), accounts.get(guest.email.lower())
            if email in there or (account is not None and account.pk in people):
                continue
            there.add(email)
            new.append(_seat(row, guest, account, language))
        if new:
            audit.record(actor, "seating.people_added", row, space_id=row.space_id, number=len(new))
    return new


def _seat(seating: Seating, guest: Guest, account: User | None, language: str) -> Seat:
    return new_seat(
        seating,
        guest.email,
        account,
        name=guest.name or (str(account) if account is not None else guest.email),
        role=guest.role,
        organisation=guest.organisation,
        leader_name=guest.leader_name,
        leader_email=guest.leader_email,
        language=language,
    )


def unsent(seating: Seating) -> list[Seat]:
    """Return those who are on the list and have not been written to; who waits for a leader's yes needs no letter."""
    rows = seating.seats.asked().filter(invited_at=None)
    if seating.needs_leader_yes:
        rows = rows.filter(leader_email="")
    return list(rows.select_related("person", "organisation").order_by("pk"))


def send_invitations(actor: User, seating: Seating, keys: Sequence[int], clock: Clock = system_clock) -> int:
    """Write to those named who have not been written to; return how many letters. Sent twice it writes once."""
    with held(seating.pk) as row:
        seats = [each for each in unsent(row) if each.pk in set(keys)]
        number = seatletters.invited(seats, clock())
        if number:
            audit.record(actor, "seating.invited", row, space_id=row.space_id, number=number)
    return number


def sign_up(
    person: User, seating: Seating, organisation: Organisation | None, role: str, language: str
) -> tuple[Seat, bool]:
    """Put oneself on the list, once; return the seat and whether it is new. The caller answers for it."""
    with held(seating.pk) as row:
        on_it = row.seats.exclude(state=SeatState.WITHDRAWN)
        mine: Seat | None = on_it.filter(person=person).first() or on_it.filter(email=person.email).first()
        if mine is not None:
            return mine, False
        guest = Guest(str(person), person.email, role, organisation)
        seat = _seat(row, guest, person, language)
        audit.record(person, "seating.signed_up", row, space_id=row.space_id)
    return seat, True


def set_share(actor: User, seating: Seating, organisation: Organisation, values: dict[str, Any]) -> Share:
    """Say how many seats an organisation has, and give away what becomes free by it."""
    with held(seating.pk) as row:
        share, _made = Share.objects.update_or_create(
            seating=row, organisation=organisation, defaults={**values, "withdrawn_at": None}
        )
        audit.record(actor, "seating.share_set", row, space_id=row.space_id, organisation=organisation.pk)
        fill(row, timezone.now())
    return share


def organisation_leaves(actor: User, share: Share) -> int:
    """Let an organisation go: its people are told, its seats are given to others. Returns how many seats.

    What has been stays: who was there is still on the list of that day, and a list whose days are over is left alone.
    """
    seats = list(share.seating.seats.filter(organisation=share.organisation).exclude(state=SeatState.WITHDRAWN))
    if why_closed(share.seating, timezone.now()) == "over":
        seats = []
    with transaction.atomic():
        with held(share.seating_id) as row:
            # First the promise goes: what is free by it may be anybody's.
            Share.objects.filter(pk=share.pk).update(least=0, withdrawn_at=timezone.now())
            audit.record(actor, "seating.organisation_left", row, space_id=row.space_id)
        for seat in seats:
            withdraw(actor, seat, organisation=share.organisation.name)
    return len(seats)
