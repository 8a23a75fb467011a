"""What is told to whom: to everybody who may sign up, to those who are asked, and to those who meet."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Presence, Seat, Seating
from portal.gatherings.services import meetings, minutes, seating
from portal.spaces.models import SpaceMember
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db

SAID = "Det vi sa til hverandre"
LINK = "https://example.org/nettmote"
INSIDE = ("problems", "notes", "pulse", "materials", "follow", "room", "state", "notes_board")


@pytest.fixture
def gathering(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=TWO_PARTS, form="hybrid", link=LINK)
    meetings.announce(lead, made)
    minutes.write(lead, made, 0, {"text": SAID, "open_points": ""})
    rows = seating.seating_of(lead, made)
    Seating.objects.filter(pk=rows.pk).update(joining=Joining.OPEN)
    return Gathering.objects.get(pk=made.pk)


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def with_seat(gathering: Gathering, state: str) -> User:
    person = UserFactory()
    Seat.objects.create(seating=gathering.seating, person=person, name=str(person), email=person.email, state=state)
    return person


def shown(person: User, gathering: Gathering) -> str:
    return as_(person).get(gathering.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", [None, SeatState.INVITED, SeatState.WAITING, SeatState.OFFERED, SeatState.DECLINED])
def test_who_does_not_meet_knows_when_and_what_and_nothing_of_what_is_said(gathering: Gathering, state: str) -> None:
    person = with_seat(gathering, state) if state else UserFactory()
    page = shown(person, gathering)
    assert "Velkommen" in page
    for hidden in (SAID, LINK, reverse("gatherings:problems", args=[gathering.pk])):
        assert hidden not in page
    for name in INSIDE:
        assert as_(person).get(reverse(f"gatherings:{name}", args=[gathering.pk])).status_code == 404, name


def test_who_has_a_seat_reads_it_all(gathering: Gathering) -> None:
    person = with_seat(gathering, SeatState.CONFIRMED)
    page = shown(person, gathering)
    for told in (SAID, LINK, reverse("gatherings:notes", args=[gathering.pk])):
        assert told in page
    for name in INSIDE:
        assert as_(person).get(reverse(f"gatherings:{name}", args=[gathering.pk])).status_code == 200, name


def test_who_came_without_an_answer_reads_what_was_said(gathering: Gathering) -> None:
    person = with_seat(gathering, SeatState.INVITED)
    Presence.objects.create(gathering=gathering, seat=Seat.objects.get(person=person), state="part")
    assert SAID in shown(person, gathering)
    # Their organisation gives its seats up afterwards: what one took part in, one has read.
    Seat.objects.filter(person=person).update(state=SeatState.WITHDRAWN)
    Seating.objects.filter(pk=gathering.seating_id).update(joining=Joining.INVITED)
    assert SAID in shown(person, gathering)


def test_members_read_what_is_said_and_the_link_is_for_those_who_have_signed_up(
    lead: User, gathering: Gathering
) -> None:
    person = UserFactory()
    SpaceMember.objects.create(space=gathering.space, person=person, role=Role.ORGANISATION_CONTACT)
    page = shown(person, gathering)
    assert SAID in page
    assert LINK not in page
    assert LINK in shown(lead, gathering)
    as_(person).post(reverse("gatherings:sign_up", args=[gathering.pk]))
    assert LINK in shown(person, gathering)


def test_without_a_list_of_participants_everybody_who_comes_in_has_the_link(lead: User) -> None:
    made = meeting(make_project(lead).space, lead, form="digital", link=LINK)
    meetings.announce(lead, made)
    person = UserFactory()
    SpaceMember.objects.create(space=made.space, person=person, role=Role.ORGANISATION_CONTACT)
    assert LINK in shown(person, made)


def test_the_way_into_planning_lists_the_places_where_one_plans_and_brings_the_agenda(lead: User) -> None:
    project = make_project(lead)
    address = reverse("gatherings:places")
    page = as_(lead).get(address, {"opplegg": "abc"}).content.decode()
    own = re.search(rf'href="({reverse("gatherings:new", args=[project.space.pk])}[^"]*)"', page)
    assert own is not None
    assert own[1].endswith("?opplegg=abc")
    assert "planlegger ikke møter" in as_(UserFactory()).get(address).content.decode()
