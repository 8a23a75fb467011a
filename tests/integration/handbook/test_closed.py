"""A book for members is nowhere to be found by others: in no language, list, search, map, feed or file."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.cms.models import ContentVersion
from portal.handbook.choices import Access
from portal.handbook.models import ChapterPage, HandbookPage
from tests.factories.handbook import chapter, handbook, publish

Browser = Callable[[Any], Client]
SECRET = "Bare for oss selv"


@pytest.fixture
def closed(place: SimpleNamespace) -> SimpleNamespace:
    """A members' book with a chapter of two versions, and copies in the other languages."""
    book = handbook(place.ours, "Den lukkede boka", slug="lukket", access=Access.MEMBERS, summary=SECRET)
    page = publish(chapter(book, f"{SECRET} kapittel", "Gammelt.", slug="hemmelig", summary=SECRET), "Nytt.")
    return SimpleNamespace(book=book, page=page)


def addresses(closed: SimpleNamespace) -> list[str]:
    """Every door to the book and its chapter, in every language."""
    pages = [*HandbookPage.objects.filter(translation_key=closed.book.translation_key)]
    pages += [*ChapterPage.objects.filter(translation_key=closed.page.translation_key)]
    assert len(pages) == 6
    key, book = closed.page.translation_key, closed.book.translation_key
    return [
        *(page.get_url() for page in pages),
        reverse("handbook:printed", args=[book]),
        reverse("handbook:pdf", args=[book]),
        reverse("handbook:changes", args=[key]),
    ]


def test_only_members_and_those_above_read_it(
    place: SimpleNamespace, closed: SimpleNamespace, browser: Browser
) -> None:
    for address in addresses(closed):
        for person in (place.Kim, place.Kari, place.Lars):
            answer = browser(person).get(address)
            assert answer.status_code == 200, address
            assert "public" not in answer.get("Cache-Control", ""), address
        assert browser(place.Nina).get(address).status_code == 404, address
        answer = browser(None).get(address)
        assert answer.status_code == 302, address
        assert "/accounts/login/" in answer["Location"]


def test_strangers_cannot_sign_borrow_write_or_ask_who_has_read(
    place: SimpleNamespace, closed: SimpleNamespace, browser: Browser
) -> None:
    handbook(place.theirs, "Boka til naboen")
    client, key = browser(place.Nina), closed.page.translation_key
    assert client.post(reverse("handbook:sign", args=[key]), {"version": 2}).status_code == 404
    assert client.get(reverse("handbook:borrow", args=[key])).status_code == 404
    assert client.get(reverse("handbook:readers", args=[key])).status_code == 404
    assert client.post(reverse("handbook:write", args=[closed.book.translation_key])).status_code == 404


@pytest.mark.parametrize("language", ["", "/nn", "/en"])
def test_lists_search_maps_and_feeds_know_nothing(
    language: str, place: SimpleNamespace, closed: SimpleNamespace, browser: Browser
) -> None:
    client = browser(None)
    for address in (
        f"{language}/handboker/",
        f"{language}/sok/?q=Bare+for+oss",
        f"{language}/sok/?type=handbook",
        "/sitemap.xml",
        f"{language}/nyheter.rss",
    ):
        page = client.get(address).content.decode()
        for word in (SECRET, "lukket", "hemmelig", "Den lukkede boka"):
            assert word not in page, address


def test_search_finds_public_chapters(place: SimpleNamespace, browser: Browser) -> None:
    chapter(place.book, "Innkalling til møtet", "Ring sekretæren i god tid.", mirror_number="Eksempel 77")
    for question in ("innkalling", "sekretær", "77"):
        assert "Innkalling til" in browser(None).get("/sok/", {"q": question}).content.decode().replace(
            "<mark>", ""
        ).replace("</mark>", ""), question


def test_a_book_closed_in_one_language_is_closed_in_all(place: SimpleNamespace, browser: Browser) -> None:
    page = chapter(place.book, f"{SECRET} kapittel", slug="hemmelig")
    nynorsk = HandbookPage.objects.get(translation_key=place.book.translation_key, locale__language_code="nn")
    # A translation of its own, which somebody closes there only.
    nynorsk.alias_of, nynorsk.access = None, Access.MEMBERS
    nynorsk.save_revision().publish()
    ContentVersion.bump()
    for one in (place.book.get_url(), page.get_url(), nynorsk.get_url()):
        assert browser(None).get(one).status_code == 302, one
        assert browser(place.Kim).get(one).status_code == 200, one
    assert SECRET not in browser(None).get("/sok/?q=kapittel").content.decode()


def test_the_kept_parts_of_one_reader_are_not_shown_to_another(
    place: SimpleNamespace, closed: SimpleNamespace, browser: Browser
) -> None:
    address = closed.page.get_url()
    assert SECRET in browser(place.Kim).get(address).content.decode()
    assert browser(None).get(address).status_code == 302
    assert browser(place.Nina).get(address).status_code == 404
