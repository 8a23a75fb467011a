"""What leaders and KE see of the groups their own people are in."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.presenters.cohorts.organisation import cohorts_here
from courses.services.cohorts import planning
from portal.accounts.models import Organisation
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Presence, Seating, Share
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.cohorts import cohort, facilitator, seat
from tests.integration.courses.test_cohorts import signed_in

pytestmark = pytest.mark.django_db


def test_a_leader_sees_days_seats_and_who_came_of_the_own_organisation_only() -> None:
    here, elsewhere = OrganisationFactory(), OrganisationFactory()
    leader = UserFactory()
    MembershipFactory(person=leader, organisation=here, role=Role.LEADER)
    found = cohort(facilitator(), days=-10)
    Share.objects.create(seating=found.seating, organisation=here, least=2)
    own = seat(found, name="En herfra", organisation=here)
    seat(found, name="Ikke svart herfra", organisation=here, state=SeatState.INVITED)
    seat(found, name="Trukket herfra", organisation=here, state=SeatState.WITHDRAWN)
    seat(found, name="En fra naboen", organisation=elsewhere)
    Presence.objects.create(gathering=planning.meetings_of(found)[0], seat=own, state="full")
    text = signed_in(leader).get(reverse("courses:organisation", args=[here.slug])).content.decode()
    assert "En herfra" in text
    assert "Ikke svart herfra" in text
    assert "Samling 1: var der" in text
    assert "1 herfra kommer; det er ønsket minst 2" in text
    assert "Trukket herfra" not in text
    assert "En fra naboen" not in text


def test_who_was_there_is_still_read_of_when_the_organisation_has_left() -> None:
    here, leader = OrganisationFactory(), UserFactory()
    MembershipFactory(person=leader, organisation=here, role=Role.LEADER)
    found = cohort(facilitator(), days=-10)
    was = seat(found, name="En herfra", organisation=here, state=SeatState.WITHDRAWN)
    seat(found, name="Kom aldri", organisation=here, state=SeatState.WITHDRAWN)
    Presence.objects.create(gathering=planning.meetings_of(found)[0], seat=was, state="full")
    text = signed_in(leader).get(reverse("courses:organisation", args=[here.slug])).content.decode()
    assert "En herfra" in text
    assert "Samling 1: var der" in text
    assert "Samling 2:" not in text
    assert "Kom aldri" not in text


def test_free_seats_are_the_organisations_own_or_everybodys_and_an_open_group_is_one_link_away() -> None:
    here = OrganisationFactory()
    leader = UserFactory()
    MembershipFactory(person=leader, organisation=here, role=Role.LEADER)
    found = cohort(facilitator())
    Seating.objects.filter(pk=found.seating_id).update(most=8, joining=Joining.OPEN)
    seat(found, name="En herfra", organisation=here)
    seat(found, name="En fra naboen")
    address = reverse("courses:organisation", args=[here.slug])
    text = signed_in(leader).get(address).content.decode()
    assert "1 herfra kommer. 6 av 8 plasser er ledige" in text
    assert f'href="{found.get_absolute_url()}"' in text
    Share.objects.create(seating=found.seating, organisation=here, least=1, most=3)
    assert "1 herfra kommer; 2 av de 3 plassene deres er ledige" in signed_in(leader).get(address).content.decode()


def test_what_is_planned_only_is_not_shown() -> None:
    here = OrganisationFactory()
    found = cohort(opened=False)
    Share.objects.create(seating=found.seating, organisation=here, least=1)
    assert cohorts_here(here, "nb") == []


def cost(organisation: Organisation) -> int:
    with CaptureQueriesContext(connection) as seen:
        cohorts_here(organisation, "nb")
    return len(seen)


def test_more_groups_and_people_cost_no_more_queries() -> None:
    here, lead = OrganisationFactory(), facilitator()

    def add(groups: int, people: int) -> None:
        for _each in range(groups):
            found = cohort(lead)
            Share.objects.create(seating=found.seating, organisation=here, least=1)
            for _other in range(people):
                seat(found, organisation=here)

    add(1, 2)
    before = cost(here)
    add(3, 10)
    assert cost(here) == before
