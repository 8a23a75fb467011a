"""What an organisation's leaders and its coordinating unit see of learning: completions and dates, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.domain.completion import Condition
from courses.domain.repeating import Repetition, repetition
from courses.models import STEP_KINDS, CourseCompletion, StepDecision, StepPage
from courses.services import learning
from courses.services.outline import Outline, outline_of
from portal.accounts.models import Organisation, User
from portal.kernel.clock import Clock, oslo_date, system_clock
from portal.security import audit


@dataclass(frozen=True, slots=True)
class Taken:
    """A person has completed a course. `again` is when it is due once more."""

    person: User
    completed_on: date
    again: Repetition | None


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """One course and those here who have completed it. `outline` is missing when the course is no longer published."""

    key: UUID
    outline: Outline | None
    people: tuple[Taken, ...]


def members_of(organisation: Organisation) -> list[User]:
    """Return those who belong to the organisation today, each once, by name."""
    here = organisation.memberships.current().values("person")  # type: ignore[attr-defined]
    return list(User.objects.filter(pk__in=here, is_active=True).order_by("first_name", "last_name", "pk"))


def taken_in(organisation: Organisation, language: str, today: date) -> tuple[list[CourseTaken], int]:
    """Return what has been completed by people who belong here today, and how many belong here.

    The number of queries does not grow with people or completions.
    """
    members = members_of(organisation)
    people = {person.pk: person for person in members}
    by_course: dict[UUID, dict[int, datetime]] = {}
    for (person, course), last in CourseCompletion.objects.latest_of(people).items():
        by_course.setdefault(course, {})[person] = last
    found = []
    for key, dates in by_course.items():
        outline = outline_of(key, language)
        months = outline.repeat_months if outline else None
        rows = tuple(
            Taken(person, on, repetition(on, months, today))
            for person in members
            if person.pk in dates and (on := oslo_date(dates[person.pk]))
        )
        found.append(CourseTaken(key, outline, rows))
    return sorted(found, key=lambda each: each.outline.title if each.outline else "~"), len(members)


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
