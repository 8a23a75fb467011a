"""Practice steps and meetings stand in a course like lessons; notes are private, what is shared is read by few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.models import CourseCompletion, Practice, Reflection, StepProgress
from courses.presenters import continue_card
from courses.services import learning
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.security.models import AuditEntry
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.courses import add_gathering, add_practice, block, key, lesson, make_course, rule_data

pytestmark = pytest.mark.django_db

STEP = key("practice", 1)
NOTE = "Jeg glemte å spørre"


def url(name: str, *parts: object) -> str:
    return reverse(f"courses:{name}", args=parts)


@pytest.fixture
def person(client: Client) -> User:
    make_course(("nb",), lessons=1)
    found: User = UserFactory()
    client.force_login(found)
    return found


def test_one_chooses_notes_and_has_tried(client: Client, person: User) -> None:
    page = add_practice()
    body = client.get(page.url).content.decode()
    assert "Øv på 0" in body
    assert "Hva skjedde?" not in body
    client.post(url("practice_choose", STEP), {"thing": str(key("thing", 1, 1))})
    assert "Hva skjedde?" in client.get(page.url).content.decode()
    saved = client.post(url("reflection", STEP, STEP), {"text": NOTE, "version": 0}, headers={"X-Varig-Autosave": "1"})
    assert saved.json()["version"] == 1
    assert NOTE in client.get(page.url).content.decode()
    assert not StepProgress.objects.get(person=person, step_key=STEP).completed_at
    client.post(url("practice_tried", STEP))
    assert StepProgress.objects.get(person=person, step_key=STEP).completion["conditions"] == ["practised"]
    assert Reflection.objects.of(person).get().text == NOTE


def test_saying_that_one_is_done_without_having_tried_is_answered_in_words(client: Client, person: User) -> None:
    page = add_practice()
    answer = client.post(url("finish", STEP), follow=True)
    assert "Velg én ting først" in answer.content.decode()
    assert not StepProgress.objects.get(step_key=STEP).completed_at
    refused = client.post(url("practice_tried", STEP))
    assert refused.status_code == 422
    assert "Velg en av disse først" in refused.content.decode()
    gone = client.post(url("practice_choose", STEP), {"thing": str(key("gone"))})
    assert gone.status_code == 422
    assert "tatt ut" in gone.content.decode()
    assert page.url in client.post(url("practice_choose", STEP), {"thing": str(key("thing", 1, 0))})["Location"]


def test_steps_of_all_kinds_count_alike(client: Client, person: User) -> None:
    add_practice()
    add_gathering(completion=rule_data("marked"))
    learning.finish(person, lesson(1))
    card = continue_card(person, "nb")
    assert card is not None
    assert (card.step, card.left.done, card.left.total, card.left.minutes) == ("Øving 1", 1, 3, 75)
    course = client.get("/laer/koordinatorskolen/").content.decode()
    assert "1 av 3 steg" in course
    assert "Samling" in course


def test_a_meeting_has_no_button_and_is_done_when_decided(client: Client, person: User) -> None:
    page = add_gathering()
    body = client.get(page.url).content.decode()
    assert "To timer, etter modul 1" in body
    assert url("finish", key("gathering", 1)) not in body
    assert "en som leder kurset, har bestemt det" in body
    client.post(url("finish", key("gathering", 1)))
    assert not StepProgress.objects.filter(completed_at__isnull=False).exists()


def test_what_is_shared_is_another_text_for_one_organisation(client: Client, person: User) -> None:
    page = add_practice()
    own, foreign = OrganisationFactory(name="Fjordvik"), OrganisationFactory(name="Nabo")
    membership = MembershipFactory(person=person, organisation=own, role=Role.COORDINATOR)
    client.post(url("practice_choose", STEP), {"thing": str(key("thing", 1, 0))})
    client.post(url("reflection", STEP, STEP), {"text": NOTE, "version": 0})
    assert "Fjordvik" in client.get(page.url).content.decode()
    for data, told in (
        ({"text": "", "organisation": own.pk}, "Skriv først"),
        ({"text": "Gikk fint", "organisation": foreign.pk}, "egne organisasjoner"),
        ({"text": "Ola 01010750160 kom", "organisation": own.pk}, "fødselsnummer"),
    ):
        refused = client.post(url("practice_share", STEP), data)
        assert refused.status_code == 422
        assert told in refused.content.decode()
        assert str(data["text"]) in refused.content.decode()
    assert not Practice.objects.exclude(shared="").exists()
    client.post(url("practice_share", STEP), {"text": "Gikk fint", "organisation": own.pk})
    assert [row.shared for row in Practice.objects.shared_in(own)] == ["Gikk fint"]
    assert not Practice.objects.shared_in(foreign).exists()
    assert NOTE not in str([row.__dict__ for row in Practice.objects.all()])
    assert AuditEntry.objects.filter(action="course.practice_shared").exists()
    membership.delete()
    assert not Practice.objects.shared_in(own).exists()


def test_the_script_that_keeps_the_page_is_told_where_to_go_on(client: Client, person: User) -> None:
    add_practice()
    stay = {"X-Varig-Stay": "1"}
    chosen = client.post(url("practice_choose", STEP), {"thing": str(key("thing", 1, 0))}, headers=stay)
    assert chosen.json() == {"go": "/laer/koordinatorskolen/modul-1/oving-1/"}
    nothing = client.post(url("practice_choose", STEP), {}, headers=stay)
    assert nothing.status_code == 422
    done = client.post(url("finish", key("lesson", 1)), headers=stay)
    assert done.json()["go"].endswith("/oving-1/")
    again = client.post(url("finish", key("lesson", 1)), headers=stay)
    assert again.json() == done.json()
    client.logout()
    assert client.post(url("finish", key("lesson", 1)), headers=stay).status_code == 302


def test_what_was_shared_can_be_taken_back(client: Client, person: User) -> None:
    add_practice()
    own = MembershipFactory(person=person).organisation
    client.post(url("practice_choose", STEP), {"thing": str(key("thing", 1, 0))})
    client.post(url("practice_share", STEP), {"text": "Gikk fint", "organisation": own.pk})
    client.post(url("practice_share", STEP), {"text": "Gikk fint", "organisation": own.pk, "take_back": "1"})
    assert not Practice.objects.shared_in(own).exists()
    assert Practice.objects.get().shared == ""


def test_the_course_is_written_down_as_done_once_and_can_be_taken_again(client: Client, person: User) -> None:
    learning.finish(person, lesson(1))
    learning.finish(person, lesson(1))
    assert CourseCompletion.objects.of(person).count() == 1
    first = CourseCompletion.objects.of(person).get()
    client.post(url("again", key("course")))
    client.post(url("again", key("course")))
    assert AuditEntry.objects.filter(action="course.again").count() == 1
    assert CourseCompletion.objects.of(person).get() == first
    assert not StepProgress.objects.get(person=person).completed_at
    learning.finish(person, lesson(1))
    assert CourseCompletion.objects.of(person).count() == 2


def test_who_has_not_done_it_cannot_begin_again(client: Client, person: User) -> None:
    client.post(url("again", key("course")))
    assert not StepProgress.objects.exists()


def test_nobody_writes_a_note_where_none_belongs(client: Client, person: User) -> None:
    add_gathering()
    for step, place in ((key("lesson", 1), key("lesson", 1)), (key("gathering", 1), key("gathering", 1))):
        assert client.post(url("reflection", step, place), {"text": "x"}).status_code == 404


def test_a_private_note_stands_in_one_table_only(client: Client, person: User) -> None:
    add_practice()
    own = MembershipFactory(person=person).organisation
    client.post(url("practice_choose", STEP), {"thing": str(key("thing", 1, 0))})
    client.post(url("reflection", STEP, STEP), {"text": NOTE, "version": 0})
    client.post(url("practice_share", STEP), {"text": "Gikk fint", "organisation": own.pk})
    client.post(url("practice_tried", STEP))
    holding = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names from the database
            if any(NOTE in str(value) for row in cursor.fetchall() for value in row):
                holding.append(table)
    assert holding == ["courses_reflection"]


def test_a_reflection_and_a_list_that_are_needed_are_asked_for(client: Client, person: User) -> None:
    """Two tasks that no question is; the editor has said that both are needed."""
    page = lesson(1)
    point, step = str(key("point")), page.translation_key
    checklist = {
        "title": "Før møtet",
        "items": [{"type": "item", "id": point, "value": "Agenda"}],
        "needed": True,
    }
    page.body = [
        {"type": "checklist", "id": str(block(1, 0)), "value": checklist},
        {"type": "reflection", "id": str(block(1, 3)), "value": {"prompt": "Tenk.", "help": "", "needed": True}},
    ]
    page.completion = rule_data("tasks")
    page.save_revision().publish()
    client.post(url("finish", step))
    assert not StepProgress.objects.get(step_key=step).completed_at
    client.post(url("answer", step, block(1, 0)), {"ticks": [point]})
    client.post(url("finish", step))
    assert not StepProgress.objects.get(step_key=step).completed_at
    client.post(url("reflection", step, block(1, 3)), {"text": NOTE, "version": 0})
    client.post(url("finish", step))
    assert StepProgress.objects.get(step_key=step).completed_at
