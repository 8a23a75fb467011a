"""Anonymous readers read everything, from a body that can be cached; learners get their own."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from courses.models import LessonPage
from courses.services import answers, learning
from courses.services.outline import outline_of
from courses.services.reflections import save_reflection
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, choice, key, lesson, make_course

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["", "modul-1/", "modul-1/leksjon-1/"])
@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_every_page_opens_for_everyone(client: Client, path: str, prefix: str) -> None:
    make_course()
    response = client.get(f"{prefix}/laer/koordinatorskolen/{path}")
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]


def test_an_anonymous_lesson_is_whole_and_holds_nothing_personal(client: Client) -> None:
    make_course()
    body = client.get(lesson().url).content.decode()
    for words in ("Tekst 1 på nb", "Ni er kalt inn", "Fire kom", "Hva gjør du først?", "Om valg 2", "Tenk på et møte"):
        assert words in body
    assert "csrfmiddlewaretoken" not in body
    assert 'method="post"' not in body
    assert "data-position" not in body
    assert f"next={lesson().url}" in body


def test_a_learner_gets_forms_and_no_cache(client: Client) -> None:
    make_course()
    client.force_login(UserFactory())
    response = client.get(lesson().url)
    body = response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert body.count("hx-post=") == 2
    assert body.count("data-autosave ") == 1
    assert "data-private" in body


def test_every_part_of_a_lesson_has_an_address_of_its_own(client: Client) -> None:
    make_course()
    body = client.get(lesson().url).content.decode()
    for each in lesson().body:
        assert body.count(f'id="b-{each.id}"') == 1


def test_a_step_that_is_not_translated_is_offered_in_the_next_best_language() -> None:
    make_course(("nb", "nn"), lessons=3)
    lesson(2, "nn").delete()
    outline = outline_of(key("course"), "nn")
    assert outline is not None
    assert [info.language for info in outline.infos] == ["nn", "nb", "nn"]
    assert [info.key for info in outline.infos] == [key("lesson", number) for number in (1, 2, 3)]


def test_drafts_are_not_in_the_outline() -> None:
    make_course(("nb",), lessons=2)
    lesson(2).unpublish()
    outline = outline_of(key("course"), "nb")
    assert outline is not None
    assert [info.title for info in outline.infos] == ["Leksjon 1"]


@pytest.mark.parametrize("mode", ["", "learner"])
def test_preview_shows_no_state_of_the_editor(mode: str) -> None:
    make_course(("nb",))
    page = lesson()
    editor = UserFactory(is_superuser=True, is_staff=True)
    answers.take(editor, page, block(1, 2), {"choices": [choice(1, 2, 0)]})
    save_reflection(editor, page, block(1, 3), "Bare mine tanker", 0)
    learning.finish(editor, page)
    request = RequestFactory().get("/")
    request.user = editor
    response = page.make_preview_request(request, mode)
    shown = response.content.decode()
    assert response.status_code == 200
    for mine in ("Bare mine tanker", "Du gjorde dette", " checked", "v-quiz-outcome", "data-person", "data-position"):
        assert mine not in shown
    assert ("csrfmiddlewaretoken" in shown) == (mode == "learner")


@pytest.mark.parametrize("place", ["course", "lesson", "mine"])
def test_a_hundred_steps_cost_no_more_queries_than_five(place: str) -> None:
    make_course(("nb",), lessons=5)
    person = UserFactory()
    learning.finish(person, lesson(1))
    addresses = {"course": "/laer/koordinatorskolen/", "lesson": lesson(2).url, "mine": "/min-side/kurs/"}
    page = lesson(2)
    page.requires = [str(key("lesson", 1))]
    page.save_revision().publish()

    def queries() -> int:
        client = Client()
        client.force_login(person)
        client.get(addresses[place])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(addresses[place]).status_code == 200
        return len(seen)

    few = queries()
    module = lesson(1).get_parent()
    for number in range(6, 101):
        module.add_child(instance=LessonPage(title=f"Leksjon {number}", slug=f"leksjon-{number}", locale=module.locale))
    assert queries() == few
