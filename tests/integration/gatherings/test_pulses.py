"""The pulse: once a person, without a name, shown when closed and from five answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.models import Gathering, Pulse, PulseAnswer, PulseSeat
from portal.gatherings.services import meetings, pulses
from portal.gatherings.services.mydata import room as mydata
from portal.security.models import AuditEntry
from portal.spaces.models import SpaceMember
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting, soon
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def held(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=TWO_PARTS)
    meetings.announce(lead, made)
    return made


def member(gathering: Gathering) -> User:
    person = UserFactory()
    SpaceMember.objects.create(space=gathering.space, person=person, role=Role.ORGANISATION_CONTACT)
    return person


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def asked(lead: User, gathering: Gathering, *values: int, question: str = "trust") -> Pulse:
    assert pulses.ask(lead, gathering, question)
    pulse = pulses.open_pulse(gathering)
    assert pulse is not None
    for value in values:
        pulses.answer(UserFactory(), pulse.pk, gathering, value)
    return pulse


def test_asked_by_the_host_and_answered_once_on_the_phone(lead: User, held: Gathering) -> None:
    person = member(held)
    client = as_(person)
    assert client.post(url("pulse_ask", held), {"question": "trust"}).status_code == 404
    as_(lead).post(url("pulse_ask", held), {"question": "trust"})
    as_(lead).post(url("pulse_ask", held), {"question": "useful"})
    pulse = Pulse.objects.get()
    assert "Hvor trygg er du på de andre her?" in client.get(url("follow", held)).content.decode()
    assert "Svar på telefonen" in client.get(url("room", held)).content.decode()
    before = AuditEntry.objects.count()
    for value in ("4", "5"):
        client.post(url("pulse_answer", held, pulse.pk), {"value": value})
    assert [each.value for each in PulseAnswer.objects.all()] == [4]
    assert AuditEntry.objects.count() == before, "a log would tell when somebody answered"
    assert "Takk" in client.get(url("follow", held)).content.decode()


@pytest.mark.parametrize("wrong", ["", "0", "6", "tre", "１"])
def test_anything_but_the_five_steps_is_refused(lead: User, held: Gathering, wrong: str) -> None:
    pulse = asked(lead, held)
    answer = as_(member(held)).post(url("pulse_answer", held, pulse.pk), {"value": wrong}, follow=True)
    assert "Velg ett av de fem" in answer.content.decode()
    assert not PulseAnswer.objects.exists()


def test_the_answer_knows_neither_person_nor_time() -> None:
    names = {field.name for field in PulseAnswer._meta.get_fields()}
    assert names == {"id", "pulse", "value"}
    assert {field.name for field in PulseSeat._meta.get_fields()} == {"id", "pulse", "person"}


def test_nothing_is_shown_while_it_is_open_and_from_five_when_closed(lead: User, held: Gathering) -> None:
    pulse = asked(lead, held, 1, 2, 4, 5, 5)
    page = as_(lead).get(url("pulse", held)).content.decode()
    assert "5 har svart" in page
    assert "Gjennomsnittet" not in page
    as_(lead).post(url("pulse_close", held, pulse.pk))
    page = as_(lead).get(url("pulse", held)).content.decode()
    assert "5 svar. Gjennomsnittet er 3,4; svarene går fra 1 til 5." in page
    assert "<table" in page
    assert "v-spread-line" in page
    assert "Gjennomsnittet er 3,4" in as_(member(held)).get(url("room", held)).content.decode()
    late = as_(member(held)).post(url("pulse_answer", held, pulse.pk), {"value": "1"}, follow=True)
    assert "lukket" in late.content.decode()
    assert PulseAnswer.objects.count() == 5


def test_four_answers_are_never_shown_and_are_deleted(lead: User, held: Gathering) -> None:
    pulse = asked(lead, held, 1, 2, 3, 4)
    as_(lead).post(url("pulse_close", held, pulse.pk))
    page = as_(lead).get(url("pulse", held)).content.decode()
    assert "Færre enn fem" in page
    assert "v-spread-line" not in page
    assert not PulseAnswer.objects.exists()


def test_the_second_gathering_is_compared_with_the_first(lead: User, held: Gathering) -> None:
    first = asked(lead, held, 2, 2, 2, 3, 3)
    pulses.close(lead, held, first.pk)
    later = meeting(held.space, lead, title="Samling 2", starts_at=soon(28))
    meetings.announce(lead, later)
    second = asked(lead, later, 4, 4, 4, 4, 5)
    pulses.close(lead, later, second.pk)
    page = as_(lead).get(url("pulse", later)).content.decode()
    assert "Opp fra 2,4 på «Kick-off»" in page
    # Another space's meetings are no part of it, however early they were.
    stranger = UserFactory()
    other = meeting(make_project(stranger).space, stranger, starts_at=soon(20) + timedelta(days=1))
    meetings.announce(stranger, other)
    foreign = asked(stranger, other, 1, 1, 1, 1, 1)
    pulses.close(stranger, other, foreign.pk)
    assert "Opp fra 2,4 på «Kick-off»" in as_(lead).get(url("pulse", later)).content.decode()


def test_asked_twice_in_one_meeting(lead: User, held: Gathering) -> None:
    for values in ((3, 3, 3, 3, 3), (3, 3, 3, 3, 2)):
        pulse = asked(lead, held, *values)
        pulses.close(lead, held, pulse.pk)
    page = as_(lead).get(url("pulse", held)).content.decode()
    assert "Alle valgte 3" in page
    assert "Ned fra 3 tidligere i møtet" in page


def test_phones_hear_when_something_is_asked(lead: User, held: Gathering) -> None:
    client = as_(member(held))
    first = client.get(url("pulse_now", held) + "?vis=folg")
    same = client.get(url("pulse_now", held) + "?vis=folg", headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    asked(lead, held)
    now = client.get(url("pulse_now", held) + "?vis=folg", headers={"If-None-Match": first["ETag"]})
    assert now.status_code == 200
    assert "Hvor trygg" in now.content.decode()


def test_that_one_has_answered_is_in_the_copy_and_goes_with_the_account(lead: User, held: Gathering) -> None:
    person, pulse = member(held), asked(lead, held)
    pulses.answer(person, pulse.pk, held, 4)
    copy = mydata.export(person)["pulses answered"]
    assert copy == [{"meeting": held.title, "question": "trust"}]
    mydata.erase(person)
    assert not PulseSeat.objects.exists()
    assert PulseAnswer.objects.count() == 1
