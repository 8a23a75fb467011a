"""Somebody leaves: what they held goes on, and no project is left without a lead by accident."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from portal.accounts.models import EndReason, Membership, User
from portal.accounts.roles import Role
from portal.accounts.services.memberships import administers_alone
from portal.kernel.decisions import Decision
from portal.spaces.handover import leads_alone, name_of
from portal.spaces.models import SpaceKind, SpaceMember
from portal.spaces.services import leaving
from tests.factories.accounts import MembershipFactory, OrganisationFactory, SpaceMemberFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership() -> Membership:
    return MembershipFactory(starts_on=timezone.localdate() - timedelta(days=30))


def held_by(membership: Membership, role: Role = Role.PROJECT_LEAD) -> SpaceMember:
    return SpaceMemberFactory(
        person=membership.person,
        acting_for=membership.organisation,
        role=role,
        starts_on=timezone.localdate() - timedelta(days=20),
    )


def colleague(membership: Membership) -> User:
    return MembershipFactory(organisation=membership.organisation).person


def leave(membership: Membership, chosen: dict[str, User | None], actor: User | None = None, **more: Any) -> Decision:
    parting = leaving.Parting(timezone.localdate(), EndReason.CHANGED_JOB, chosen, **more)
    return leaving.leave(actor or UserFactory(), membership, parting)


def test_the_successor_takes_over_at_once_and_the_leaver_stays_to_the_last_day(membership: Membership) -> None:
    place, other = held_by(membership), colleague(membership)
    (holding,) = leaving.to_hand_over(membership)
    assert leave(membership, {holding.key: other})
    place.refresh_from_db()
    assert place.ends_on == timezone.localdate()
    taken = SpaceMember.objects.get(person=other)
    assert (taken.space, taken.role, taken.acting_for) == (place.space, Role.PROJECT_LEAD, membership.organisation)


def test_the_last_lead_cannot_leave_without_a_successor_unless_said_so(membership: Membership) -> None:
    place = held_by(membership)
    (holding,) = leaving.to_hand_over(membership)
    assert holding.last_lead
    assert leave(membership, {}).reason == "needs_lead"
    membership.refresh_from_db()
    place.refresh_from_db()
    assert membership.ends_on is None
    assert place.ends_on is None
    assert leave(membership, {}, without_lead=frozenset({holding.key}))


def test_a_second_lead_makes_it_no_last_lead(membership: Membership) -> None:
    place = held_by(membership)
    SpaceMemberFactory(space=place.space, role=Role.PROJECT_LEAD)
    (holding,) = leaving.to_hand_over(membership)
    assert not holding.last_lead
    assert leads_alone(membership.person) == []
    assert leave(membership, {})


@pytest.mark.parametrize("kind", [SpaceKind.COHORT, SpaceKind.NETWORK])
def test_a_group_and_a_network_need_somebody_who_leads_them(membership: Membership, kind: SpaceKind) -> None:
    place = SpaceMemberFactory(
        person=membership.person, acting_for=membership.organisation, role=Role.FACILITATOR, space__kind=kind
    )
    (holding,) = leaving.to_hand_over(membership)
    assert holding.last_lead
    SpaceMemberFactory(space=place.space, role=Role.COORDINATOR)
    assert leads_alone(membership.person) == [name_of(place.space)]
    SpaceMemberFactory(space=place.space, role=Role.ADVISOR)
    assert leads_alone(membership.person) == []


def test_what_is_held_for_others_is_not_touched(membership: Membership) -> None:
    other = SpaceMemberFactory(person=membership.person, acting_for=OrganisationFactory())
    assert leaving.to_hand_over(membership) == []
    assert leave(membership, {})
    other.refresh_from_db()
    assert other.ends_on is None


def test_nothing_is_handed_over_while_the_person_stays_with_another_role(membership: Membership) -> None:
    place = held_by(membership)
    MembershipFactory(person=membership.person, organisation=membership.organisation, role=Role.LEADER)
    assert leaving.to_hand_over(membership) == []
    assert leave(membership, {})
    place.refresh_from_db()
    assert place.ends_on is None


def test_a_successor_who_is_there_already_is_not_doubled(membership: Membership) -> None:
    place, other = held_by(membership), colleague(membership)
    SpaceMemberFactory(space=place.space, person=other, role=Role.PROJECT_LEAD)
    (holding,) = leaving.to_hand_over(membership)
    assert leave(membership, {holding.key: other})
    assert SpaceMember.objects.filter(space=place.space, person=other).count() == 1


def test_successors_are_the_other_people_of_the_organisation(membership: Membership) -> None:
    other = colleague(membership)
    UserFactory()
    assert leaving.successors(membership) == [other]


# -- the last administrator ----------------------------------------------------------------------------------------


@pytest.fixture
def lonely() -> Membership:
    """The only organisation administrator of a kommune."""
    return MembershipFactory(role=Role.ORGANISATION_ADMIN, starts_on=timezone.localdate() - timedelta(days=30))


def administrators(membership: Membership) -> set[User]:
    held = Membership.objects.filter(organisation=membership.organisation, role=Role.ORGANISATION_ADMIN)
    return {each.person for each in held.filter(ends_on__isnull=True)}


def test_the_only_administrator_hands_the_role_on_first(lonely: Membership) -> None:
    other = colleague(lonely)
    assert administers_alone(lonely.person) == [lonely.organisation]
    assert leave(lonely, {}, actor=lonely.person).reason == "needs_administrator"
    assert administrators(lonely) == {lonely.person}
    assert leave(lonely, {}, actor=lonely.person, administrator=other)
    assert administrators(lonely) == {other}


def test_an_administrator_of_the_whole_may_leave_an_organisation_without_one(lonely: Membership) -> None:
    above = MembershipFactory(role=Role.ADMINISTRATOR).person
    assert leave(lonely, {}, actor=above)
    assert administrators(lonely) == set()


def test_another_administrator_is_enough_here_or_above_unless_theirs_is_to_end(lonely: Membership) -> None:
    other = MembershipFactory(
        organisation=lonely.organisation, role=Role.ORGANISATION_ADMIN, ends_on=timezone.localdate()
    )
    assert leave(lonely, {}).reason == "needs_administrator"
    Membership.objects.filter(pk=other.pk).update(ends_on=None)
    assert administers_alone(lonely.person) == []
    assert leave(lonely, {})
    part = OrganisationFactory(parent=lonely.organisation)
    below = MembershipFactory(organisation=part, role=Role.ORGANISATION_ADMIN)
    assert leave(below, {})


# -- who is told ---------------------------------------------------------------------------------------------------


def test_who_takes_over_and_who_leaves_are_told_each_in_their_own_language(
    membership: Membership, mailoutbox: list[EmailMessage]
) -> None:
    held_by(membership)
    other = colleague(membership)
    User.objects.filter(pk=other.pk).update(language="nn")
    (holding,) = leaving.to_hand_over(membership)
    assert leave(membership, {holding.key: User.objects.get(pk=other.pk)})
    taken, left = mailoutbox
    assert (taken.to, left.to) == ([other.email], [membership.person.email])
    assert holding.title in taken.body
    assert "prosjektleiar" in taken.body
    assert "/min-side/" in taken.body
    assert str(other) in left.body
    assert "Takk for" in left.body
    place = SpaceMember.objects.taken_over_lately(other).get()
    assert place.taken_over_from == membership.person


def test_a_refused_parting_writes_to_nobody(lonely: Membership, mailoutbox: list[EmailMessage]) -> None:
    assert not leave(lonely, {})
    assert mailoutbox == []
