"""A private text saves itself, meets itself in another window without loss, and refuses identity numbers."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from courses.models import Reflection
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, key, lesson, make_course

pytestmark = pytest.mark.django_db

ALONE = {"X-Varig-Autosave": "1"}
FNR = "01017000027"


@pytest.fixture
def address() -> str:
    make_course()
    return reverse("courses:reflection", args=[key("lesson", 1), block(1, 3)])


def test_each_save_raises_the_version(client: Client, address: str) -> None:
    person = UserFactory()
    client.force_login(person)
    for version in range(3):
        response = client.post(address, {"text": f"Tekst {version}", "version": version}, headers=ALONE)
        assert response.json()["version"] == version + 1
    row = Reflection.objects.of(person).get()
    assert (row.text, row.version) == ("Tekst 2", 3)


def test_the_same_sending_twice_is_one_save(client: Client, address: str) -> None:
    client.force_login(UserFactory())
    for _each in range(2):
        response = client.post(address, {"text": "Samme", "version": 0}, headers=ALONE)
        assert (response.status_code, response.json()["version"]) == (200, 1)


def test_two_windows_lose_nothing_and_show_both_texts(client: Client, address: str) -> None:
    person = UserFactory()
    client.force_login(person)
    client.post(address, {"text": "Fra telefonen", "version": 0}, headers=ALONE)
    for again in ({}, ALONE):
        late = client.post(address, {"text": "Fra kontoret", "version": 0}, headers=again)
        body = late.content.decode()
        assert late.status_code == 409
        assert "Fra telefonen" in body
        assert "Fra kontoret" in body
    assert Reflection.objects.of(person).get().text == "Fra telefonen"


def test_after_a_conflict_the_writer_chooses(client: Client, address: str) -> None:
    person = UserFactory()
    client.force_login(person)
    client.post(address, {"text": "Den første", "version": 0})
    keep = {"text": "Den andre", "version": 0, "seen_version": 1, "conflict": "theirs"}
    assert client.post(address, keep).status_code == 302
    assert Reflection.objects.of(person).get().text == "Den første"
    client.post(address, {**keep, "conflict": "mine"})
    assert Reflection.objects.of(person).get().text == "Den andre"


def test_a_choice_made_on_an_old_view_meets_a_new_conflict(client: Client, address: str) -> None:
    client.force_login(UserFactory())
    client.post(address, {"text": "En", "version": 0})
    client.post(address, {"text": "To", "version": 1})
    sent = {"text": "Tre", "version": 0, "seen_version": 1, "conflict": "mine"}
    assert client.post(address, sent).status_code == 409


def test_an_identity_number_is_refused_and_the_text_stays(client: Client, address: str) -> None:
    from portal.kernel.fnr import contains_fnr

    assert contains_fnr(FNR)
    client.force_login(UserFactory())
    alone = client.post(address, {"text": f"Hun har {FNR}", "version": 0}, headers=ALONE)
    assert alone.status_code == 422
    assert FNR not in str(alone.json())
    whole = client.post(address, {"text": f"Hun har {FNR}", "version": 0})
    assert whole.status_code == 422
    assert "Hun har" in whole.content.decode()
    assert 'aria-invalid="true"' in whole.content.decode()
    assert not Reflection.objects.exists()


def test_a_text_beyond_the_limit_is_refused_and_stays(client: Client, address: str) -> None:
    client.force_login(UserFactory())
    assert client.post(address, {"text": "a" * 20_001, "version": 0}, headers=ALONE).status_code == 422
    assert not Reflection.objects.exists()


def test_an_emptied_text_is_saved_as_empty(client: Client, address: str) -> None:
    person = UserFactory()
    client.force_login(person)
    client.post(address, {"text": "Noe", "version": 0})
    client.post(address, {"text": "", "version": 1})
    assert Reflection.objects.of(person).get().text == ""


@pytest.mark.parametrize("version", ["", "abc", "-1"])
def test_a_broken_version_never_overwrites(client: Client, address: str, version: str) -> None:
    person = UserFactory()
    client.force_login(person)
    client.post(address, {"text": "Først", "version": 0})
    assert client.post(address, {"text": "Etterpå", "version": version}, headers=ALONE).status_code in {409, 422}
    assert Reflection.objects.of(person).get().text == "Først"


def test_the_database_holds_one_row_a_person_and_block() -> None:
    make_course()
    person = UserFactory()
    row = {"person": person, "step_key": key("lesson", 1), "block_id": block(1, 3), "updated_at": "2026-11-21T08:00Z"}
    Reflection.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reflection.objects.create(**row)


def test_two_people_never_meet(client: Client, address: str) -> None:
    other = Client()
    client.force_login(UserFactory())
    other.force_login(UserFactory())
    client.post(address, {"text": "Min tanke", "version": 0})
    assert other.post(address, {"text": "En annen", "version": 0}).status_code == 302
    assert "Min tanke" not in other.get(lesson().url).content.decode()
