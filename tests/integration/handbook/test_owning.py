"""Publishing in the editors' tool, letters before a revision, mine data, and the whole book as a file."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal.accounts.roles import Role
from portal.accounts.services.erasing import erase
from portal.handbook.models import ChapterPage, Edition, Receipt
from portal.handbook.services import mydata
from portal.handbook.services.reminders import remind
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.handbook import chapter, publish
from tests.support.pdf import open_pdf, structure_types, text_of
from tests.unit.kernel.identity_numbers import make

Browser = Callable[[Any], Client]
TODAY = date(2026, 11, 22)


def due_on(page: ChapterPage, day: date | None) -> None:
    ChapterPage.objects.filter(translation_key=page.translation_key).update(next_review=day)


# -- letters ---------------------------------------------------------------------------------------------------------


def test_the_owner_hears_a_month_before_and_on_the_day_once_each(place: SimpleNamespace, text: SimpleNamespace) -> None:
    due_on(text.page, TODAY + timedelta(days=31))
    assert remind(TODAY) == 0
    due_on(text.page, TODAY + timedelta(days=30))
    assert [remind(TODAY), remind(TODAY), remind(TODAY + timedelta(days=29))] == [1, 0, 0]
    assert [remind(TODAY + timedelta(days=30)), remind(TODAY + timedelta(days=31))] == [1, 0]
    assert [letter.to for letter in mail.outbox] == [[place.Kari.email]] * 2
    first, last = (letter.subject for letter in mail.outbox)
    assert (first, last) == ("Snart revisjon: Opplæring", "Må revideres: Opplæring")
    assert text.url in mail.outbox[0].body
    # A new date begins anew.
    due_on(text.page, TODAY + timedelta(days=400))
    assert remind(TODAY + timedelta(days=375)) == 1


def test_without_an_owner_who_is_here_the_organisations_administrator_hears(
    place: SimpleNamespace, text: SimpleNamespace
) -> None:
    olga = UserFactory(first_name="Olga", language="nn")
    MembershipFactory(person=olga, organisation=place.ours, role=Role.ORGANISATION_ADMIN)
    place.Kari.is_active = False
    place.Kari.save()
    due_on(text.page, TODAY)
    assert remind(TODAY) == 1
    assert mail.outbox[0].to == [olga.email]
    assert mail.outbox[0].subject == "Må reviderast: Opplæring"


def test_drafts_copies_and_chapters_without_a_date_write_no_letters(
    place: SimpleNamespace, text: SimpleNamespace
) -> None:
    due_on(text.page, None)
    draft = chapter(place.book, "Utkast", owner_person=place.Kari)
    due_on(draft, TODAY)
    draft.unpublish()
    assert remind(TODAY) == 0


def test_my_page_tells_the_owner_and_the_readers(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    due_on(text.page, timezone.localdate() + timedelta(days=10))
    owner = browser(place.Kari).get(reverse("cms:my_page")).content.decode()
    assert "Du har ansvaret for kapitlet." in owner
    reader = browser(place.Kim).get(reverse("cms:my_page")).content.decode()
    assert "Du har ansvaret" not in reader
    assert "1 kapittel har en versjon du ikke har kvittert" in reader
    assert "Håndboka vår" in browser(place.Kim).get(reverse("handbook:mine")).content.decode()
    assert "Håndboka vår" not in browser(place.Nina).get(reverse("handbook:mine")).content.decode()


# -- the editors' tool -----------------------------------------------------------------------------------------------


def form(page: ChapterPage, words: str, **more: Any) -> dict[str, Any]:
    """What the editors' tool sends for a chapter."""
    data: dict[str, Any] = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "body": streamfield([("paragraph", rich_text(f"<p>{words}</p>"))]),
            "change_note": "",
            "owner_role": "KE",
            "owner_person": "",
            "valid_from": "",
            "next_review": "",
            "mirror_number": "",
            "mirror_name": "",
            "mirror_url": "",
            "mirror_compared": "",
            "source": "",
            "source_url": "",
            "last_checked": "",
            "comments": inline_formset([]),
            **more,
        }
    )
    return data


@pytest.fixture
def writer(place: SimpleNamespace, browser: Browser) -> Client:
    """Kari, let in to her book."""
    client = browser(place.Kari)
    client.post(reverse("handbook:write", args=[place.book.translation_key]))
    return client


def test_publishing_other_words_asks_what_is_new(text: SimpleNamespace, writer: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[text.page.pk])
    answer = writer.post(address, {**form(text.page, "Helt nye ord."), "action-publish": "1"})
    assert answer.status_code == 200
    assert "Fortell med en setning hva som er nytt" in answer.content.decode()
    # What was typed is still there, and nothing is out.
    assert "Helt nye ord." in answer.content.decode()
    assert Edition.objects.count() == 1
    told = {**form(text.page, "Helt nye ord.", change_note="Alt er nytt."), "action-publish": "1"}
    assert writer.post(address, told).status_code == 302
    edition = Edition.objects.get(number=2)
    assert (edition.note, edition.published_by.first_name) == ("Alt er nytt.", "Kari")
    # The next time the field is empty again.
    assert "Alt er nytt." not in writer.get(address).content.decode()


