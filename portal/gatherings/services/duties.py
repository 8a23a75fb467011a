"""What is due by the clock: reminders, offers that have run out, letters about changes, needs that are deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.reminders import DAYS_BEFORE, next_due
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Needs, Seat, SentLetter
from portal.gatherings.querysets import SeatQuerySet
from portal.gatherings.services import seatletters
from portal.gatherings.services.answering import end_offers, held
from portal.gatherings.services.naming import pass_on
from portal.gatherings.services.notices import date_mark
from portal.gatherings.services.running import is_over
from portal.kernel.clock import system_clock
from portal.security import audit

SECOND_THOUGHTS = timedelta(minutes=20)
"""So long a change waits before the letters go: who moves a meeting and then corrects it, writes one letter."""
NEEDS_KEPT = timedelta(days=7)
"""So long after the last meeting what people need is kept; the host may have to settle with the kitchen."""
HEARD_LATELY = timedelta(days=1)
"""So long after an invitation or an answer nobody is reminded."""
_TOLD = (SeatState.INVITED, SeatState.OPENED, SeatState.CONFIRMED, SeatState.WAITING, SeatState.OFFERED)
ASK_AGAIN = (SeatState.INVITED, SeatState.OPENED)


def run_due(now: datetime | None = None) -> dict[str, int]:
    """Do everything that is due; return how much of each. Run it as often as you like."""
    now = now or system_clock()
    return {
        "offers": end_offers(now),
        "changes": tell_of_changes(now),
        "reminders": remind(now),
        "passed_on": pass_on(now),
        "needs": forget_needs(now),
    }


def remind(now: datetime) -> int:
    """Remind those who come, and ask those who have not answered; return how many letters.

    Of each meeting that is announced, 14, 3 and 1 days before, in the daytime of working days, never twice.
    """
    soon = now + timedelta(days=max(DAYS_BEFORE) + 14)  # A holiday may bring a reminder forward.
    rows = Gathering.objects.filter(stage=Stage.ANNOUNCED, starts_at__gt=now, starts_at__lte=soon)
    return sum(_remind_of(each, now) for each in rows.exclude(seating=None).order_by("starts_at"))


def _remind_of(gathering: Gathering, now: datetime) -> int:
    days = next_due(gathering.starts_at, now, frozenset())
    if days is None or gathering.seating_id is None:
        return 0
    waiting = to_remind(gathering, days).values_list("pk", flat=True)
    return sum(_remind_one(pk, gathering, days, now) for pk in waiting)


def to_remind(gathering: Gathering, days: int | None = None) -> SeatQuerySet:
    """Return those who come, and those who were asked and have not answered.

    With `days` only those who have not had the letter of so many days before.
    """
    rows = Seat.objects.filter(seating=gathering.seating_id)
    rows = rows.filter(Q(state=SeatState.CONFIRMED) | Q(state__in=ASK_AGAIN, invited_at__isnull=False))
    if days is None:
        return rows
    mark = f"-{days} of {gathering.pk}"
    return rows.exclude(pk__in=SentLetter.objects.filter(about__in=(f"remind{mark}", f"ask{mark}")).values("seat"))


def _remind_one(pk: int, gathering: Gathering, days: int, now: datetime) -> int:
    with held(gathering.seating_id or 0):
        seat = _seat(pk)
        # It may have been called off or moved since the list was read.
        still = Gathering.objects.filter(pk=gathering.pk, stage=Stage.ANNOUNCED, starts_at=gathering.starts_at)
        if seat is None or not still.exists() or _heard_today(seat, now):
            return 0
        if seat.state == SeatState.CONFIRMED:
            return int(seatletters.reminded(seat, gathering, days, now))
        return int(seat.state in ASK_AGAIN and seatletters.asked_again(seat, gathering, days))


def _heard_today(seat: Seat, now: datetime) -> bool:
    """Whoever was invited or answered within the day has just read what a reminder would say."""
    latest = heard_at(seat)
    return latest is not None and now - latest < HEARD_LATELY


def heard_at(seat: Seat) -> datetime | None:
    """Return when somebody was last invited or answered."""
    return max((each for each in (seat.invited_at, seat.answered_at) if each is not None), default=None)


def tell_of_changes(now: datetime) -> int:
    """Tell those who heard of an earlier date that a meeting is moved or called off; return how many letters."""
    since = now - timedelta(days=1)
    changed = Gathering.objects.filter(sequence__gt=0, changed_at__lte=now - SECOND_THOUGHTS, starts_at__gte=since)
    return sum(_tell(each) for each in still_to_come(changed.exclude(seating=None).exclude(stage=Stage.DRAFT), now))


def tell_now(actor: User, gathering: Gathering) -> int:
    """Tell of a change at once; return how many letters."""
    number = _tell(gathering)
    if number:
        audit.record(actor, "gathering.change_told", gathering, space_id=gathering.space_id, number=number)
    return number


def not_told(gathering: Gathering) -> list[Seat]:
    """Return those who heard of an earlier date and not of the one that holds, or that the meeting is called off.

    Nobody, once the meeting has been: what it was changed to is no news then.
    """
    if gathering.seating_id is None or not gathering.sequence or is_over(gathering):
        return []
    about_it = SentLetter.objects.filter(about__startswith="date-", about__endswith=f" of {gathering.pk}")
    told = SentLetter.objects.filter(about=date_mark(gathering))
    rows = Seat.objects.select_related("person", "organisation")
    rows = rows.filter(seating=gathering.seating_id, state__in=_TOLD, pk__in=about_it.values("seat"))
    return list(rows.exclude(pk__in=told.values("seat")).order_by("pk"))


def still_to_come(rows: Iterable[Gathering], now: datetime) -> list[Gathering]:
    """Leave out what has been."""
    return [each for each in rows if each.ends_at > now]


def _tell(gathering: Gathering) -> int:
    number = 0
    for waiting in not_told(gathering):
        with transaction.atomic():
            seat = _seat(waiting.pk)
            number += int(seat is not None and seatletters.told_of_change(seat, gathering))
    return number


def forget_needs(now: datetime) -> int:
    """Delete what people said they need, a week after the last meeting; return how many."""
    last = Max("seat__seating__gatherings__starts_at")
    over = Needs.objects.annotate(last=last).filter(last__lt=now - NEEDS_KEPT)
    deleted, _by_kind = Needs.objects.filter(pk__in=list(over.values_list("pk", flat=True))).delete()
    return deleted


def _seat(pk: int) -> Seat | None:
    found: Seat | None = Seat.objects.select_related("seating__space", "person").filter(pk=pk).first()
    return found
