"""After the meeting: minutes, decisions and actions, and the next meeting with what was still open."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.actions.models import Action, Decision
from portal.gatherings.models import Gathering, Minutes
from portal.gatherings.services import meetings
from portal.kernel.holidays import is_working_day
from portal.security.models import AuditEntry
from portal.spaces.models import SpaceMember
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def held(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=TWO_PARTS, focus_question="Hvordan kan vi sammen skape ro?")
    meetings.announce(lead, made)
    return made


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name: str, gathering: Gathering) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk])


def version(client: Client, gathering: Gathering) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(url("minutes", gathering)).content.decode())
    assert found is not None
    return found.group(1)


def test_written_by_those_who_plan_and_read_by_all_who_come_in(lead: User, held: Gathering) -> None:
    client, reader = as_(lead), UserFactory()
    SpaceMember.objects.create(space=held.space, person=reader, role=Role.ORGANISATION_CONTACT)
    sent = {"text": "Vi ble enige om agendaen.", "open_points": "Hvem ringer?", "version": version(client, held)}
    assert client.post(url("minutes", held), sent).status_code == 302
    assert AuditEntry.objects.latest("pk").action == "gathering.minutes_written"
    page = as_(reader).get(held.get_absolute_url()).content.decode()
    assert "Vi ble enige om agendaen." in page
    assert "Hvem ringer?" in page
    assert as_(reader).get(url("minutes", held)).status_code == 404


def test_the_second_of_two_sees_both_texts_also_when_both_write_the_first_words(lead: User, held: Gathering) -> None:
    client = as_(lead)
    first = version(client, held)
    client.post(url("minutes", held), {"text": "Den enes ord.", "version": first})
    late = client.post(url("minutes", held), {"text": "Den andres ord.", "version": first})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Den enes ord." in page
    assert "Den andres ord." in page
    assert Minutes.objects.get().text == "Den enes ord."


@pytest.mark.parametrize("wrong", ["Ring 01017000027.", "a" * 20_001])
def test_what_cannot_be_saved_is_said_and_stays(lead: User, held: Gathering, wrong: str) -> None:
    client = as_(lead)
    answer = client.post(url("minutes", held), {"text": wrong, "version": version(client, held)})
    assert answer.status_code == 422
    assert wrong[:10] in answer.content.decode()
    assert not Minutes.objects.exists()


def test_decisions_and_actions_come_from_the_meeting(lead: User, held: Gathering) -> None:
    client = as_(lead)
    page = client.get(held.get_absolute_url()).content.decode()
    decide = re.search(r'href="(/rom/\d+/beslutninger/ny/\?[^"]+)"', page)
    act = re.search(r'href="(/rom/\d+/tiltak/nytt/\?[^"]+)"', page)
    assert decide is not None
    assert act is not None
    word = {name: re.search(r"fra=([^&\"]+)", found.group(1)) for name, found in (("d", decide), ("a", act))}
    assert word["d"] is not None
    assert word["a"] is not None
    from urllib.parse import unquote_plus

    space = held.space_id
    client.post(
        f"/rom/{space}/beslutninger/ny/",
        {"what": "Vi møtes hver mandag", "decided_on": "2026-11-20", "fra": unquote_plus(word["d"].group(1))},
    )
    client.post(f"/rom/{space}/tiltak/nytt/", {"what": "Ringe NAV", "fra": unquote_plus(word["a"].group(1))})
    assert Decision.objects.get().origin_label == held.title
    assert Action.objects.get().origin_label == held.title
    page = client.get(held.get_absolute_url()).content.decode()
    assert "Vi møtes hver mandag" in page
    assert "Ringe NAV" in page


def test_the_next_one_is_like_the_last_with_what_was_still_open_first(lead: User, held: Gathering) -> None:
    client = as_(lead)
    client.post(url("minutes", held), {"text": "", "open_points": "Hvem ringer?\nNår?", "version": "0"})
    address = f"{reverse('gatherings:new', args=[held.space_id])}?fra={held.pk}"
    form = client.get(address).context["form"]
    day = form.initial["day"]
    assert is_working_day(day)
    assert day >= timezone.localdate(held.starts_at) + timedelta(weeks=4)
    sent = {name: form.initial[name] for name in ("title", "kind", "minutes", "focus_question", "form", "place")}
    client.post(address, {**sent, "day": day.isoformat(), "at": "09:00", "fra": held.pk})
    made = Gathering.objects.latest("pk")
    titles = [slot.title for slot in made.agenda.slots]
    assert titles == ["Åpne punkter fra sist", *[slot.title for slot in TWO_PARTS.slots]]
    assert made.agenda.slots[0].method == "Hvem ringer?\nNår?"
    assert made.focus_question == held.focus_question
    assert not {slot.key for slot in made.agenda.slots} & {slot.key for slot in TWO_PARTS.slots}
    assert (made.stage, made.sequence, made.run_json) == ("draft", 0, {})
    assert made.uid != held.uid


@pytest.mark.parametrize("fra", ["999999", "x", "1" * 30])
def test_a_meeting_that_is_not_there_or_not_here_is_no_model(lead: User, held: Gathering, fra: str) -> None:
    elsewhere = make_project(lead)
    address = reverse("gatherings:new", args=[elsewhere.space_id])
    for each in (fra, str(held.pk)):
        assert as_(lead).get(f"{address}?fra={each}").context["like"] is None
