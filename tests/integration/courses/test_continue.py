"""Start, answer, leave, and go on at the same block: in another language, in another browser."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import BlockAnswer, Certificate, CoursePage, Enrolment, Reflection, StepProgress
from courses.presenters import continue_card
from courses.services import answers, learning
from tests.factories.accounts import UserFactory
from tests.factories.courses import add_gathering, add_practice, block, choice, key, lesson, make_course, rule_data

pytestmark = pytest.mark.django_db


def url(name: str, *parts: object, prefix: str = "") -> str:
    return prefix + reverse(f"courses:{name}", args=parts)


def test_half_a_reflection_on_the_phone_waits_in_nynorsk_in_another_browser() -> None:
    make_course()
    person = UserFactory()
    phone, other = Client(), Client()
    phone.force_login(person)
    other.force_login(person)

    phone.post(url("start", key("course")))
    saved = phone.post(
        url("reflection", key("lesson", 1), block(1, 3)),
        {"text": "Halvveis i en tanke om", "version": "0"},
        headers={"X-Varig-Autosave": "1"},
    )
    assert saved.status_code == 200
    assert saved.json()["version"] == 1

    course = other.get("/nn/laer/koordinatorskolen/").content.decode()
    target = f"/nn/laer/koordinatorskolen/modul-1/leksjon-1/#b-{block(1, 3)}"
    assert f'href="{target}"' in course
    there = other.get(target.split("#")[0]).content.decode()
    assert "Halvveis i en tanke om" in there
    assert "Tenk på et møte (nn)." in there
    assert f'id="b-{block(1, 3)}"' in there
    assert 'name="version" value="1"' in there


@pytest.mark.parametrize(("name", "wrote"), [("answer", 2), ("reflection", 3)])
def test_a_field_that_is_left_and_saves_the_same_once_more_does_not_move_the_place(
    client: Client, name: str, wrote: int
) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    client.post(url("start", key("course")))
    sent = {"choices": choice(1, 2, 1), "text": "Det samme", "version": "0"}

    def save() -> None:
        answer = client.post(url(name, key("lesson", 1), block(1, wrote)), sent, headers={"X-Varig-Autosave": "1"})
        assert answer.status_code == 200, answer.content

    def place() -> uuid.UUID | None:
        return StepProgress.objects.of(person).get(step_key=key("lesson", 1)).position

    save()
    assert place() == block(1, wrote)
    client.post(url("position", key("lesson", 1)), {"block": block(1, 1)})
    save()
    assert place() == block(1, 1)


def test_start_enrols_once_and_leads_to_the_first_lesson(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    for _each in range(2):
        response = client.post(url("start", key("course")))
        assert response.status_code == 302
        assert response["Location"].startswith("/laer/koordinatorskolen/modul-1/leksjon-1/")
    assert Enrolment.objects.of(person).count() == 1


def test_a_get_never_starts_or_changes_anything(client: Client) -> None:
    make_course()
    client.force_login(UserFactory())
    step, quiz, text = key("lesson", 1), block(1, 2), block(1, 3)
    for address in (
        url("start", key("course")),
        url("position", step),
        url("answer", step, quiz),
        url("reflection", step, text),
        url("finish", step),
    ):
        assert client.get(address).status_code == 302
    assert not Enrolment.objects.exists()
    assert not StepProgress.objects.exists()


def test_the_position_is_where_one_was_last_on_any_device(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    client.post(url("start", key("course")))
    client.post(url("position", key("lesson", 2)), {"block": str(block(2, 4))})
    card = continue_card(person, "en")
    assert card is not None
    assert card.url == f"/en/laer/koordinatorskolen/modul-1/leksjon-2/#b-{block(2, 4)}"
    client.post(url("position", key("lesson", 1)), {"block": str(block(1, 1))})
    card = continue_card(person, "nb")
    assert card is not None
    assert card.url == f"/laer/koordinatorskolen/modul-1/leksjon-1/#b-{block(1, 1)}"


def test_a_look_at_another_step_does_not_move_where_one_goes_on(client: Client) -> None:
    make_course()
    add_practice()
    add_gathering()
    person = UserFactory()
    client.force_login(person)
    client.post(url("position", key("lesson", 1)), {"block": str(block(1, 2))})
    for step in (key("lesson", 2), key("practice", 1), key("gathering", 1)):
        assert client.post(url("position", step), {"block": ""}).status_code == 204
    card = continue_card(person, "nb")
    assert card is not None
    assert card.url.endswith(f"/leksjon-1/#b-{block(1, 2)}")


def test_a_step_that_is_done_when_it_is_opened_still_is(client: Client) -> None:
    make_course(("nb",), rule="opened")
    person = UserFactory()
    client.force_login(person)
    client.post(url("start", key("course")))
    client.post(url("position", key("lesson", 1)), {"block": ""})
    assert StepProgress.objects.get(person=person, step_key=key("lesson", 1)).completed_at is not None


@pytest.mark.parametrize("sent", ["nonsense", "", "00000000-0000-0000-0000-000000000000", "' or 1=1"])
def test_a_position_that_is_no_block_of_the_lesson_is_not_kept(client: Client, sent: str) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    client.post(url("start", key("course")))
    assert client.post(url("position", key("lesson", 1)), {"block": sent}).status_code == 204
    assert not StepProgress.objects.exclude(person=person, position=None).exists()


def test_who_only_opens_a_lesson_is_not_followed(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    for place in ("", "no block", str(block(2, 1))):
        assert client.post(url("position", key("lesson", 1)), {"block": place}).status_code == 204
    assert not StepProgress.objects.exists()
    assert continue_card(person, "nb") is None


def test_who_moves_on_in_a_lesson_has_started(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    client.post(url("position", key("lesson", 2)), {"block": str(block(2, 2))})
    card = continue_card(person, "nb")
    assert card is not None
    assert card.url.endswith(f"#b-{block(2, 2)}")


def test_who_has_left_is_not_followed_and_loses_nothing(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    client.post(url("position", key("lesson", 2)), {"block": str(block(2, 2))})
    assert "Forlat kurset" in client.get(CoursePage.objects.first().url).content.decode()
    answer = client.post(url("leave", key("course")), follow=True)
    assert "Du har forlatt kurset" in answer.content.decode()
    assert "Forlat kurset" not in answer.content.decode()
    assert continue_card(person, "nb") is None
    client.post(url("position", key("lesson", 1)), {"block": str(block(1, 2))})
    assert not StepProgress.objects.filter(person=person, step_key=key("lesson", 1)).exists()
    client.post(url("start", key("course")))
    card = continue_card(person, "nb")
    assert card is not None
    assert card.url.endswith(f"#b-{block(2, 2)}")


def test_my_page_shows_what_is_done_and_the_way_to_its_certificate(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    for number in (1, 2):
        page = lesson(number)
        for each in page.body:
            if each.block_type == "quiz":
                answers.take(person, page, each.id, {"choices": [choice(number, 2, 0)]})
        learning.finish(person, page)
    mine = client.get(reverse("cms:my_page")).content.decode()
    assert "Du har gjort alt i dette kurset" in mine
    asking = reverse("courses:certificate_request", args=[key("module", 1)])
    assert re.search(rf'href="{asking}">Få kursbeviset ditt', mine)
    client.post(asking, {"name": "Kari", "language": "nb"})
    held = reverse("courses:certificate", args=[Certificate.objects.get().code])
    assert re.search(rf'href="{held}">Se kursbeviset ditt', client.get(reverse("cms:my_page")).content.decode())


def test_a_finished_course_says_so_and_when_also_after_leaving(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    address = CoursePage.objects.first().url
    for number, day in ((2, 9), (1, 17)):
        learning.finish(person, lesson(number))
        StepProgress.objects.filter(person=person, step_key=key("lesson", number)).update(
            completed_at=datetime(2026, 5, day, 12, tzinfo=UTC)
        )
    shown = client.get(address).content.decode()
    assert "Du fullførte det 17. mai 2026." in shown
    assert "Vis det på Min side igjen" not in shown
    client.post(url("leave", key("course")))
    shown = client.get(address).content.decode()
    assert "Klar når du er det" not in shown
    assert "Du fullførte det 17. mai 2026." in shown
    assert "Vis det på Min side igjen" in shown
    client.post(url("start", key("course")))
    assert Enrolment.objects.of(person).exists()
    assert "Koordinatorskolen" in client.get(reverse("cms:my_page")).content.decode()


def test_leaving_what_one_does_not_take_says_nothing(client: Client) -> None:
    make_course()
    client.force_login(UserFactory())
    answer = client.post(url("leave", key("course")), follow=True)
    assert "Du har forlatt kurset" not in answer.content.decode()
    assert not Enrolment.objects.exists()


def test_a_wrong_answer_gets_its_own_feedback_and_may_be_tried_again(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    address = url("answer", key("lesson", 1), block(1, 2))
    wrong = client.post(address, {"choices": choice(1, 2, 1)}, headers={"HX-Request": "true"})
    body = wrong.content.decode()
    assert wrong.status_code == 200
    assert "Om valg 1 (nb)." in body
    assert "Om valg 0 (nb)." not in body
    assert 'data-state="wrong"' in body
    assert "data-focus" in body
    right = client.post(address, {"choices": choice(1, 2, 0)}, headers={"HX-Request": "true"}).content.decode()
    assert 'data-state="right"' in right
    client.post(address, {"choices": choice(1, 2, 0)})
    answer = BlockAnswer.objects.get(person=person)
    assert (answer.attempts, answer.answer) == (2, {"choices": [choice(1, 2, 0)]})


def test_an_answer_in_bokmal_stands_in_english(client: Client) -> None:
    make_course()
    client.force_login(UserFactory())
    client.post(url("answer", key("lesson", 1), block(1, 4)), {"choices": [choice(1, 4, 0), choice(1, 4, 1)]})
    body = client.get(lesson(1, "en").url).content.decode()
    assert body.count(" checked") == 2
    assert "Om valg 0 (en)." in body


def test_without_script_an_answer_leads_back_to_its_block(client: Client) -> None:
    make_course()
    client.force_login(UserFactory())
    response = client.post(url("answer", key("lesson", 1), block(1, 2), prefix=""), {"choices": choice(1, 2, 0)})
    assert response["Location"] == f"{lesson().url}#b-{block(1, 2)}"


@pytest.mark.parametrize(
    "sent",
    [{}, {"choices": "unknown"}, {"choices": [choice(1, 2, 0), choice(1, 2, 1)]}, {"choices": choice(2, 2, 0)}],
    ids=["nothing", "unknown", "two where one fits", "another question's"],
)
def test_an_answer_that_cannot_be_is_explained_and_not_stored(client: Client, sent: dict[str, object]) -> None:
    make_course()
    client.force_login(UserFactory())
    address = url("answer", key("lesson", 1), block(1, 2))
    swapped = client.post(address, sent, headers={"HX-Request": "true"})
    assert swapped.status_code == 422
    assert 'role="alert"' in swapped.content.decode()
    whole = client.post(address, sent)
    assert whole.status_code == 422
    assert "data-error-summary" in whole.content.decode()
    assert not BlockAnswer.objects.exists()


def test_finishing_goes_on_to_the_next_lesson_and_then_to_the_certificate(client: Client) -> None:
    make_course()
    person = UserFactory()
    client.force_login(person)
    first = client.post(url("finish", key("lesson", 1)))
    assert first["Location"] == lesson(2).url
    card = continue_card(person, "nb")
    assert card is not None
    assert (card.url, card.left.steps, card.left.minutes) == (lesson(2).url, 1, 10)
    last = client.post(url("finish", key("lesson", 2)))
    assert last["Location"] == url("certificate_request", key("module", 1))
    client.post(url("finish", key("lesson", 2)))
    assert StepProgress.objects.filter(person=person, completed_at__isnull=False).count() == 2
    assert continue_card(person, "nb") is None


def test_with_unanswered_questions_the_learner_is_led_to_the_first(client: Client) -> None:
    make_course(rule="tasks")
    person = UserFactory()
    client.force_login(person)
    response = client.post(url("finish", key("lesson", 1)))
    assert response["Location"] == f"{lesson().url}#b-{block(1, 2)}"
    assert not StepProgress.objects.filter(completed_at__isnull=False).exists()
    client.post(url("answer", key("lesson", 1), block(1, 2)), {"choices": choice(1, 2, 2)})
    client.post(url("answer", key("lesson", 1), block(1, 4)), {"choices": choice(1, 4, 0)})
    done = StepProgress.objects.get(person=person)
    assert done.completed_at is not None
    assert done.completion["conditions"] == ["tasks"]


def test_a_step_that_is_done_by_opening_is_done_by_the_readers_own_visit(client: Client) -> None:
    make_course(rule="opened")
    person = UserFactory()
    client.force_login(person)
    client.post(url("start", key("course")))
    client.get(lesson().url)
    assert not StepProgress.objects.exists()
    client.post(url("position", key("lesson", 1)), {"block": ""})
    assert StepProgress.objects.get(person=person).completed_at is not None


def test_a_stricter_rule_takes_no_completion_away() -> None:
    make_course()
    person = UserFactory()
    learning.finish(person, lesson())
    page = lesson()
    page.completion = rule_data("tasks")
    page.save_revision().publish()
    verdict = learning.finish(person, lesson())
    assert (verdict.complete, verdict.reason) == (True, "kept")
    assert StepProgress.objects.get(person=person).completion["conditions"] == ["marked"]


def test_a_removed_block_leads_to_the_top_and_loses_nothing(client: Client) -> None:
    make_course(("nb",))
    person = UserFactory()
    client.force_login(person)
    client.post(url("reflection", key("lesson", 1), block(1, 3)), {"text": "Beholdes", "version": "0"})
    page = lesson()
    del page.body[3]
    page.save_revision().publish()
    body = client.get(page.url).content.decode()
    assert re.search(r"data-position=", body)
    assert Reflection.objects.of(person).get().text == "Beholdes"
    assert client.post(url("reflection", key("lesson", 1), block(1, 3)), {"text": "x"}).status_code == 404
