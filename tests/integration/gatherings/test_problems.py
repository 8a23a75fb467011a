"""Problems that people bring: with or without a name, withdrawn by their author, put on the agenda by the host."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.models import Gathering, Problem
from portal.gatherings.services import meetings, problems
from portal.gatherings.services.mydata import room as mydata
from portal.security.models import AuditEntry
from portal.spaces.models import SpaceMember
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db
TEXT = "Vi vet ikke hvem som ringer når noen skrives ut."


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


def sent(text: str = TEXT, **more: str) -> dict[str, str]:
    return {"text": text, "form_key": str(uuid.uuid4()), **more}


def test_without_a_name_nobody_sees_who_and_the_row_holds_no_person(lead: User, held: Gathering) -> None:
    writer = member(held)
    before = AuditEntry.objects.count()
    assert as_(writer).post(url("problems", held), sent()).status_code == 302
    row = Problem.objects.get()
    assert row.person is None
    assert len(row.mark) == 64
    assert AuditEntry.objects.count() == before, "a log of who wrote when would tell who it was"
    page = as_(lead).get(url("problems", held)).content.decode()
    assert TEXT in page
    assert str(writer) not in page
    assert "Uten navn" in page
    assert TEXT in as_(writer).get(url("problems", held)).content.decode()
    assert TEXT not in as_(member(held)).get(url("problems", held)).content.decode()


def test_with_a_name_those_who_plan_see_it(lead: User, held: Gathering) -> None:
    writer = member(held)
    as_(writer).post(url("problems", held), sent(named="on"))
    assert f"Fra {writer}" in as_(lead).get(url("problems", held)).content.decode()


def test_the_same_form_twice_is_one_problem_and_there_is_a_limit(held: Gathering) -> None:
    client, one = as_(member(held)), sent()
    client.post(url("problems", held), one)
    client.post(url("problems", held), one)
    assert Problem.objects.count() == 1
    for _each in range(problems.MOST - 1):
        assert client.post(url("problems", held), sent()).status_code == 302
    full = client.post(url("problems", held), sent("Ett til."))
    assert full.status_code == 422
    assert "Ett til." in full.content.decode()
    assert Problem.objects.count() == problems.MOST


@pytest.mark.parametrize("wrong", ["Det gjelder 01017000027.", "", "a" * 1001])
def test_what_cannot_be_brought_is_said_and_stays(held: Gathering, wrong: str) -> None:
    answer = as_(member(held)).post(url("problems", held), sent(wrong))
    assert answer.status_code == 422
    assert wrong[:12] in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not Problem.objects.exists()


def test_nothing_is_brought_to_a_meeting_that_is_over_or_called_off(lead: User, held: Gathering) -> None:
    writer = as_(member(held))
    Gathering.objects.filter(pk=held.pk).update(starts_at=timezone.now() - timedelta(days=3))
    late = writer.post(url("problems", held), sent())
    assert late.status_code == 422
    assert TEXT in late.content.decode()
    assert "over" in re.sub("<[^>]+>", "", late.content.decode())
    Gathering.objects.filter(pk=held.pk).update(starts_at=timezone.now() + timedelta(days=3), stage="cancelled")
    assert writer.post(url("problems", held), sent()).status_code == 422
    assert not Problem.objects.exists()


def test_chosen_ones_are_seen_by_all_and_get_one_slot_before_the_closing(lead: User, held: Gathering) -> None:
    writer = member(held)
    as_(writer).post(url("problems", held), sent())
    row = Problem.objects.get()
    client = as_(lead)
    client.post(url("problem_choose", held, row.pk), {"chosen": "1"})
    assert AuditEntry.objects.latest("pk").action == "gathering.problem_chosen"
    assert TEXT in as_(member(held)).get(url("problems", held)).content.decode()
    for _each in range(2):
        assert client.post(url("problem_agenda", held, row.pk)).status_code == 302
    held.refresh_from_db()
    slots = [slot for slot in held.agenda.slots if slot.method == TEXT]
    assert len(slots) == 1
    assert as_(writer).post(url("problem_agenda", held, row.pk)).status_code == 404
    assert as_(writer).post(url("problem_choose", held, row.pk), {"chosen": "0"}).status_code == 404


def test_withdrawn_by_its_author_alone_and_out_of_the_agenda_with_its_time_left(lead: User, held: Gathering) -> None:
    writer = member(held)
    as_(writer).post(url("problems", held), sent())
    row = Problem.objects.get()
    problems.put_on_agenda(lead, row)
    held.refresh_from_db()
    long = held.agenda.minutes
    assert as_(lead).post(url("problem_withdraw", held, row.pk)).status_code == 404
    assert as_(member(held)).post(url("problem_withdraw", held, row.pk)).status_code == 404
    assert as_(writer).post(url("problem_withdraw", held, row.pk)).status_code == 302
    held.refresh_from_db()
    assert not Problem.objects.exists()
    assert TEXT not in str(held.agenda_json)
    assert held.agenda.minutes == long
    assert AuditEntry.objects.latest("pk").actor is None, "who withdraws is who brought"


def test_a_copy_of_ones_data_holds_them_and_erasing_takes_the_way_back(held: Gathering) -> None:
    writer = member(held)
    as_(writer).post(url("problems", held), sent(named="on"))
    as_(writer).post(url("problems", held), sent("Uten navn."))
    copy = mydata.export(writer)
    assert {each["text"] for each in copy["problems brought"]} == {TEXT, "Uten navn."}
    mydata.erase(writer)
    assert Problem.objects.filter(person=None, mark="").count() == 2


def test_the_number_of_queries_does_not_grow(lead: User, held: Gathering) -> None:
    client, counts = as_(lead), []
    for number in (2, 20):
        while Problem.objects.count() < number:
            problems.bring(UserFactory(), held, TEXT, named=True, form_key=uuid.uuid4())
        client.get(url("problems", held))
        with CaptureQueriesContext(connection) as caught:
            client.get(url("problems", held))
        counts.append(len(caught))
    assert counts[0] == counts[1]
