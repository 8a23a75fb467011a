"""Give and end memberships. Groups, the hat worn and the audit follow."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from portal.accounts.groups import sync_groups
from portal.accounts.models import EndReason, Membership, Organisation, User
from portal.accounts.roles import Role
from portal.kernel.decisions import Decision, allow, deny
from portal.security import audit


def is_last_administrator(membership: Membership) -> bool:
    """Whether nobody could invite people any more without this membership.

    Administrators of what the organisation is part of count; one whose own membership is to end does not.
    """
    if membership.role != Role.ORGANISATION_ADMIN or not membership.is_current:
        return False
    others = Membership.objects.current().filter(
        role=Role.ORGANISATION_ADMIN,
        organisation__in=[each.pk for each in membership.organisation.line()],
        ends_on__isnull=True,
        person__is_active=True,
    )
    return not others.exclude(person=membership.person).exists()


def administers_alone(person: User) -> list[Organisation]:
    """The organisations that nobody could look after if the person's account went away."""
    held = Membership.objects.of(person).current().filter(role=Role.ORGANISATION_ADMIN).select_related("organisation")
    return [each.organisation for each in held if is_last_administrator(each)]


@transaction.atomic
def give(actor: User | None, person: User, organisation: Organisation, role: Role) -> Membership:
    """Give a role from today, or return the membership that holds already. The first hat is put on at once."""
    membership = Membership.objects.filter(
        person=person, organisation=organisation, role=role, ends_on__isnull=True
    ).first()
    if membership is None:
        membership = Membership.objects.create(person=person, organisation=organisation, role=role)
        audit.record(actor, "membership.given", membership, role=str(role), person=person.pk)
    if person.acting_as_id is None:
        person.acting_as = membership
        person.save(update_fields=["acting_as"])
    sync_groups(person)
    return membership


@transaction.atomic
def end(actor: User | None, membership: Membership, last_day: date, reason: EndReason) -> Decision:
    """End a membership: `last_day` is the last day it holds.

    A day before the first one is refused with `before_start`; `changed_meanwhile`: somebody was quicker.
    """
    if last_day < membership.starts_on:
        return deny("before_start")
    updated = Membership.objects.filter(pk=membership.pk, ends_on=membership.ends_on).update(
        ends_on=last_day, end_reason=reason
    )
    if not updated:
        return deny("changed_meanwhile")
    membership.ends_on, membership.end_reason = last_day, reason
    audit.record(actor, "membership.ended", membership, reason=str(reason), last_day=last_day.isoformat())
    sync_groups(membership.person)
    return allow()
