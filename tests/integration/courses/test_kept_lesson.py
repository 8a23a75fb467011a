"""A lesson's texts are kept for everybody; what a learner answered, wrote and reached is not."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from courses.models import BlockAnswer, LessonPage, Reflection, StepProgress
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, choice, key, lesson, make_course

pytestmark = pytest.mark.django_db
PRIVATE = "Bare mine tanker om hendelsen"
NAME = "Kanarifugl"


def learner(name: str) -> tuple[Client, object]:
    person = UserFactory(first_name=name)
    client = Client()
    client.force_login(person)
    return client, person


def test_the_texts_are_kept_and_nothing_of_the_learner_is() -> None:
    make_course(languages=("nb",))
    page = lesson(1)
    client, person = learner(NAME)
    now = timezone.now()
    step = {"person": person, "step_key": page.translation_key}
    BlockAnswer.objects.create(**step, block_id=block(1, 2), answer={"choices": [choice(1, 2, 0)]}, answered_at=now)
    Reflection.objects.create(**step, block_id=block(1, 3), text=PRIVATE, updated_at=now)
    StepProgress.objects.create(**step, position=block(1, 3), touched_at=now)
    mine = client.get(page.url).content.decode()
    assert PRIVATE in mine
    assert "Om valg 0" in mine
    kept = b"\n".join(caches["pages"]._cache.values())  # type: ignore[attr-defined]
    assert b"Ni er kalt inn" in kept
    for secret in (PRIVATE, NAME, "csrfmiddlewaretoken", 'data-state="right"'):
        assert secret.encode() not in kept, secret
    other, _person = learner("Noen andre")
    theirs = other.get(page.url).content.decode()
    assert "Ni er kalt inn" in theirs
    for secret in (PRIVATE, NAME, "Om valg 0"):
        assert secret not in theirs
    assert client.get(page.url).content.decode().count(PRIVATE) == 1


def test_a_changed_lesson_shows_at_once() -> None:
    make_course(languages=("nb",))
    client, _person = learner(NAME)
    client.get(lesson(1).url)
    page = LessonPage.objects.get(translation_key=key("lesson", 1))
    raw = [dict(each) for each in page.body.raw_data]
    raw[0]["value"] = "<p>Helt ny tekst.</p>"
    page.body = raw
    page.save_revision().publish()
    body = client.get(page.url).content.decode()
    assert "Helt ny tekst" in body
    assert "Tekst 1 på nb" not in body
