"""Who is in a network: joining, asking to, being named, and leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone

from network.choices import Answer
from network.models import JoinRequest, Network
from network.permissions import LEADS
from portal.accounts.models import Membership, Organisation, User
from portal.accounts.roles import Role
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.models import SpaceMember

# Roles that one keeps from one's organisation; everybody else is a member like others. None of them leads.
KEPT = frozenset({Role.COORDINATOR, Role.LEADER, Role.KE, Role.PEER_CONSULTANT, Role.ORGANISATION_CONTACT})


class Added(StrEnum):
    """What came of naming somebody."""

    ADDED = "added"
    LEADS = "leads"
    ALREADY = "already"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, and who it is about."""

    what: Added
    person: User | None = None


def role_of(person: User, organisation: Organisation | None) -> str:
    """Return as what somebody comes in: what they are in the organisation, where that means nothing more here."""
    if organisation is None:
        return Role.TEAM_MEMBER
    held = Membership.objects.current().filter(person=person, organisation=organisation)
    return next((role for role in held.values_list("role", flat=True) if Role(role) in KEPT), Role.TEAM_MEMBER)


def join(person: User, network: Network, organisation: Organisation | None) -> bool:
    """Come into an open network. False when one is in it already. The caller has asked whether one may."""
    with transaction.atomic():
        if not _take_in(person, network, organisation, role_of(person, organisation)):
            return False
        audit.record(person, "network.joined", network, space_id=network.pk)
        return True


def _take_in(person: User, network: Network, organisation: Organisation | None, role: str) -> bool:
    """Make somebody a member once, also when two do it at the same moment: the network's row is the lock."""
    Network.objects.select_for_update().get(pk=network.pk)
    if SpaceMember.objects.current().filter(space=network.pk, person=person).exists():
        return False
    SpaceMember.objects.create(space_id=network.pk, person=person, role=role, acting_for=organisation)
    JoinRequest.objects.filter(network=network, person=person, answer=Answer.WAITING).update(
        answer=Answer.YES, answered_at=timezone.now()
    )
    return True


def ask(
    person: User, network: Network, organisation: Organisation | None, words: str, *, went_past_guard: bool = False
) -> bool:
    """Ask to join. False when one has asked already."""
    try:
        with transaction.atomic(), identity_override(went_past_guard):
            request = JoinRequest.objects.create(network=network, person=person, acting_for=organisation, words=words)
            audit.record(person, "network.asked_to_join", network, space_id=network.pk)
            if went_past_guard:
                audit.record(person, "identity_guard.overridden", request, space_id=network.pk)
            return True
    except IntegrityError:
        return False


def take_back(person: User, network: Network) -> bool:
    """Ask no longer: the wish and its words go. False when there is none, or somebody has answered it."""
    with transaction.atomic():
        number, _each = JoinRequest.objects.filter(network=network, person=person, answer=Answer.WAITING).delete()
        if number:
            audit.record(person, "network.wish_taken_back", network, space_id=network.pk)
        return bool(number)


def answer(actor: User, request: JoinRequest, yes: bool) -> bool:
    """Let somebody in who has asked, or not. False when it was answered already."""
    with transaction.atomic():
        rows = JoinRequest.objects.filter(pk=request.pk, answer=Answer.WAITING)
        said = {"answer": Answer.YES if yes else Answer.NO, "answered_by": actor, "answered_at": timezone.now()}
        if not rows.update(**said):
            return False
        if yes:
            _take_in(request.person, request.network, request.acting_for, role_of(request.person, request.acting_for))
        code = "network.let_in" if yes else "network.not_let_in"
        audit.record(actor, code, request.network, space_id=request.network_id, person=request.person_id)
        return True


def name_member(actor: User, network: Network, email: str, leads: bool) -> Outcome:
    """Take somebody in by e-mail. Who leads must be an advisor, or belong where a member of the network comes from.

    Only those whom an organisation in Varig has as a member: an address alone must not tell who has an account.
    """
    person = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    held = Membership.objects.current().filter(person=person).select_related("organisation").first() if person else None
    if person is None or held is None:
        return Outcome(Added.UNKNOWN)
    with transaction.atomic():
        role = Role.FACILITATOR if leads else role_of(person, held.organisation)
        if not _take_in(person, network, held.organisation, role):
            lifted = leads and let_lead(actor, network, person)
            return Outcome(Added.LEADS if lifted else Added.ALREADY, person)
        audit.record(actor, "network.member_added", network, space_id=network.pk, person=person.pk, role=role)
    return Outcome(Added.ADDED, person)


def let_lead(actor: User, network: Network, person: User) -> bool:
    """Let a member lead, with those who do. False when they do already."""
    with transaction.atomic():
        Network.objects.select_for_update().get(pk=network.pk)
        places = SpaceMember.objects.current().filter(space=network.pk, person=person)
        if places.filter(role__in=LEADS).exists() or not places.update(role=Role.FACILITATOR):
            return False
        audit.record(actor, "network.lead_given", network, space_id=network.pk, person=person.pk)
        return True


def lead_no_more(actor: User, network: Network, member: SpaceMember) -> bool:
    """Let somebody who leads be a member like others. False for the last one who leads."""
    with transaction.atomic():
        Network.objects.select_for_update().get(pk=network.pk)
        if not _others_lead(network, member):
            return False
        places = SpaceMember.objects.current().filter(space=network.pk, person=member.person_id, role__in=LEADS)
        if places.update(role=role_of(member.person, member.acting_for)):
            audit.record(actor, "network.lead_taken", network, space_id=network.pk, person=member.person_id)
        return True


def _others_lead(network: Network, member: SpaceMember) -> bool:
    leads = SpaceMember.objects.current().filter(space=network.pk, role__in=LEADS)
    return leads.exclude(person=member.person_id).exists()


def may_go(network: Network, member: SpaceMember) -> bool:
    """Whether the network can do without this member: somebody must lead it."""
    return member.role not in LEADS or _others_lead(network, member)


def end(actor: User, network: Network, member: SpaceMember) -> bool:
    """Take somebody out as of yesterday, or leave oneself. False for the last one who leads."""
    with transaction.atomic():
        Network.objects.select_for_update().get(pk=network.pk)
        if not may_go(network, member):
            return False
        yesterday = timezone.localdate() - timedelta(days=1)
        rows = SpaceMember.objects.current().filter(space=network.pk, person=member.person_id)
        for row in rows:
            row.ends_on, row.starts_on = yesterday, min(row.starts_on, yesterday)
            row.save(update_fields=["ends_on", "starts_on"])
        code = "network.left" if actor.pk == member.person_id else "network.member_ended"
        audit.record(actor, code, network, space_id=network.pk, person=member.person_id)
        return True
