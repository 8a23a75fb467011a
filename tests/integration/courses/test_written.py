"""What one has written leaves as PDF, Word and Markdown, and only to who wrote it."""

from __future__ import annotations

import io

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Reflection
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, key, lesson, make_course
from tests.support.pdf import text_of

pytestmark = pytest.mark.django_db
MINE = "Jeg vil *lytte* mer.\n\n# Ikke en overskrift\n<script>"


def write(person: object, step: object, at: object, text: str) -> None:
    Reflection.objects.create(person=person, step_key=step, block_id=at, text=text, updated_at=timezone.now())


def fetch(client: Client, ending: str) -> bytes:
    response = client.get(reverse("courses:written", args=[ending]))
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    return bytes(response.content)


def test_everything_is_there_with_its_question_and_nobody_elses(client: Client) -> None:
    make_course()
    me, other = UserFactory(), UserFactory()
    write(me, key("lesson", 1), block(1, 3), MINE)
    write(me, key("gone"), key("gone", "block"), "Fra en leksjon som er borte")
    write(other, key("lesson", 1), block(1, 3), "Ikke min")
    client.force_login(me)
    text = fetch(client, "md").decode()
    assert f"## {lesson(1).title}" in text
    assert "> Tenk på et møte (nb)." in text
    assert r"Jeg vil \*lytte\* mer." in text
    assert r"\# Ikke en overskrift" in text
    assert r"\<script\>" in text
    assert text.index("lytte") < text.index("Fra en leksjon som er borte")
    word = "\n".join(each.text for each in docx.Document(io.BytesIO(fetch(client, "docx"))).paragraphs)
    printed = text_of(fetch(client, "pdf"))
    for out in (text, word, printed):
        assert "lytte" in out
        assert "Ikke min" not in out
    assert "(nn)" in client.get("/nn" + reverse("courses:written", args=["md"])).content.decode()


def test_nothing_written_leads_back_with_a_word(client: Client) -> None:
    client.force_login(UserFactory())
    response = client.get(reverse("courses:written", args=["pdf"]), follow=True)
    assert "ikke skrevet noe" in response.content.decode()
    assert client.get(reverse("courses:written", args=["exe"])).status_code == 404


def test_it_costs_the_same_for_one_text_and_for_many(client: Client) -> None:
    make_course(languages=("nb",), lessons=8)
    me = UserFactory()
    client.force_login(me)

    def cost(number: int) -> int:
        write(me, key("lesson", number), block(number, 3), f"Tekst {number}")
        fetch(client, "md")
        with CaptureQueriesContext(connection) as queries:
            fetch(client, "md")
        return len(queries)

    first = cost(1)
    for number in range(2, 8):
        last = cost(number)
    assert last == first
