"""Every kind of question through its form: taken, told about, refused kindly, and kept when it changes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import BlockAnswer, LessonPage, StepProgress
from courses.services import answers
from tests.factories.accounts import UserFactory
from tests.factories.courses import key, lesson, make_course

pytestmark = pytest.mark.django_db
FNR = "01010750160"


def item(name: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": str(key("item", name)), "value": value}


def choices(prefix: str, *fits: bool) -> list[dict[str, Any]]:
    return [
        item(f"{prefix}{at}", {"text": f"Valg {prefix}{at}", "correct": fit, "feedback": f"Om {prefix}{at}."})
        for at, fit in enumerate(fits)
    ]


BODY: dict[str, Any] = {
    "true_false": {
        "statement": "Alle skal kalles inn.",
        "is_true": False,
        "feedback_true": "Slik var det før.",
        "feedback_false": "Bare de som trengs.",
    },
    "short_answer": {
        "question": "Hva heter teamet?",
        "accepted": [item("ok", "Oppfølgingsteam")],
        "feedback_right": "Ja, det er lite.",
        "feedback_wrong": "Det avløser ansvarsgruppen.",
    },
    "number": {
        "question": "Hvor mange tips?",
        "target": 12.5,
        "tolerance": 1,
        "unit": "tips",
        "as_scale": False,
        "lowest": None,
        "highest": None,
        "feedback_right": "Nær nok.",
        "feedback_wrong": "Tell igjen.",
        "source": "Bø",
    },
    "case_steps": {
        "title": "Overgang",
        "steps": [
            item("s0", {"html": "<p>To år igjen.</p>", "question": "Når?", "choices": choices("a", True, False)}),
            item("s1", {"html": "<p>Første møte.</p>", "question": "Hvem?", "choices": choices("b", True, False)}),
        ],
        "ending": "Det gikk bra.",
    },
    "poll": {
        "situation": "<p>Legen svarer ikke.</p>",
        "question": "Hva ville du gjort?",
        "choices": [item(f"p{at}", {"text": f"Handling {at}", "thought": f"Tanke {at}."}) for at in range(2)],
        "afterthought": "Begge kan være rett.",
    },
    "checklist": {"title": "Før møtet", "items": [item("t0", "Ring"), item("t1", "Spør")]},
}


def block_id(kind: str) -> str:
    return str(key("asked", kind))


def given(name: str) -> str:
    return str(key("item", name))


def put(page: LessonPage, body: dict[str, Any]) -> None:
    page.body = json.dumps([{"type": kind, "value": value, "id": block_id(kind)} for kind, value in body.items()])
    page.save_revision().publish()


@pytest.fixture
def page() -> LessonPage:
    make_course(languages=("nb",), rule="tasks")
    found = lesson(1)
    put(found, BODY)
    return found


@pytest.fixture
def learner(client: Client, page: LessonPage) -> Any:
    person = UserFactory()
    client.force_login(person)
    return person


def send(client: Client, kind: str, data: dict[str, Any], **headers: str) -> Any:
    address = reverse("courses:answer", args=[key("lesson", 1), block_id(kind)])
    return client.post(address, data, headers={"HX-Request": "true", **headers})


RIGHT: dict[str, tuple[dict[str, Any], str]] = {
    "true_false": ({"choices": "false"}, "Bare de som trengs."),
    "short_answer": ({"text": "  oppfølgingsTEAM. "}, "Ja, det er lite."),
    "number": ({"text": "13,4"}, "Nær nok."),
    "poll": ({"choices": given("p0")}, "Begge kan være rett."),
}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "true_false": ({"choices": "true"}, "Slik var det før."),
    "short_answer": ({"text": "Ansvarsgruppe"}, "Det avløser ansvarsgruppen."),
    "number": ({"text": "20"}, "Tell igjen."),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_an_answer_gets_its_feedback_and_stands_when_the_lesson_is_opened_again(
    client: Client, learner: Any, page: LessonPage, kind: str
) -> None:
    data, feedback = RIGHT[kind]
    assert feedback not in client.get(page.url).content.decode()
    response = send(client, kind, data)
    assert response.status_code == 200
    assert feedback in response.content.decode()
    assert feedback in client.get(page.url).content.decode()
    assert send(client, kind, data).status_code == 200
    assert BlockAnswer.objects.get(person=learner).attempts == 1


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_is_a_chance_to_try_again(client: Client, learner: Any, kind: str) -> None:
    data, feedback = WRONG[kind]
    body = send(client, kind, data).content.decode()
    assert feedback in body
    assert 'data-state="wrong"' in body
    assert RIGHT[kind][1] in send(client, kind, RIGHT[kind][0]).content.decode()
    assert BlockAnswer.objects.get(person=learner).attempts == 2


REFUSED = [
    ("short_answer", {"text": ""}, "Skriv et svar først", ""),
    ("short_answer", {"text": "å" * 10_000}, "10000", "å" * 10_000),
    ("short_answer", {"text": f"Ola {FNR}"}, "fødselsnummer", f"Ola {FNR}"),
    ("number", {"text": "omtrent tolv"}, "uten ord", "omtrent tolv"),
    ("number", {"text": ""}, "Skriv et tall først", ""),
    ("true_false", {}, "Velg et svar først", ""),
    ("poll", {}, "Velg et svar først", ""),
    ("case_steps", {}, "Velg et svar først", ""),
]


@pytest.mark.parametrize(("kind", "data", "words", "kept"), REFUSED)
def test_what_cannot_be_taken_is_said_kindly_and_stands_in_the_field(
    client: Client, learner: Any, kind: str, data: dict[str, Any], words: str, kept: str
) -> None:
    response = send(client, kind, data)
    assert response.status_code == 422
    body = response.content.decode()
    assert words in body.replace("\xa0", "").replace("10 000", "10000")
    assert kept in body
    assert not BlockAnswer.objects.exists()
    # Without script the whole lesson comes back, with the same words.
    address = reverse("courses:answer", args=[key("lesson", 1), block_id(kind)])
    whole = client.post(address, data)
    assert whole.status_code == 422
    assert kept in whole.content.decode()


def test_a_case_opens_one_decision_after_the_other(client: Client, learner: Any, page: LessonPage) -> None:
    opened = client.get(page.url).content.decode()
    assert "To år igjen." in opened
    assert "Første møte." not in opened
    one = {f"step-{given('s0')}": given("a1")}
    after = send(client, "case_steps", one).content.decode()
    assert "Om a1." in after
    assert "Første møte." in after
    assert "Det gikk bra." not in after
    assert not answers.counts_of_others(learner, page.translation_key, [])
    both = {**one, f"step-{given('s1')}": given("b0")}
    ended = send(client, "case_steps", both).content.decode()
    assert "Det gikk bra." in ended
    assert "gå tilbake" in ended
    # Going back keeps what was decided after it.
    again = send(client, "case_steps", {**both, f"step-{given('s0')}": given("a0")}).content.decode()
    assert "Om a0." in again
    assert "Om b0." in again


def test_others_are_shown_only_to_who_has_chosen_and_from_five(client: Client, learner: Any, page: LessonPage) -> None:
    for at in range(5):
        other = UserFactory()
        answers.take(other, page, block_id("poll"), {"choices": [given("p0")]})
        if at == 3:
            send(client, "poll", {"choices": given("p1")})
            assert "minst fem andre" in client.get(page.url).content.decode()
            BlockAnswer.objects.filter(person=learner).delete()
    assert "v-others-list" not in client.get(page.url).content.decode()
    body = send(client, "poll", {"choices": given("p1")}).content.decode()
    assert '<span class="v-others-number">5</span>' in body
    assert "færre enn fem" in body


def test_a_poll_costs_the_same_for_six_and_for_sixty(client: Client, learner: Any, page: LessonPage) -> None:
    send(client, "poll", {"choices": given("p1")})

    def cost(people: int) -> int:
        for _each in range(people):
            answers.take(UserFactory(), page, block_id("poll"), {"choices": [given("p0")]})
        client.get(page.url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page.url)
        return len(queries)

    assert cost(6) == cost(54)


def test_ticks_save_themselves_and_come_back(client: Client, learner: Any, page: LessonPage) -> None:
    response = send(client, "checklist", {"ticks": [given("t1")]}, **{"X-Varig-Autosave": "1"})
    assert response.status_code == 200
    assert response.json()["saved_at"]
    body = client.get(page.url).content.decode()
    assert f'value="{given("t1")}" id="c-{block_id("checklist")}-{given("t1")}" checked' in body
    assert body.count(" checked") == 1
    send(client, "checklist", {}, **{"X-Varig-Autosave": "1"})
    assert " checked" not in client.get(page.url).content.decode()


def test_the_rule_asks_for_every_question_whole_and_for_no_ticks(
    client: Client, learner: Any, page: LessonPage
) -> None:
    for kind, (data, _words) in RIGHT.items():
        send(client, kind, data)
    one = {f"step-{given('s0')}": given("a0")}
    send(client, "case_steps", one)
    assert StepProgress.objects.get(person=learner).completed_at is None
    send(client, "case_steps", {**one, f"step-{given('s1')}": given("b1")})
    assert StepProgress.objects.get(person=learner).completed_at is not None


def test_a_question_changed_meanwhile_says_so_and_keeps_what_still_is_there(
    client: Client, learner: Any, page: LessonPage
) -> None:
    changed = json.loads(json.dumps(BODY))
    changed["poll"]["choices"] = [*changed["poll"]["choices"][1:], item("p9", {"text": "Ny", "thought": ""})]
    changed["case_steps"]["steps"][0]["value"]["choices"] = choices("c", True, False)
    put(page, changed)
    response = send(client, "poll", {"choices": given("p0")})
    assert response.status_code == 422
    assert "endret mens du svarte" in response.content.decode()
    assert "Handling 1" in response.content.decode()
    case = send(client, "case_steps", {f"step-{given('s0')}": given("a0")})
    assert "endret mens du svarte" in case.content.decode()
    assert "Valg c0" in case.content.decode()


def asked_on(client: Client, page: LessonPage, kind: str) -> dict[str, str]:
    """What the open page sends along: which question it showed."""
    form = client.get(page.url).content.decode().split(f'id="quiz-{block_id(kind)}"')[1]
    return {"asked": form.split('name="asked" value="')[1].split('"')[0]}


REWORDED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "true_false": ({"statement": "Ingen skal kalles inn."}, {"choices": "true"}, "Ingen skal kalles inn."),
    "poll": ({"question": "Hva ville du latt være?"}, {"choices": given("p0")}, "Hva ville du latt være?"),
    "short_answer": ({"question": "Hva het teamet før?"}, {"text": "Ansvarsgruppe"}, "Hva het teamet før?"),
    "number": ({"unit": "prosent"}, {"text": "13"}, "prosent"),
}


@pytest.mark.parametrize("kind", REWORDED)
@pytest.mark.parametrize("late", [False, True])
def test_other_words_with_the_same_choices_are_told_before_the_answer_is_taken(
    client: Client, learner: Any, page: LessonPage, kind: str, late: bool
) -> None:
    change, answer, words = REWORDED[kind]
    opened = asked_on(client, page, kind)
    put(page, {**BODY, kind: {**BODY[kind], **change}})
    headers = {"X-Varig-Late": "1"} if late else {}
    told = send(client, kind, {**answer, **opened}, **headers)
    assert told.status_code == 422
    shown = told.content.decode()
    assert "endret mens du svarte" in shown
    assert words in shown
    assert "checked" in shown or answer.get("text", "") in shown
    assert not BlockAnswer.objects.exists()
    again = shown.split('name="asked" value="')[1].split('"')[0]
    assert send(client, kind, {**answer, "asked": again}).status_code == 200


def test_other_feedback_asks_nobody_to_answer_again(client: Client, learner: Any, page: LessonPage) -> None:
    opened = asked_on(client, page, "true_false")
    put(page, {**BODY, "true_false": {**BODY["true_false"], "feedback_true": "Slik er det fortsatt.", "is_true": True}})
    taken = send(client, "true_false", {"choices": "true", **opened})
    assert taken.status_code == 200
    assert "Slik er det fortsatt." in taken.content.decode()


def test_a_tick_that_is_taken_out_meanwhile_is_no_error(client: Client, learner: Any, page: LessonPage) -> None:
    ticked = {"ticks": [given("t0"), given("gone")]}
    assert send(client, "checklist", ticked, **{"X-Varig-Autosave": "1"}).status_code == 200
    assert BlockAnswer.objects.get(person=learner).answer == {"ticks": [given("t0")]}


def test_a_question_taken_out_meanwhile_is_said(client: Client, learner: Any, page: LessonPage) -> None:
    put(page, {"checklist": BODY["checklist"]})
    gone = send(client, "poll", {"choices": given("p0")})
    assert gone.status_code == 409
    assert "tatt ut av leksjonen" in gone.content.decode()
    plain = client.post(reverse("courses:answer", args=[key("lesson", 1), block_id("poll")]), {}, follow=True)
    assert "tatt ut av leksjonen" in plain.content.decode()


def test_a_late_answer_counts_once_and_never_over_a_newer_one(client: Client, learner: Any) -> None:
    late = {"X-Varig-Late": "1"}
    for _each in range(2):
        assert send(client, "true_false", {"choices": "true", "seen": "0"}, **late).status_code == 200
    row = BlockAnswer.objects.get(person=learner)
    assert (row.answer, row.attempts) == ({"choices": ["true"]}, 1)
    send(client, "true_false", {"choices": "false", "seen": "1"})
    older = send(client, "true_false", {"choices": "true", "seen": "1"}, **late)
    assert older.status_code == 422
    assert "svart et annet sted" in older.content.decode()
    row.refresh_from_db()
    assert row.answer == {"choices": ["false"]}


def test_a_scale_is_ticked(client: Client, learner: Any, page: LessonPage) -> None:
    scale = {**BODY["number"], "as_scale": True, "lowest": 0, "highest": 10, "target": 7, "tolerance": 0}
    put(page, {"number": scale})
    body = client.get(page.url).content.decode()
    assert body.count('type="radio" name="text"') == 11
    assert 'value="7" checked' in send(client, "number", {"text": "7"}).content.decode()
    assert "Velg et punkt" in send(client, "number", {}).content.decode()
