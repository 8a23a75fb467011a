"""Who belongs to an organisation, and what whoever leads a course there decides about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from courses.domain.completion import Condition
from courses.models import STEP_KINDS, StepDecision, StepPage
from courses.services import learning
from portal.accounts.models import Organisation, User
from portal.kernel.clock import Clock, system_clock
from portal.security import audit


def members_of(organisation: Organisation) -> list[User]:
    """Return those who belong to the organisation today, each once, by name."""
    here = organisation.memberships.current().values("person")  # type: ignore[attr-defined]
    return list(User.objects.filter(pk__in=here, is_active=True).order_by("first_name", "last_name", "pk"))


def decided_steps() -> list[StepPage]:
    """Return the published steps that somebody who leads a course decides about, in the reader's language."""
    pages = (page for kind in STEP_KINDS for page in kind.objects.listable().defer_streamfields())
    return [page for page in pages if Condition.DECIDED in page.rule.conditions]


def undecided(leader: Any, organisation: Organisation, step_key: UUID) -> list[User]:
    """Return those who belong here and about whom nobody has decided in this step. Nobody decides about themselves."""
    decided = StepDecision.objects.filter(step_key=step_key).values_list("person_id", flat=True)
    already = set(decided)
    return [person for person in members_of(organisation) if person.pk not in already and person != leader]


def decide(
    leader: Any,
    organisation: Organisation,
    page: StepPage,
    people: list[User],
    reason: str,
    clock: Clock = system_clock,
) -> int:
    """Decide that these people have done the step, each with the same reason; return about how many it was new.

    What a decision has been made about stays so. Each of them can read the reason and who decided.
    """
    now, new = clock(), 0
    with transaction.atomic():
        for person in people:
            decision, created = StepDecision.objects.get_or_create(
                person=person,
                step_key=page.translation_key,
                defaults={
                    "organisation": organisation,
                    "decided_by": leader,
                    "decided_at": now,
                    "reason": reason,
                },
            )
            if created:
                new += 1
                audit.record(leader, "course.step_decided", decision)
                progress = learning.locked(person, page.translation_key, now)
                learning.settle(progress, page, now, Condition.DECIDED)
    return new
