"""Those who run a group together."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.models import Cohort
from courses.querysets import LEAD_COHORTS
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.security import audit
from portal.spaces.models import Space, SpaceMember


def add(actor: User, cohort: Cohort, person: User) -> bool:
    """Let somebody run it too, from today. False when they do so already."""
    with transaction.atomic():
        Space.objects.select_for_update().get(pk=cohort.space_id)
        if _of(cohort).filter(person=person).exists():
            return False
        SpaceMember.objects.create(space=cohort.space, person=person, role=Role.FACILITATOR)
        audit.record(actor, "cohort.facilitator_added", cohort, space_id=cohort.space_id, person=person.pk)
    return True


def end(actor: User, cohort: Cohort, person_id: int) -> bool:
    """Let somebody go from today. False when nobody would be left, or they do not run it."""
    with transaction.atomic():
        Space.objects.select_for_update().get(pk=cohort.space_id)
        rows = _of(cohort)
        mine = rows.filter(person=person_id)
        if not mine.exists() or not rows.exclude(person=person_id).filter(person__is_active=True).exists():
            return False
        yesterday = timezone.localdate() - timedelta(days=1)
        for row in mine:
            # A place of today only was never there.
            if row.starts_on > yesterday:
                row.delete()
            else:
                SpaceMember.objects.filter(pk=row.pk).update(ends_on=yesterday)
        audit.record(actor, "cohort.facilitator_ended", cohort, space_id=cohort.space_id, person=person_id)
    return True


def _of(cohort: Cohort) -> QuerySet[SpaceMember]:
    return SpaceMember.objects.current().filter(space=cohort.space_id, role__in=LEAD_COHORTS)
