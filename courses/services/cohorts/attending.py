"""Who was at a meeting has done the step that it was held for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from courses.domain.completion import Condition
from courses.models import Cohort, MadeUp
from courses.services import learning
from courses.services.outline import outline_of, step_for
from portal.accounts.models import User
from portal.gatherings.domain.seats import Attendance
from portal.gatherings.models import Gathering, Presence, Seat
from portal.kernel.clock import Clock, system_clock
from portal.security import audit


def on_attended(sender: Any, gathering: Gathering, seat: Seat, **more: Any) -> None:
    """Hear from `portal.gatherings.signals.attended`. May come twice: a step is completed once."""
    settle(gathering, seat)


def settle(gathering: Gathering, seat: Seat, clock: Clock = system_clock) -> None:
    """Complete the step for whoever was at its meeting, where its rule agrees; nothing for who has no account."""
    page = step_for(gathering.step_key) if gathering.step_key else None
    person = seat.person
    if page is None or person is None or Condition.ATTENDED not in page.rule.conditions:
        return
    now = clock()
    with transaction.atomic():
        learning.start_with(person, page, clock)
        progress = learning.locked(person, page.translation_key, now)
        learning.settle(progress, page, now, Condition.ATTENDED)


def catch_up(person: User, course_key: UUID, clock: Clock = system_clock) -> int:
    """Count meetings of a course that somebody was at before they had an account; return how many there were.

    Their seat became theirs when they signed in, and nobody notes old attendance again.
    """
    outline = outline_of(course_key, "nb")
    steps = [info.key for info in outline.infos if info.kind == "gathering"] if outline is not None else []
    was = Presence.objects.filter(
        seat__person=person, gathering__step_key__in=steps, state__in=(Attendance.FULL, Attendance.PART)
    )
    found = list(was.select_related("gathering", "seat__person"))
    for each in found:
        settle(each.gathering, each.seat, clock)
    return len(found)


def make_up(actor: User, cohort: Cohort, gathering: Gathering, seat: Seat, how: str) -> bool:
    """Note that somebody has made up for a meeting they missed, and how. Said again it is the new words that stand."""
    with transaction.atomic():
        _row, new = MadeUp.objects.update_or_create(
            gathering=gathering, seat=seat, defaults={"how": how, "noted_by": actor}
        )
        audit.record(actor, "cohort.made_up", cohort, space_id=cohort.space_id, seat=seat.pk, gathering=gathering.pk)
        settle(gathering, seat)
    return new
