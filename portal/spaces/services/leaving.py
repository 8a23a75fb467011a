"""End a membership in an organisation and hand over what the leaver held there, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from portal.accounts.models import EndReason, Membership, User
from portal.accounts.services import memberships
from portal.kernel.decisions import Decision, allow, deny
from portal.security import audit
from portal.spaces.handover import Holding, holdings_of


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


def leave(
    actor: User,
    membership: Membership,
    last_day: date,
    reason: EndReason,
    chosen: Mapping[str, User | None],
    *,
    without_lead: frozenset[str] = frozenset(),
) -> Decision:
    """End the membership and hand over. Nothing happens unless all of it can.

    `chosen` maps a holding's key to who takes it over, None for nobody. `without_lead` names those that may stand
    without a lead because the actor has said so; else the reason is `needs_lead`.
    """
    holdings = to_hand_over(membership)
    for holding in holdings:
        if holding.last_lead and chosen.get(holding.key) is None and holding.key not in without_lead:
            return deny("needs_lead")
    with transaction.atomic():
        decision = memberships.end(actor, membership, last_day, reason)
        if not decision:
            return decision
        for holding in holdings:
            successor = chosen.get(holding.key)
            holding.give_on(successor, last_day)
            audit.record(
                actor,
                "holding.handed_over",
                membership,
                holding=holding.key,
                successor=successor.pk if successor else None,
            )
    return allow()
