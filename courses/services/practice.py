"""Choose something to practise, say that it was tried, share what one wants."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from courses.domain.completion import Condition, Verdict
from courses.models import Practice, PracticeStepPage
from courses.services import learning
from portal.accounts.models import Organisation
from portal.kernel.clock import Clock, system_clock
from portal.security import audit


class NotChosenError(Exception):
    """Nothing was chosen yet, so nothing can have been tried."""


def organisations_of(person: Any) -> list[Organisation]:
    """Return the organisations a person belongs to today, each once: with these they may share."""
    return list(
        Organisation.objects.filter(memberships__in=person.memberships.current()).distinct().order_by("name", "pk")
    )


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
    person: Any, page: PracticeStepPage, text: str, organisation: Organisation | None, clock: Clock = system_clock
) -> bool:
    """Let those who follow up learning in the organisation read this text; without text or organisation: nobody.

    Says whether anything is shared now. Raises `NotChosenError` when nothing is chosen to practise.
    """
    with transaction.atomic():
        row = Practice.objects.of(person).filter(step_key=page.translation_key).first()
        if row is None:
            raise NotChosenError
        shared = bool(text.strip()) and organisation is not None
        row.shared = text if shared else ""
        row.shared_with = organisation if shared else None
        row.shared_at = clock() if shared else None
        row.save(update_fields=["shared", "shared_with", "shared_at"])
        audit.record(person, "course.practice_shared" if shared else "course.practice_unshared", row)
    return shared