def test_a_draft_may_be_saved_without_a_word_about_it(text: SimpleNamespace, writer: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[text.page.pk])
    assert writer.post(address, form(text.page, "Halvveis.")).status_code == 302
    assert Edition.objects.count() == 1
    small = {**form(text.page, "Halvveis.", small_change="on"), "action-publish": "1"}
    assert writer.post(address, small).status_code == 302
    assert Edition.objects.get().paragraphs == [["text", "Halvveis."]]


def test_only_people_of_the_organisation_are_offered_as_owner(
    place: SimpleNamespace, text: SimpleNamespace, writer: Client
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[text.page.pk])
    offered = writer.get(address).context["form"].fields["owner_person"].queryset
    assert {each.first_name for each in offered} == {"Kim", "Kari", "Lars"}
    add = reverse("wagtailadmin_pages:add", args=["handbook", "chapterpage", place.book.pk])
    assert place.Nina not in writer.get(add).context["form"].fields["owner_person"].queryset
    sent = {**form(text.page, "Nytt.", owner_person=str(place.Nina.pk)), "action-publish": "1"}
    assert "owner_person" in writer.post(address, sent).context["form"].errors


def test_an_identity_number_in_the_note_is_refused(text: SimpleNamespace, writer: Client) -> None:
    number = make(random.Random(3))
    address = reverse("wagtailadmin_pages:edit", args=[text.page.pk])
    answer = writer.post(address, {**form(text.page, "Nytt.", change_note=f"Ring {number}"), "action-publish": "1"})
    assert answer.status_code == 200
    assert "change_note" in answer.context["form"].errors
    assert Edition.objects.count() == 1


# -- the whole book --------------------------------------------------------------------------------------------------


def test_the_book_is_a_tagged_file_with_versions_and_the_words_as_they_are_now(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    address = reverse("handbook:pdf", args=[place.book.translation_key])
    answer = browser(None).get(address)
    assert answer["Content-Type"] == "application/pdf"
    words = text_of(answer.content)
    assert "Håndboka vår" in words
    assert "Vi lærer to ganger i året." in words
    with open_pdf(answer.content) as pdf:
        assert str(pdf.Root.Lang).lower().startswith("nb")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "Håndboka vår" in str(pdf.docinfo.get("/Title", "")) or "Håndboka vår" in str(pdf.open_metadata())
    assert {"H1", "Table", "P"} <= set(structure_types(answer.content))
    publish(text.page, "Vi lærer tre ganger i året.")
    words = text_of(browser(None).get(address).content)
    assert "Vi lærer tre ganger i året." in words
    english = reverse("handbook:pdf", args=[place.book.translation_key]).replace("/handbok/", "/en/handbok/")
    with open_pdf(browser(None).get(english).content) as pdf:
        assert str(pdf.Root.Lang).lower().startswith("en")


def test_the_page_to_print_holds_every_chapter(place: SimpleNamespace, text: SimpleNamespace, browser: Browser) -> None:
    chapter(place.book, "Møtet", "Spør hva som er viktig.")
    page = browser(None).get(reverse("handbook:printed", args=[place.book.translation_key])).content.decode()
    for words in ("Vi lærer to ganger i året.", "Spør hva som er viktig.", "Versjon 1"):
        assert words in page


# -- mine data -------------------------------------------------------------------------------------------------------


def test_the_copy_holds_and_erasing_takes_away_what_one_has_read(
    place: SimpleNamespace, text: SimpleNamespace, browser: Browser
) -> None:
    browser(place.Kari).post(reverse("handbook:sign", args=[text.key]), {"version": 1})
    publish(text.page, "Nytt.", note="Nytt av Kari.", user=place.Kari)
    held = mydata.export(place.Kari)
    assert [(each["chapter"], each["version"]) for each in held["read"]] == [("Opplæring", 1)]
    assert held["answers for"] == ["Opplæring"]
    assert [each["what is new"] for each in held["published"]] == ["Nytt av Kari."]
    erase(place.Kari)
    assert not Receipt.objects.exists()
    page = ChapterPage.objects.get(pk=text.page.pk)
    assert page.owner_person is None
    # A draft made before does not bring the person back.
    page.get_latest_revision().publish()
    assert ChapterPage.objects.get(pk=text.page.pk).owner_person is None
    assert Edition.objects.get(number=2).published_by is None
    assert Edition.objects.get(number=2).note == "Nytt av Kari."


def test_a_new_book_and_a_new_chapter_can_be_previewed(
    place: SimpleNamespace, text: SimpleNamespace, writer: Client
) -> None:
    for address in (
        reverse("wagtailadmin_pages:preview_on_add", args=["handbook", "chapterpage", place.book.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[text.page.pk]),
    ):
        sent = form(ChapterPage(title="Forhåndsvist", slug="forhandsvist"), "Bare et utkast.")
        assert writer.post(address, sent).json()["is_valid"]
        page = writer.get(address)
        assert page.status_code == 200
        assert "Bare et utkast." in page.content.decode()
    assert Edition.objects.count() == 1
