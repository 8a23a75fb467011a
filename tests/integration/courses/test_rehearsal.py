"""Editors answer in the preview as a learner would, in every language and before it is published; nothing is stored."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import BlockAnswer, Enrolment, LessonPage, Reflection, StepProgress
from portal.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.courses import add_gathering, add_practice, key, lesson, make_course
from tests.integration.courses.test_questions import BODY, RIGHT, WRONG, block_id, choices, given, item

pytestmark = pytest.mark.django_db
STORED = (BlockAnswer, Enrolment, Reflection, StepProgress)


@pytest.fixture
def editor(client: Client) -> User:
    person: User = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(person)
    return person


def drafted(language: str = "nb", **body: Any) -> LessonPage:
    """A lesson with a draft that nobody has published."""
    page = lesson(1, language)
    page.body = json.dumps(
        [{"type": kind, "value": value, "id": block_id(kind)} for kind, value in (body or BODY).items()]
        + [{"type": "reflection", "value": {"prompt": "Tenk etter.", "help": ""}, "id": block_id("reflection")}]
    )
    page.save_revision()
    return page


def preview(client: Client, page: Any, mode: str = "learner") -> Any:
    revision = page.latest_revision or page.save_revision()
    return client.get(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]), {"mode": mode})


def packed(shown: str, kind: str) -> str:
    form = shown.split(f'id="quiz-{block_id(kind)}"')[1].split("</form>")[0]
    found = re.search(r'name="draft" value="([^"]+)"', form)
    assert found is not None
    return html.unescape(found[1])


def answer(client: Client, shown: str, kind: str, data: dict[str, Any], prefix: str = "") -> Any:
    address = f"{prefix}/kurs/forhandsvisning/"
    return client.post(address, {**data, "draft": packed(shown, kind)}, headers={"HX-Request": "true"})


@pytest.mark.parametrize("kind", RIGHT)
def test_an_answer_in_the_preview_gets_the_feedback_of_the_draft(client: Client, editor: User, kind: str) -> None:
    make_course(("nb",))
    shown = preview(client, drafted()).content.decode()
    data, feedback = RIGHT[kind]
    assert feedback not in shown
    told = answer(client, shown, kind, data)
    assert told.status_code == 200
    assert feedback in told.content.decode()
    if kind in WRONG:
        data, feedback = WRONG[kind]
        # Once more from what came back, as the page does.
        assert feedback in answer(client, told.content.decode(), kind, data).content.decode()
    assert not any(model.objects.exists() for model in STORED)


def test_a_case_goes_on_and_what_is_lacking_is_said(client: Client, editor: User) -> None:
    make_course(("nb",))
    shown = preview(client, drafted()).content.decode()
    refused = answer(client, shown, "case_steps", {})
    assert refused.status_code == 422
    assert "Velg et svar først" in refused.content.decode()
    first = answer(client, refused.content.decode(), "case_steps", {f"step-{given('s0')}": given("a0")})
    assert "Om a0." in first.content.decode()
    assert "Første møte." in first.content.decode()


@pytest.mark.parametrize(
    ("language", "prefix", "words"), [("nb", "", "Svar"), ("nn", "/nn", "Svar"), ("en", "/en", "Answer")]
)
def test_it_is_in_the_language_of_the_page(
    client: Client, editor: User, language: str, prefix: str, words: str
) -> None:
    make_course()
    shown = preview(client, drafted(language)).content.decode()
    assert f'action="{prefix}/kurs/forhandsvisning/"' in shown
    assert re.search(rf'<button class="ds-button" type="submit">{words}</button>', shown)
    again = {"nb": "Svar på nytt", "nn": "Svar på nytt", "en": "Answer again"}[language]
    told = answer(client, shown, "true_false", {"choices": "false"}, prefix)
    assert again in told.content.decode()


def test_a_question_that_was_never_saved_is_tried(client: Client, editor: User) -> None:
    """The preview panel shows what stands in the form: new blocks have no id yet."""
    make_course(("nb",))
    page = lesson(1)
    page.body = json.dumps([])
    value = {"question": "Nytt?", "choices": choices("n", True, False)}
    page.body = [("quiz", LessonPage._meta.get_field("body").stream_block.child_blocks["quiz"].to_python(value))]
    request = client.get(page.url).wsgi_request
    shown = page.make_preview_request(request, "learner").content.decode()
    draft = html.unescape(re.search(r'name="draft" value="([^"]+)"', shown)[1])  # type: ignore[index]
    sent = re.search(r'name="choices" value="([^"]+)"', shown)[1]  # type: ignore[index]
    told = client.post("/kurs/forhandsvisning/", {"choices": sent, "draft": draft})
    assert "Om n0." in told.content.decode()


def test_texts_and_ticks_are_stored_nowhere(client: Client, editor: User) -> None:
    make_course(("nb",))
    shown = preview(client, drafted()).content.decode()
    assert shown.count("Ingenting lagres i forhåndsvisningen.") >= 2
    saved = client.post("/kurs/forhandsvisning/", {"text": "Hei"}, headers={"X-Varig-Autosave": "1"})
    assert saved.status_code == 200
    assert client.post("/kurs/forhandsvisning/", {}).status_code == 204
    assert not any(model.objects.exists() for model in STORED)


def test_practice_and_meetings_show_their_forms(client: Client, editor: User) -> None:
    make_course(("nb",))
    shown = preview(client, add_practice()).content.decode()
    for words in ("Øv på 0", "Hva skjedde?", "Del med organisasjonen din", "Jeg har prøvd det"):
        assert words in shown
    assert "/ov/" not in shown
    assert "/ferdig/" not in preview(client, add_gathering()).content.decode()


def test_who_is_not_signed_in_is_still_one_of_the_previews(client: Client, editor: User) -> None:
    make_course(("nb",))
    shown = preview(client, drafted(), "").content.decode()
    assert "<textarea" not in shown
    assert "Logg inn" in shown


def test_another_persons_preview_opens_nothing(client: Client, editor: User) -> None:
    make_course(("nb",))
    draft = packed(preview(client, drafted()).content.decode(), "true_false")
    other = Client()
    other.force_login(UserFactory(is_superuser=True, is_staff=True))
    for sent in (draft, "nonsense", ""):
        assert other.post("/kurs/forhandsvisning/", {"draft": sent, "choices": "true"}).status_code == 204


def test_view_draft_shows_it_and_under_the_policy_of_readers(client: Client, editor: User) -> None:
    make_course(("nb",))
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[drafted().pk]))
    assert 'name="draft"' in shown.content.decode()
    assert "unsafe-inline" not in shown["Content-Security-Policy"]


def test_half_written_questions_stop_no_preview(client: Client, editor: User) -> None:
    make_course(("nb",))
    page = drafted()
    stream = LessonPage._meta.get_field("body").stream_block
    empty = {kind: stream.child_blocks[kind].get_prep_value(stream.child_blocks[kind].get_default()) for kind in BODY}
    page.body = json.dumps([{"type": kind, "value": value, "id": block_id(kind)} for kind, value in empty.items()])
    page.save_revision()
    shown = preview(client, page)
    assert shown.status_code == 200
    for kind in BODY:
        told = answer(client, shown.content.decode(), kind, {"text": "5", "choices": "true", "ticks": "x"})
        assert told.status_code in {200, 422}


def test_a_lesson_of_a_course_that_is_not_published_yet(client: Client, editor: User) -> None:
    course = make_course(("nb",))
    page = drafted(
        quiz={
            "question": "Hva?",
            "choices": [*choices("q", True), item("q9", {"text": "B", "correct": False, "feedback": "Nei"})],
        }
    )
    course.unpublish()
    assert key("lesson", 1) == page.translation_key
    shown = preview(client, page).content.decode()
    told = answer(client, shown, "quiz", {"choices": given("q0")})
    assert "Om q0." in told.content.decode()
