"""What leaders and KE see of the groups their own people are in."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.presenters.cohortshere import cohorts_here
from courses.services import cohorts
from portal.accounts.models import Organisation
from portal.accounts.roles import Role
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Presence, Share
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
    Presence.objects.create(gathering=cohorts.meetings_of(found)[0], seat=own, state="full")
    text = signed_in(leader).get(reverse("courses:organisation", args=[here.slug])).content.decode()
    assert "En herfra" in text
    assert "Ikke svart herfra" in text
    assert "Samling 1: var der" in text
    assert "1 av 2 plasser er ledige" in text
    assert "Trukket herfra" not in text
    assert "En fra naboen" not in text


def test_what_is_planned_only_is_not_shown() -> None:
    here = OrganisationFactory()
    found = cohort(opened=False)
    Share.objects.create(seating=found.seating, organisation=here, least=1)
    assert cohorts_here(here) == []


def cost(organisation: Organisation) -> int:
    with CaptureQueriesContext(connection) as seen:
        cohorts_here(organisation)
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
