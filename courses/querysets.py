"""Reads of learners' data. Each begins with whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models

from courses.domain.progress import Record
from portal.accounts.roles import Role
from portal.gatherings.domain.seats import SeatState


class EnrolmentQuerySet(models.QuerySet[Any]):
    """Courses that people take."""

    def of(self, person: Any) -> Self:
        """Courses this person takes and has not left, the latest start first."""
        return self.filter(person=person, left_at__isnull=True).order_by("-started_at", "-pk")


class StepProgressQuerySet(models.QuerySet[Any]):
    """How far people have come."""

    def of(self, person: Any) -> Self:
        """One person's steps."""
        return self.filter(person=person)

    def records(self, keys: Iterable[UUID]) -> dict[UUID, Record]:
        """Return what the domain needs to know of these steps, by key, in one query."""
        rows = self.filter(step_key__in=list(keys)).values_list("step_key", "touched_at", "position", "completed_at")
        return {key: Record(touched, position, done is not None, done) for key, touched, position, done in rows}


class ReflectionQuerySet(models.QuerySet[Any]):
    """Private texts. There is no other read than the writer's own."""

    def of(self, person: Any) -> Self:
        """What this person has written; nothing for somebody who is not signed in."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self.filter(person=person)


class CertificateQuerySet(models.QuerySet[Any]):
    """Certificates."""

    def of(self, person: Any) -> Self:
        """One person's certificates, the newest first."""
        return self.filter(person=person).order_by("-issued_at", "-pk")


class CourseCompletionQuerySet(models.QuerySet[Any]):
    """Courses that people have done to the end."""

    def of(self, person: Any) -> Self:
        """One person's, the latest first."""
        return self.filter(person=person).order_by("-completed_at", "-pk")

    def latest_of(self, people: Iterable[int]) -> dict[tuple[int, UUID], datetime]:
        """Return when each of these people last completed each course they have completed, in one query."""
        rows = self.filter(person_id__in=list(people)).values_list("person_id", "course_key")
        found = rows.annotate(last=models.Max("completed_at")).order_by()
        return {(person, course): last for person, course, last in found}


LEAD_COHORTS = (Role.FACILITATOR, Role.ADVISOR)
"""Roles in a cohort's space that run it."""


class CohortQuerySet(models.QuerySet[Any]):
    """Runs of courses."""

    def led_by(self, person: Any) -> Self:
        """Those in which the person is a facilitator today."""
        from portal.spaces.models import Space

        return self.filter(space__in=Space.objects.with_role(person, *LEAD_COHORTS))

    def with_seat(self, person: Any) -> Self:
        """Those that are open and in which the person has a seat: asked, coming or waiting."""
        gone = (SeatState.WITHDRAWN, SeatState.REPLACED, SeatState.DECLINED)
        from portal.gatherings.models import Seat

        seats = Seat.objects.filter(person=person).exclude(state__in=gone)
        return self.filter(opened_at__isnull=False, seating__in=seats.values("seating"))

    def coming(self, person: Any, now: datetime, course_key: UUID | None = None) -> Self:
        """Those that the person may sign up for and have not begun; of one course when it is named.

        Open to everybody, or to the own people of an organisation that the person belongs to today.
        """
        from portal.accounts.services.belonging import belongs_to
        from portal.gatherings.choices.seats import Joining

        begun = models.Q(seating__gatherings__starts_at__lte=now)
        own = models.Q(seating__joining=Joining.OWN_PEOPLE, seating__organisation__in=belongs_to(person))
        rows = self.filter(course_key=course_key) if course_key is not None else self
        return (
            rows.filter(opened_at__isnull=False, closed_at__isnull=True)
            .filter(models.Q(seating__joining=Joining.OPEN) | own, seating__gatherings__isnull=False)
            .exclude(begun)
            .distinct()
        )


class PracticeQuerySet(models.QuerySet[Any]):
    """What people practise. Read by the person; of others only what was shared with the reader's organisation."""

    def of(self, person: Any) -> Self:
        """One person's own."""
        return self.filter(person=person)

    def shared_in_cohort(self, cohort: Any) -> Self:
        """What was shared with this cohort, by people who still have a seat in it."""
        gone = (SeatState.WITHDRAWN, SeatState.REPLACED, SeatState.DECLINED)
        here = cohort.seating.seats.exclude(state__in=gone).values("person")
        return (
            self.filter(shared_cohort=cohort, person__in=here)
            .exclude(shared="")
            .select_related("person")
            .order_by("-shared_at", "-pk")
        )

    def shared_in(self, organisation: Any) -> Self:
        """What was shared with those who follow up learning here, by people who belong here today."""
        here = organisation.memberships.current().values("person")
        return (
            self.filter(shared_with=organisation, person__in=here)
            .exclude(shared="")
            .select_related("person")
            .order_by("-shared_at", "-pk")
        )


class StepDecisionQuerySet(models.QuerySet[Any]):
    """What whoever leads a course has decided."""

    def of(self, person: Any) -> Self:
        """About one person."""
        return self.filter(person=person)
