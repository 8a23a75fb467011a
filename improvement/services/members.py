"""Who is in a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from improvement.models import Project, ProjectOrganisation
from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.security import audit
from portal.spaces.models import SpaceMember


class Added(StrEnum):
    """What came of adding somebody."""

    ADDED = "added"
    ALREADY = "already"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, and who it is about."""

    what: Added
    person: User | None = None


def add_member(project: Project, who: User, email: str, role: str) -> Outcome:
    """Add somebody by e-mail: of the organisations that take part (one floor up and down too), or an advisor.

    Somebody else with an account gives the same answer as nobody: an address must not tell who uses the portal.
    """
    person = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None or not _may_be_asked(project, person, role):
        return Outcome(Added.UNKNOWN)
    with transaction.atomic():
        if SpaceMember.objects.current().filter(space=project.space, person=person, role=role).exists():
            return Outcome(Added.ALREADY, person)
        held = Membership.objects.current().filter(person=person).first()
        SpaceMember.objects.create(
            space=project.space, person=person, role=role, acting_for=held.organisation if held else None
        )
        audit.record(who, "member.added", project, space_id=project.space_id, person=person.pk, role=role)
    return Outcome(Added.ADDED, person)


def _may_be_asked(project: Project, person: User, role: str) -> bool:
    held = Membership.objects.current().filter(person=person)
    if role == Role.ADVISOR:
        return held.filter(role=Role.ADVISOR).exists()
    if role == Role.PEER_CONSULTANT and held.count() == 0:
        return True
    own = ProjectOrganisation.objects.filter(project=project)
    ids, parents = own.values("organisation"), own.values("organisation__parent")
    return held.filter(Q(organisation__in=ids) | Q(organisation__parent__in=ids) | Q(organisation__in=parents)).exists()


def end_member(member: SpaceMember, project: Project, who: User) -> bool:
    """End a membership as of yesterday. False for the last project lead: a project is never without one."""
    with transaction.atomic():
        leads = SpaceMember.objects.current().filter(space=project.space, role=Role.PROJECT_LEAD)
        if member.role == Role.PROJECT_LEAD and leads.exclude(pk=member.pk).count() == 0:
            return False
        yesterday = timezone.localdate() - timedelta(days=1)
        member.ends_on = yesterday
        member.starts_on = min(member.starts_on, yesterday)
        member.save(update_fields=["ends_on", "starts_on"])
        audit.record(who, "member.ended", project, space_id=project.space_id, person=member.person_id, role=member.role)
    return True
