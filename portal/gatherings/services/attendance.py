"""Who came. The host notes it in two taps, or people do it themselves by the code that hangs in the room."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.choices.seats import Attendances, NotedBy
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Presence, Seat
from portal.gatherings.signals import attended
from portal.kernel.clock import Clock, oslo_date, system_clock
from portal.security import audit

EARLY = timedelta(hours=1)
"""The code in the room works from an hour before till the end of the day."""


def expected_at(gathering: Gathering) -> list[Seat]:
    """Return who may have been there, by name: all on the list, and those who were taken off it after they came."""
    if gathering.seating_id is None:
        return []
    rows = Seat.objects.filter(seating=gathering.seating_id)
    noted = Presence.objects.filter(gathering=gathering).values("seat")
    rows = rows.filter(~Q(state__in=(SeatState.WITHDRAWN, SeatState.REPLACED)) | Q(pk__in=noted))
    return list(rows.select_related("organisation", "person").order_by("name", "pk"))


def presences_of(gathering: Gathering) -> dict[int, Presence]:
    """Return what has been noted, by seat."""
    return {each.seat_id: each for each in gathering.presences.all()}


def note(actor: User, gathering: Gathering, seat: Seat, state: str, clock: Clock = system_clock) -> None:
    """Note that somebody was there, was there for a part, or was not; an empty state takes the note away."""
    with transaction.atomic():
        if not state:
            Presence.objects.filter(gathering=gathering, seat=seat).delete()
        else:
            theirs = Presence.objects.filter(gathering=gathering, seat=seat).exclude(noted_how=NotedBy.HOST)
            how = NotedBy.HOST_AFTER if theirs.exists() else NotedBy.HOST
            values = {"state": state, "noted_by": actor, "noted_how": how, "noted_at": clock()}
            Presence.objects.update_or_create(gathering=gathering, seat=seat, defaults=values)
        audit.record(actor, "gathering.attendance_noted", gathering, space_id=gathering.space_id, state=state)
        _tell(gathering, seat, state)


def note_rest(actor: User, gathering: Gathering, clock: Clock = system_clock) -> int:
    """Note everybody who said yes, and of whom nothing is noted, as there; return how many."""
    with transaction.atomic():
        known = set(gathering.presences.values_list("seat", flat=True))
        rest = [each for each in expected_at(gathering) if each.state == SeatState.CONFIRMED and each.pk not in known]
        for seat in rest:
            values = {"state": Attendances.FULL, "noted_by": actor, "noted_at": clock()}
            Presence.objects.get_or_create(gathering=gathering, seat=seat, defaults=values)
            _tell(gathering, seat, Attendances.FULL)
        if rest:
            audit.record(actor, "gathering.attendance_noted", gathering, space_id=gathering.space_id, number=len(rest))
    return len(rest)


def is_open(gathering: Gathering, now: datetime) -> bool:
    """Say whether the code in the room works now."""
    if gathering.stage != Stage.ANNOUNCED:
        return False
    same_day = oslo_date(now) in (oslo_date(gathering.starts_at), oslo_date(gathering.ends_at))
    return same_day and now >= gathering.starts_at - EARLY


def here(gathering: Gathering, seat: Seat, clock: Clock = system_clock) -> Presence | None:
    """Note that somebody is there, by their own press; return what stands then. None outside the day.

    What the host has noted stands, but for «was not there»: whoever comes late says so themselves, and the host sees
    that they did. The host has the last word: noted as not there once more, it stays so.
    """
    now = clock()
    if not is_open(gathering, now) or seat.seating_id != gathering.seating_id:
        return None
    with transaction.atomic():
        values = {"state": Attendances.FULL, "noted_how": NotedBy.SELF, "noted_by": seat.person, "noted_at": now}
        row, new = Presence.objects.get_or_create(gathering=gathering, seat=seat, defaults=values)
        if not new:
            noted_once = Presence.objects.filter(pk=row.pk, state=Attendances.NONE, noted_how=NotedBy.HOST)
            new = bool(noted_once.update(**values | {"noted_how": NotedBy.SELF_AFTER}))
            row.refresh_from_db()
        if new:
            audit.record(seat.person, "gathering.came", gathering, space_id=gathering.space_id)
            _tell(gathering, seat, Attendances.FULL)
    return row


def seat_in_room(gathering: Gathering, email: str) -> Seat | None:
    """Return the seat of an address on the meeting's list; who was replaced or taken off has none."""
    rows = Seat.objects.filter(seating=gathering.seating_id, email__iexact=email.strip())
    return rows.exclude(state__in=(SeatState.WITHDRAWN, SeatState.REPLACED)).first()


def came(gathering: Gathering) -> int:
    """Return how many came, whole or in part."""
    return gathering.presences.exclude(state=Attendances.NONE).count()


def _tell(gathering: Gathering, seat: Seat, state: str) -> None:
    if state in (Attendances.FULL, Attendances.PART):
        attended.send(sender=Gathering, gathering=gathering, seat=seat)


def has_been(gathering: Gathering) -> bool:
    """Whether it has begun, so that somebody may have come."""
    return gathering.starts_at - EARLY <= timezone.now()
