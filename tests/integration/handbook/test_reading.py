"""Versions, receipts and what is new, through the pages that people use."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.handbook.models import ChapterPage, Edition, Receipt
from portal.security.models import AuditEntry
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.handbook import chapter, handbook, publish, words

Browser = Callable[[Any], Client]


def sign(client: Client, key: Any, version: object) -> Any:
    return client.post(reverse("handbook:sign", args=[key]), {"version": version})


def test_reading_is_said_with_a_button_and_never_by_opening(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    client = browser(place.Kim)
    assert "Jeg har lest versjon 1" in client.get(text.url).content.decode()
    assert not Receipt.objects.exists()
    assert sign(client, text.key, 1).status_code == 302
    assert sign(client, text.key, 1).status_code == 302
    assert Receipt.objects.get().person == place.Kim
    assert AuditEntry.objects.filter(action="handbook.read").count() == 1
    page = client.get(text.url).content.decode()
    assert "at du har lest versjon 1" in page
    assert "Jeg har lest versjon" not in page


def test_a_new_version_asks_again_and_shows_what_is_new(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    client = browser(place.Kim)
    sign(client, text.key, 1)
    publish(text.page, "Vi lærer tre ganger i året.", "Vi møtes i november.", note="Samling i november.")
    page = client.get(text.url).content.decode()
    assert "Endret siden du leste versjon 1" in page
    assert "Samling i november." in page
    for piece in ("<del><span", "to<span", "<ins><span", "tre<span"):
        assert piece in page
    assert "Jeg har lest versjon 2" in page
    sign(client, text.key, 2)
    assert "Endret siden" not in client.get(text.url).content.decode()


@pytest.mark.parametrize("version", ["1", "3", "", "abc", "9" * 30, "-1"])
def test_only_the_newest_version_can_be_signed_for(
    version: str, place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    publish(text.page, "Helt annet.")
    answer = browser(place.Kim).post(reverse("handbook:sign", args=[text.key]), {"version": version}, follow=True)
    assert "nyere versjon i mellomtiden" in answer.content.decode()
    assert not Receipt.objects.exists()


def test_a_small_correction_asks_nobody_again(place: SimpleNamespace, text: SimpleNamespace, browser: Browser) -> None:
    client = browser(place.Kim)
    sign(client, text.key, 1)
    publish(text.page, "Vi lærer to ganger i året, alle sammen.", note="", small=True)
    edition = Edition.objects.get()
    assert edition.number == 1
    assert edition.paragraphs == [["text", "Vi lærer to ganger i året, alle sammen."]]
    assert "Endret siden" not in client.get(text.url).content.decode()


def test_publishing_the_same_words_again_is_no_new_version(text: SimpleNamespace, place: SimpleNamespace) -> None:
    text.page.save_revision().publish()
    assert Edition.objects.count() == 1


def test_a_translation_belongs_to_the_version_it_was_published_under(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    nynorsk = ChapterPage.objects.get(translation_key=text.key, locale__language_code="nn")
    assert nynorsk.alias_of_id == text.page.pk
    nynorsk.alias_of, nynorsk.body = None, words("Vi lærer to gonger i året.")
    nynorsk.save_revision().publish()
    assert list(Edition.objects.values_list("number", "language")) == [(1, "nb"), (1, "nn")]
    publish(text.page, "Vi lærer tre ganger i året.", note="Oftere.")
    client = browser(place.Kim)
    page = client.get(nynorsk.get_url()).content.decode()
    assert "Denne omsetjinga viser versjon 1" in page
    assert "Eg har lese versjon" not in page
    publish(nynorsk, "Vi lærer tre gonger i året.", note="Oftare.")
    assert (2, "nn") in Edition.objects.values_list("number", "language")
    page = client.get(nynorsk.get_url()).content.decode()
    assert "Eg har lese versjon 2" in page
    # One receipt holds in all languages.
    sign(client, text.key, 2)
    assert "at du har lest versjon 2" in client.get(text.url).content.decode()


def test_those_responsible_see_who_has_read_and_others_do_not(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    sign(browser(place.Kim), text.key, 1)
    sign(browser(place.Nina), text.key, 1)
    address = reverse("handbook:readers", args=[text.key])
    for person in (place.Kari, place.Lars):
        page = browser(person).get(address).content.decode()
        assert "1 av 3 har lest" in page
        assert "Kim" in page
        # Those from elsewhere are a number, not names.
        assert "1 leser utenfra" in page
        assert "Nina" not in page
    for person in (place.Kim, place.Nina):
        assert browser(person).get(address).status_code == 404
    assert browser(None).get(address).status_code == 302


def test_the_log_shows_names_to_members_only(place: SimpleNamespace, text: SimpleNamespace, browser: Browser) -> None:
    publish(text.page, "Nytt.", note="Alt er nytt.", user=place.Kari)
    assert "Kari" in browser(place.Kim).get(text.url).content.decode()
    for person in (place.Nina, None):
        page = browser(person).get(text.url).content.decode()
        assert "Alt er nytt." in page
        assert "Kari" not in page


def test_versions_are_compared_by_choice(place: SimpleNamespace, text: SimpleNamespace, browser: Browser) -> None:
    address = reverse("handbook:changes", args=[text.key])
    client = browser(None)
    assert client.get(address).status_code == 404
    publish(text.page, "Vi lærer tre ganger i året.")
    publish(text.page, "Vi lærer fire ganger i året.")
    page = client.get(address).content.decode()
    assert "fra versjon 2 til versjon 3" in page
    assert "fra versjon 1 til versjon 3" in client.get(address, {"fra": "3", "til": "1"}).content.decode()
    assert client.get(address, {"fra": "7"}).status_code == 404
    assert client.get(address, {"fra": "x" * 50}).status_code == 200


def test_what_editors_wrote_is_text_and_not_markup(place: SimpleNamespace, browser: Browser) -> None:
    page = chapter(place.book, "Tegn", "a &lt;script&gt;b")
    publish(page, "a &lt;script&gt;c")
    shown = browser(None).get(reverse("handbook:changes", args=[page.translation_key])).content.decode()
    assert "&lt;script&gt;" in shown
    assert "<script>c" not in shown


def test_lists_cost_the_same_for_many_as_for_few(place: SimpleNamespace, browser: Browser) -> None:
    page = chapter(place.book, "En")
    client = browser(place.Kari)
    addresses = [place.book.get_url(), page.get_url(), reverse("handbook:mine"), reverse("cms:my_page")]
    addresses += [reverse("handbook:readers", args=[page.translation_key])]
    addresses += [reverse("handbook:printed", args=[place.book.translation_key])]

    def costs() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    for number in range(2):
        _more(place, number)
    few = costs()
    for number in range(2, 20):
        _more(place, number)
    assert costs() == few


def _more(place: SimpleNamespace, number: int) -> None:
    """One chapter more, read by one person more, and one book more."""
    page = chapter(place.book, f"Kapittel {number}", owner_person=place.Kari)
    person = UserFactory()
    MembershipFactory(person=person, organisation=place.part, role=Role.TEAM_MEMBER)
    Receipt.objects.create(chapter_key=page.translation_key, number=1, person=person)
    chapter(handbook(place.part, f"Bok {number}"), f"Del {number}")
