"""What editors are told of each kind of question: from five people on, and never so that fewer can be reckoned out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.models import BlockAnswer, LessonPage
from courses.services import answers, insight
from courses.services.firstanswers import QuestionInsight
from courses.services.outline import outline_of
from tests.factories.accounts import UserFactory
from tests.factories.courses import key, lesson, make_course
from tests.integration.courses.test_questions import BODY, block_id, given, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> LessonPage:
    make_course(("nb",))
    found = lesson(1)
    put(found, BODY)
    return found


def answer(page: LessonPage, kind: str, people: int, *sent: dict[str, Any]) -> None:
    """So many people answer this first, and then perhaps something else."""
    for _each in range(people):
        person = UserFactory()
        for one in sent:
            answers.take(person, page, key("asked", kind), one)


def seen() -> tuple[QuestionInsight, ...]:
    outline = outline_of(key("course"), "nb")
    assert outline is not None
    return insight.of_course(outline, timezone.now())[0].questions


def shown(client: Client) -> str:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    course = lesson(1).get_parent().get_parent()
    return client.get(reverse("course_insight", args=[course.pk])).content.decode()


ANSWERS: dict[str, dict[str, Any]] = {
    "true_false": {"choices": ["true"]},
    "short_answer": {"text": "Ansvarsgruppe"},
    "number": {"number": "30"},
    "case_steps": {"steps": {given("s0"): given("a1")}},
    "poll": {"choices": [given("p1")]},
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_four_people_are_never_told_about_and_five_are(page: LessonPage, kind: str) -> None:
    answer(page, kind, 4, ANSWERS[kind])
    assert seen() == ()
    answer(page, kind, 1, ANSWERS[kind])
    (told,) = seen()
    if told.spread:
        assert [band.number for band in told.spread if band.number] == [5]
    else:
        assert told.misled is not None
        assert told.misled.number == 5


def test_a_wrong_short_answer_is_told_when_five_wrote_it_however_they_wrote_it(
    page: LessonPage, client: Client
) -> None:
    for text in ("Ansvarsgruppe", "ansvarsgruppe.", " ANSVARSGRUPPE ", "«Ansvarsgruppe»", "Ansvarsgruppe"):
        answer(page, "short_answer", 1, {"text": text})
    for number in range(5):
        answer(page, "short_answer", 1, {"text": f"Noe bare jeg skriver {number}"})
    answer(page, "short_answer", 6, {"text": "oppfølgingsteam"})
    (told,) = seen()
    assert (told.fitting, told.total, told.choice) == (6, 16, "ansvarsgruppe")
    html = shown(client)
    assert "5 av 16 svarte «ansvarsgruppe» først" in html
    assert "6 av 16 traff med en gang" in html
    assert "bare jeg" not in html


def test_what_would_let_somebody_reckon_out_the_few_is_left_out(page: LessonPage) -> None:
    answer(page, "short_answer", 5, {"text": "Ansvarsgruppe"})
    answer(page, "short_answer", 5, {"text": "Oppfølgingsteam"})
    answer(page, "short_answer", 2, {"text": "Noe helt annet"})
    (told,) = seen()
    assert told.fitting is None
    assert told.misled is not None


def test_the_first_answer_counts_and_not_what_somebody_found_out_later(page: LessonPage) -> None:
    answer(page, "short_answer", 5, {"text": "Ansvarsgruppe"}, {"text": "Oppfølgingsteam"})
    (told,) = seen()
    assert (told.fitting, told.choice) == (None, "ansvarsgruppe")


def test_a_number_spreads_in_bands_and_a_scale_in_points(page: LessonPage, client: Client) -> None:
    answer(page, "number", 5, {"number": "3"})
    answer(page, "number", 6, {"number": "13.5"})
    answer(page, "number", 1, {"number": "400"})
    assert [(band.label, band.number) for band in seen()[0].spread] == [
        ("For lavt", 5),
        ("Nær nok", 6),
        ("For høyt", None),
    ]
    html = shown(client)
    assert "For høyt: færre enn fem" in html
    assert "400" not in html.split("nice-padding")[1].split("</table>")[0]
    scale = {**BODY["number"], "as_scale": True, "lowest": 1, "highest": 4, "target": 3}
    put(page, {"number": scale})
    BlockAnswer.objects.all().delete()
    answer(page, "number", 5, {"number": "1"})
    assert [(band.label, band.number) for band in seen()[0].spread] == [
        ("1", 5),
        ("2", None),
        ("3", None),
        ("4", None),
    ]


def test_each_decision_of_a_case_is_told_by_what_was_chosen_there_first(page: LessonPage, client: Client) -> None:
    wrong = {given("s0"): given("a1")}
    back = {given("s0"): given("a0")}
    answer(
        page,
        "case_steps",
        6,
        {"steps": wrong},
        {"steps": back},
        {"steps": {**back, given("s1"): given("b1")}},
        {"steps": {**back, given("s1"): given("b0")}},
    )
    answer(page, "case_steps", 5, {"steps": back})
    first, second = seen()
    assert (first.question, first.choice, first.fitting, first.total) == ("Overgang: Når?", "Valg a1", 5, 11)
    assert second.misled is not None
    assert (second.question, second.choice, second.misled.number, second.total) == ("Overgang: Hvem?", "Valg b1", 6, 6)
    assert "6 av 6 svarte «Valg b1» først" in shown(client)


def test_where_nothing_is_right_the_spread_is_told_and_no_mistake(page: LessonPage, client: Client) -> None:
    answer(page, "poll", 5, {"choices": [given("p0")]}, {"choices": [given("p1")]})
    answer(page, "poll", 2, {"choices": [given("p1")]})
    (told,) = seen()
    assert [(band.label, band.number) for band in told.spread] == [("Handling 0", 5), ("Handling 1", None)]
    assert told.misled is None
    assert "Handling 1: færre enn fem" in shown(client)


def test_choices_and_questions_that_are_gone_break_nothing(page: LessonPage) -> None:
    answer(page, "poll", 5, {"choices": [str(key("gone"))]})
    answer(page, "case_steps", 5, {"steps": {given("s0"): str(key("gone"))}})
    answer(page, "true_false", 5, {"choices": ["neither"]})
    assert seen() == ()
    put(page, {"checklist": BODY["checklist"]})
    assert seen() == ()


def test_the_learner_is_told_who_may_see_a_short_answer(page: LessonPage, client: Client) -> None:
    client.force_login(UserFactory())
    assert "bare når fem eller flere har skrevet det samme" in client.get(page.url).content.decode()
    assert block_id("short_answer") in client.get(page.url).content.decode()
