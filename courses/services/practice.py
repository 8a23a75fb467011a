"""Choose something to practise, say that it was tried, share what one wants."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from courses.domain.completion import Condition, Verdict
from courses.models import Cohort, CoursePage, Practice, PracticeStepPage
from courses.services import learning
from portal.accounts.models import Organisation
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Seat
from portal.kernel.clock import Clock, system_clock
from portal.security import audit


class NotChosenError(Exception):
    """Nothing was chosen yet, so nothing can have been tried."""


def organisations_of(person: Any) -> list[Organisation]:
    """Return the organisations a person belongs to today, each once: with these they may share."""
    return list(
        Organisation.objects.filter(memberships__in=person.memberships.current()).distinct().order_by("name", "pk")
    )


def cohorts_of(person: Any, page: PracticeStepPage) -> list[Cohort]:
    """Return the open groups of this step's course in which the person has a seat: with these they may share too."""
    key = CoursePage.objects.ancestor_of(page).values_list("translation_key", flat=True).first()
    taken = Seat.objects.filter(person=person, state=SeatState.CONFIRMED).values("seating")
    rows = Cohort.objects.filter(course_key=key, opened_at__isnull=False, seating__in=taken)
    return list(rows.order_by("-opened_at", "-pk")) if key is not None else []


def choose(person: Any, page: PracticeStepPage, thing: UUID, clock: Clock = system_clock) -> Practice:
    """Remember what the person will practise. Choosing something else begins anew; what was shared stands."""
    now = clock()
    with transaction.atomic():
        learning.start_with(person, page, clock)
        learning.touch(person, page, None, clock)
        row, created = Practice.objects.get_or_create(
            person=person, step_key=page.translation_key, defaults={"thing": thing, "chosen_at": now}
        )
        if not created and row.thing != thing:
            row.thing, row.chosen_at, row.tried_at = thing, now, None
            row.save(update_fields=["thing", "chosen_at", "tried_at"])
    return row


def tried(person: Any, page: PracticeStepPage, clock: Clock = system_clock) -> Verdict:
    """The person has tried what they chose. Raises `NotChosenError` when nothing is chosen."""
    now = clock()
    with transaction.atomic():
        row = Practice.objects.of(person).filter(step_key=page.translation_key).first()
        if row is None:
            raise NotChosenError
        progress = learning.locked(person, page.translation_key, now)
        if row.tried_at is None or (progress.again_at is not None and row.tried_at < progress.again_at):
            row.tried_at = now
            row.save(update_fields=["tried_at"])
        return learning.settle(progress, page, now, Condition.PRACTISED)


def share(
    person: Any, page: PracticeStepPage, text: str, reader: Organisation | Cohort | None, clock: Clock = system_clock
) -> bool:
    """Let those who follow up learning in the organisation read this text, or the whole group; else nobody.

    Says whether anything is shared now. Raises `NotChosenError` when nothing is chosen to practise.
    """
    with transaction.atomic():
        row = Practice.objects.of(person).filter(step_key=page.translation_key).first()
        if row is None:
            raise NotChosenError
        shared = bool(text.strip()) and reader is not None
        row.shared = text if shared else ""
        row.shared_with = reader if shared and isinstance(reader, Organisation) else None
        row.shared_cohort = reader if shared and isinstance(reader, Cohort) else None
        row.shared_at = clock() if shared else None
        row.save(update_fields=["shared", "shared_with", "shared_cohort", "shared_at"])
        audit.record(person, "course.practice_shared" if shared else "course.practice_unshared", row)
    return shared
