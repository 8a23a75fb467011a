"""End a membership in an organisation and hand over what the leaver held there, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from portal.accounts.models import EndReason, Membership, Organisation, User
from portal.accounts.permissions import is_administrator
from portal.accounts.roles import Role
from portal.accounts.services import memberships
from portal.kernel.decisions import Decision, allow, deny
from portal.security import audit
from portal.spaces.handover import Holding, holdings_of, shut_out
from portal.spaces.services import letters


@dataclass(frozen=True, slots=True)
class Parting:
    """How somebody leaves: the last day, why, and who takes over what.

    `successors` maps a holding's key to who takes it over, None for nobody. `without_lead` names those that may stand
    without a lead because the actor has said so. `administrator` looks after the organisation from now on.
    """

    last_day: date
    reason: EndReason
    successors: Mapping[str, User | None] = field(default_factory=dict)
    without_lead: frozenset[str] = frozenset()
    administrator: User | None = None


def successors(membership: Membership) -> list[User]:
    """Who can take over: the other people of the organisation today."""
    people = User.objects.filter(
        memberships__in=Membership.objects.current().filter(organisation=membership.organisation), is_active=True
    )
    return list(people.exclude(pk=membership.person_id).distinct().order_by("first_name", "last_name", "pk"))


def to_hand_over(membership: Membership) -> list[Holding]:
    """What must find a new holder. Nothing while the person stays in the organisation with another role."""
    stays = (
        Membership.objects.current()
        .filter(person=membership.person, organisation=membership.organisation)
        .exclude(pk=membership.pk)
    )
    return [] if stays.exists() else holdings_of(membership.person, membership.organisation)


def may_stand_alone(actor: User, membership: Membership) -> Decision:
    """Say whether the organisation may be left without an administrator: only by those who look after all of them."""
    if not memberships.is_last_administrator(membership):
        return allow("others")
    above = is_administrator(actor)
    return above if above else deny("needs_administrator")


def leave(actor: User, membership: Membership, parting: Parting) -> Decision:
    """End the membership, hand over, and write to those concerned. Nothing happens unless all of it can.

    A no has the reason `needs_lead` (a project would stand without one), `shut_out` (somebody would take over where
    they do not come in), `needs_administrator` (nobody could invite people any more), or what ending a membership
    answers.
    """
    holdings = to_hand_over(membership)
    for holding in holdings:
        alone = holding.last_lead and parting.successors.get(holding.key) is None
        if alone and holding.key not in parting.without_lead:
            return deny("needs_lead")
    if shut_out(holdings, parting.successors):
        return deny("shut_out")
    with transaction.atomic():
        # Two administrators who end each other's at the same moment come here one after the other.
        Organisation.objects.select_for_update().get(pk=membership.organisation_id)
        if parting.administrator is None and not may_stand_alone(actor, membership):
            return deny("needs_administrator")
        decision = memberships.end(actor, membership, parting.last_day, parting.reason)
        if not decision:
            return decision
        for holding in holdings:
            _hand_on(actor, membership, holding, parting)
        if parting.administrator is not None:
            memberships.give(actor, parting.administrator, membership.organisation, Role.ORGANISATION_ADMIN)
        letters.write(actor, membership, handed(membership, holdings, parting))
    return allow()


def handed(membership: Membership, holdings: list[Holding], parting: Parting) -> list[letters.Handed]:
    """What goes to whom, in words that letters and receipts share."""
    found = [
        letters.Handed(successor, holding.title, holding.role)
        for holding in holdings
        if (successor := parting.successors.get(holding.key)) is not None
    ]
    if parting.administrator is not None:
        name = membership.organisation.name
        found.append(letters.Handed(parting.administrator, name, Role.ORGANISATION_ADMIN.label))
    return found


def _hand_on(actor: User, membership: Membership, holding: Holding, parting: Parting) -> None:
    successor = parting.successors.get(holding.key)
    holding.give_on(actor, successor, parting.last_day)
    audit.record(
        actor,
        "holding.handed_over",
        membership,
        holding=holding.key,
        successor=successor.pk if successor else None,
    )
