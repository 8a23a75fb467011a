"""Somebody leaves: what they held goes on, and no project is left without a lead by accident."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.models import EndReason, Membership, User
from portal.accounts.roles import Role
from portal.spaces.handover import leads_alone
from portal.spaces.models import SpaceMember
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


def leave(membership: Membership, chosen: dict[str, User | None], **more: object) -> object:
    return leaving.leave(UserFactory(), membership, timezone.localdate(), EndReason.CHANGED_JOB, chosen, **more)


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
