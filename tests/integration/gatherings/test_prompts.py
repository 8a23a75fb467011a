"""Check-in and check-out: one question, chosen or written, on everybody's screen while the round goes on."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.gatherings.domain.agenda import Agenda, Part, Slot, SlotKind
from portal.gatherings.models import Gathering
from portal.gatherings.services import meetings
from portal.gatherings.services.running import Press, press
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db
ROUND = Agenda(
    (
        Part(
            "one",
            slots=(
                Slot("a", "Innsjekk", 10, SlotKind.CHECK_IN, method="Hva har du lyktes med?"),
                Slot("b", "Foredrag", 20, SlotKind.TALK, method="Bare for dem som leder."),
            ),
        ),
    )
)


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def held(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=ROUND)
    meetings.announce(lead, made)
    return made


@pytest.fixture
def client(lead: User) -> Client:
    made = Client()
    made.force_login(lead)
    return made


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def test_the_question_stands_on_the_screens_while_the_round_goes_on(
    client: Client, lead: User, held: Gathering
) -> None:
    press(lead, held, Press("1", "begin"))
    for name in ("follow", "room", "run"):
        assert re.search(r'data-now="prompt">Hva har du lyktes med\?<', client.get(url(name, held)).content.decode())
    state = json.loads(client.get(url("state", held)).content)
    assert [each["prompt"] for each in state["plan"]] == ["Hva har du lyktes med?", ""]
    press(lead, held, Press("2", "next", "a"))
    assert re.search(r'data-now="prompt"><', client.get(url("room", held)).content.decode())


def test_a_chosen_question_becomes_what_is_asked(client: Client, held: Gathering) -> None:
    sent = {"title": "Utsjekk", "minutes": "5", "kind": "check_out", "prompt": "out-0"}
    assert client.post(url("slot_new", held), sent).status_code == 302
    held.refresh_from_db()
    assert held.agenda.slots[-1].prompt == "Hva gjør du annerledes fra i morgen?"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": "talk"}, "innsjekk eller utsjekk"),
        ({"method": "Rundt bordet"}, "Det står noe under"),
        ({"prompt": "x"}, ""),
    ],
)
def test_a_question_overwrites_nothing_and_belongs_to_a_round(
    client: Client, held: Gathering, more: dict[str, str], words: str
) -> None:
    sent = {"title": "Utsjekk", "minutes": "5", "kind": "check_out", "prompt": "out-0", **more}
    answer = client.post(url("slot_new", held), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    held.refresh_from_db()
    assert len(held.agenda.slots) == 2
