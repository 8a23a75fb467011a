"""Borrowing a chapter, and the keepers' way into the editors' tool."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Membership
from portal.handbook.models import ChapterPage, Edition, Receipt
from portal.handbook.services.writers import close_doors
from portal.security.models import AuditEntry
from tests.factories.handbook import handbook, publish

Browser = Callable[[Any], Client]


def borrow(client: Client, key: Any, into: Any) -> ChapterPage:
    before = set(ChapterPage.objects.values_list("pk", flat=True))
    answer = client.post(reverse("handbook:borrow", args=[key]), {"book": into.pk})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    made = ChapterPage.objects.exclude(pk__in=before).get()
    assert answer["Location"] == f"/admin/pages/{made.pk}/edit/"
    return made


def test_a_copy_is_a_draft_that_says_where_it_comes_from_and_brings_nobody_along(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    publish(text.page, "Vi lærer ofte.", note="Oftere.", user=place.Kari)
    ChapterPage.objects.filter(pk=text.page.pk).update(mirror_number="1.2", mirror_name="Rutine")
    browser(place.Kim).post(reverse("handbook:sign", args=[text.key]), {"version": 2})
    theirs = handbook(place.theirs, "Boka til naboen")
    client = browser(place.Nina)
    assert "Lån dette kapitlet" in client.get(text.url).content.decode()
    assert "Boka til naboen" in client.get(reverse("handbook:borrow", args=[text.key])).content.decode()
    copy = borrow(client, text.key, theirs)
    source = ChapterPage.objects.get(pk=text.page.pk)
    assert not copy.live
    assert copy.is_child_of(theirs)
    assert copy.translation_key != source.translation_key
    assert {block.id for block in copy.body}.isdisjoint({block.id for block in source.body})
    assert str(copy.body[0].value) == str(source.body[0].value)
    assert (copy.borrowed_key, copy.borrowed_version) == (text.key, 2)
    assert (copy.borrowed_organisation, copy.borrowed_title) == ("Vår kommune", "Opplæring")
    assert copy.owner_person is None
    assert copy.mirror_number == copy.mirror_name == copy.change_note == ""
    assert copy.next_review is None
    assert copy.valid_from is None
    assert not Edition.objects.filter(chapter_key=copy.translation_key).exists()
    assert Receipt.objects.filter(chapter_key=copy.translation_key).count() == 0
    assert AuditEntry.objects.filter(action="handbook.borrowed", actor=place.Nina).count() == 1
    # Nobody meets the draft on the site; its writer can edit it.
    assert browser(None).get(copy.get_url() or "/x/").status_code == 404
    assert client.get(f"/admin/pages/{copy.pk}/edit/").status_code == 200


def test_the_borrower_is_told_when_the_original_moves_on(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    client = browser(place.Nina)
    copy = borrow(client, text.key, handbook(place.theirs, "Boka til naboen"))
    copy.owner_person = place.Nina
    copy.save_revision().publish()
    copy = ChapterPage.objects.get(pk=copy.pk)
    address = copy.get_url()
    page = client.get(address).content.decode()
    assert "Lånt fra Vår kommune, versjon 1" in page
    assert f'href="{text.url}"' in page
    assert "Originalen er nå versjon" not in page
    publish(text.page, "Vi lærer hver måned.", note="Hver måned.")
    page = client.get(address).content.decode()
    assert "Originalen er nå versjon 2" in page
    assert "nyere versjon" in client.get(reverse("cms:my_page")).content.decode()
    compared = reverse("handbook:changes", args=[text.key]) + "?fra=1&til=2"
    assert compared.replace("&", "&amp;") in page
    assert client.get(compared).status_code == 200
    # Those who only read are not asked to look after it.
    assert "Originalen er nå versjon" not in browser(None).get(address).content.decode()
    copy.borrowed_version = 2
    copy.save_revision().publish()
    assert "Originalen er nå versjon" not in client.get(address).content.decode()


def test_the_attribution_stays_when_the_original_is_gone(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    client = browser(place.Nina)
    copy = borrow(client, text.key, handbook(place.theirs, "Boka til naboen"))
    copy.save_revision().publish()
    ChapterPage.objects.get(pk=text.page.pk).delete()
    page = client.get(ChapterPage.objects.get(pk=copy.pk).get_url()).content.decode()
    assert "Lånt fra Vår kommune, versjon 1" in page
    assert "Originalen er ikke åpen lenger." in page


def test_only_those_who_keep_another_book_borrow(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    address = reverse("handbook:borrow", args=[text.key])
    for person in (place.Kim, place.Kari, place.Nina):
        assert browser(person).get(address).status_code == 404
        assert "Lån dette kapitlet" not in browser(person).get(text.url).content.decode()
    own, foreign = handbook(place.theirs, "Boka til naboen"), handbook(place.part, "Boka til delen")
    client = browser(place.Nina)
    answer = client.post(address, {"book": foreign.pk})
    assert answer.status_code == 200
    assert not ChapterPage.objects.filter(borrowed_key=text.key).exists()
    assert client.post(address, {}).status_code == 200
    borrow(client, text.key, own)


def test_a_copy_takes_the_words_in_the_books_own_language(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    nynorsk = ChapterPage.objects.get(translation_key=text.key, locale__language_code="nn")
    nynorsk.alias_of, nynorsk.title = None, "Opplæring på nynorsk"
    nynorsk.save_revision().publish()
    copy = borrow(browser(place.Nina), text.key, handbook(place.theirs, "Boka til naboen", language="nn"))
    assert copy.title == "Opplæring på nynorsk"
    assert copy.locale.language_code == "nn"


def test_keepers_are_let_in_to_their_own_book_and_out_again(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    other = handbook(place.theirs, "Boka til naboen")
    client = browser(place.Kari)
    address = reverse("handbook:write", args=[place.book.translation_key])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert AuditEntry.objects.filter(action="handbook.writer_let_in").count() == 1
    assert client.get(f"/admin/pages/{text.page.pk}/edit/").status_code == 200
    assert client.get(f"/admin/pages/{other.pk}/edit/").status_code == 302
    assert text.page.permissions_for_user(_again(place.Kari)).can_publish()
    for person in (place.Kim, place.Lars, place.Nina):
        assert browser(person).post(address).status_code == 404
    close_doors()
    assert client.get(f"/admin/pages/{text.page.pk}/edit/").status_code == 200
    Membership.objects.filter(person=place.Kari).delete()
    assert close_doors() == 1
    assert not Group.objects.filter(user=place.Kari).exists()
    assert client.get(f"/admin/pages/{text.page.pk}/edit/").status_code != 200


def _again(person: Any) -> Any:
    return type(person).objects.get(pk=person.pk)
