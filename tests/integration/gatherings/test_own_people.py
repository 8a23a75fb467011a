"""Meetings of an organisation for its own people: its units come too. What nobody holds is offered to nobody so."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, Seating
from portal.gatherings.services import meetings
from portal.spaces.models import OrganisationSpace, Space, SpaceKind, SpaceMember
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


def as_(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def ways_into(client: Client, gathering: Gathering) -> set[str]:
    form = client.get(reverse("gatherings:seating", args=[gathering.pk])).context["form"]
    return {value for value, _words in form.fields["joining"].choices}


def test_an_organisation_lets_its_units_sign_up_for_a_meeting_of_its_own() -> None:
    kommune, coordinator, aide = OrganisationFactory(name="Fjordvik kommune"), UserFactory(), UserFactory()
    MembershipFactory(person=coordinator, organisation=kommune, role=Role.COORDINATOR)
    MembershipFactory(person=aide, organisation=OrganisationFactory(parent=kommune), role=Role.TEAM_MEMBER)
    space = Space.objects.create(kind=SpaceKind.ORGANISATION)
    OrganisationSpace.objects.create(space=space, organisation=kommune)
    made = meeting(space, coordinator)
    meetings.announce(coordinator, made)
    setup = reverse("gatherings:seating", args=[made.pk])
    assert ways_into(as_(coordinator), made) == {"invited", "members", "own_people", "open"}, "also before it is made"
    assert as_(aide).get(made.get_absolute_url()).status_code == 404
    as_(coordinator).post(setup, {"joining": "own_people", "version": 1, "seen": "{}"})
    made.refresh_from_db()
    assert made.seating is not None
    assert (made.seating.joining, made.seating.organisation) == (Joining.OWN_PEOPLE, kommune)
    assert "Åpent for alle i Fjordvik kommune" in as_(aide).get(made.get_absolute_url()).content.decode()
    as_(aide).post(reverse("gatherings:sign_up", args=[made.pk]))
    assert Seat.objects.get(person=aide).state == SeatState.CONFIRMED
    assert as_(UserFactory()).get(made.get_absolute_url()).status_code == 404


def test_a_project_and_a_network_are_nobodys_own_and_are_not_offered_it() -> None:
    lead = UserFactory()
    project = meeting(make_project(lead).space, lead)
    network = Space.objects.create(kind=SpaceKind.NETWORK)
    SpaceMember.objects.create(space=network, person=lead, role=Role.ADVISOR)
    for made in (project, meeting(network, lead)):
        assert ways_into(as_(lead), made) == {"invited", "members", "open"}
        sent = {"joining": "own_people", "version": 1, "seen": "{}"}
        answer = as_(lead).post(reverse("gatherings:seating", args=[made.pk]), sent)
        assert answer.status_code == 422
        assert not Seating.objects.filter(gatherings=made).exists()


def test_a_list_whose_organisation_is_gone_lets_nobody_in() -> None:
    kommune, lead, person = OrganisationFactory(), UserFactory(), UserFactory()
    made = meeting(make_project(lead).space, lead)
    meetings.announce(lead, made)
    MembershipFactory(person=person, organisation=kommune, role=Role.COORDINATOR)
    rows = Seating.objects.create(space=made.space, organisation=OrganisationFactory(), joining=Joining.OWN_PEOPLE)
    Gathering.objects.filter(pk=made.pk).update(seating=rows)
    assert rows.organisation is not None
    rows.organisation.delete()
    assert as_(person).get(made.get_absolute_url()).status_code == 404
    assert as_(lead).get(reverse("gatherings:people", args=[made.pk])).status_code == 200
