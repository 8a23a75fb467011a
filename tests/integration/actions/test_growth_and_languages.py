"""As many queries for twenty as for two, and every page in three languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from portal.actions.origins import Origin
from portal.actions.presenters.lines import panel_of
from portal.actions.presenters.mypage import my_tasks_card
from portal.actions.services.actions import finish
from portal.spaces.models import Space
from portal.spaces.permissions import roles_in
from tests.factories.actions import join, make_action, make_decision, make_space

pytestmark = pytest.mark.django_db


def grow(space: Space, lead: object, number: int) -> None:
    """So many of each: open, done, decided, each with a person of its own."""
    for each in range(number):
        person = join(space)
        due = timezone.localdate() + timedelta(days=each - 3)
        make_action(space, lead, f"Åpen {each}", responsible=lead, due=due)  # type: ignore[arg-type]
        make_action(space, lead, f"Andres {each}", responsible=person)  # type: ignore[arg-type]
        finish(person, make_action(space, lead, f"Gjort {each}", responsible=lead))  # type: ignore[arg-type]
        make_decision(space, lead, origin=Origin("test", f"{space.pk}-{each}-{person.pk}", "Ark", "/min-side/"))  # type: ignore[arg-type]


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is kept between requests is made once
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_pages_ask_as_often_for_twenty_as_for_two(client: Client) -> None:
    space, lead = make_space()
    client.force_login(lead)
    action = make_action(space, lead)
    grow(space, lead, 2)
    pages = [reverse("actions:mine"), reverse("actions:space", args=[space.pk]), action.get_absolute_url()]
    few = {page: queries(client, page) for page in pages}
    grow(space, lead, 18)
    assert {page: queries(client, page) for page in pages} == few


def test_my_tasks_ask_as_often_for_many_projects(client: Client) -> None:
    space, lead = make_space()
    client.force_login(lead)
    make_action(space, lead, responsible=lead)
    second, _lead = make_space(lead)
    make_action(second, lead, responsible=lead)
    few = queries(client, reverse("actions:mine"))
    for _each in range(5):
        more, _lead = make_space(lead)
        make_action(more, lead, responsible=lead)
    assert queries(client, reverse("actions:mine")) == few


def test_the_card_and_the_panel_ask_little(rf: RequestFactory, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    space, lead = make_space()
    grow(space, lead, 8)
    request = rf.get("/min-side/")
    request.user = lead
    with django_assert_num_queries(2):
        my_tasks_card(request)
    roles = roles_in(lead, space)
    with django_assert_num_queries(2):
        panel = panel_of(lead, space, roles)
    assert (len(panel.lines), panel.more) == (5, 11)
    with django_assert_num_queries(1):
        assert panel_of(lead, space, roles, origin=Origin("nowhere", "1")).lines == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Mine oppgaver", "Tiltak og beslutninger", "Hva skal gjøres?", "Hva ble besluttet?", "Beslutning")),
        ("nn", ("Mine oppgåver", "Tiltak og avgjerder", "Kva skal gjerast?", "Kva vart bestemt?", "Avgjerd")),
        ("en", ("My tasks", "Actions and decisions", "What is to be done?", "What was decided?", "Decision")),
    ],
)
def test_every_page_in_the_readers_language(client: Client, language: str, words: tuple[str, ...]) -> None:
    space, lead = make_space()
    action, decision = make_action(space, lead, responsible=lead), make_decision(space, lead)
    client.force_login(lead)
    with translation.override(language):
        pages = [
            reverse("actions:mine"),
            reverse("actions:space", args=[space.pk]),
            action.get_absolute_url(),
            reverse("actions:decision_new", args=[space.pk]),
            decision.get_absolute_url(),
        ]
    for page, word in zip(pages, words, strict=True):
        answer = client.get(page)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
        assert word in answer.content.decode(), page


def test_what_people_wrote_is_marked_with_its_language(client: Client) -> None:
    space, lead = make_space()
    make_action(space, lead, "Ringe NAV", responsible=lead)
    client.force_login(lead)
    assert 'lang="nb">Ringe NAV</a>' in client.get("/en/oppgaver/").content.decode()
    assert 'lang="nb">Ringe NAV</a>' not in client.get("/oppgaver/").content.decode()
