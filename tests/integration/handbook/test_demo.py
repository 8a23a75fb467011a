"""The demo's handbooks: real content in three languages, one chapter with two versions, one book for members."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts import demo as people
from portal.accounts.democontext import DemoContext
from portal.cms import demo as pages
from portal.cms.demo.loader import find_page, page_key
from portal.handbook import demo
from portal.handbook.models import ChapterPage, Edition, Receipt
from tests.support.sites import setup_site


@pytest.fixture
def context(db: None) -> DemoContext:
    """People and pages below the handbooks."""
    setup_site()
    made = DemoContext(say=lambda text: None)
    people.load(made)
    pages.load(made)
    return made


def _state() -> list[tuple[object, ...]]:
    editions = Edition.objects.values_list("chapter_key", "number", "language").order_by("pk")
    return [*editions, *Receipt.objects.values_list("chapter_key", "number", "person").order_by("pk")]


def test_it_loads_once_and_goes_whole(context: DemoContext) -> None:
    demo.load(context)
    before = _state()
    demo.load(context)
    assert _state() == before
    training = Edition.objects.filter(chapter_key=page_key("handbok-demo-opplaering"))
    assert sorted(training.values_list("number", "language")) == [
        (number, code) for number in (1, 2) for code in ("en", "nb", "nn")
    ]
    # Six chapters: five in three languages, one borrowed in two, and its English copy.
    assert ChapterPage.objects.filter(alias_of__isnull=True).count() == 17
    demo.remove()
    assert not ChapterPage.objects.exists()
    assert _state() == []


def test_every_page_of_the_open_book_opens_and_the_comparison_is_real(context: DemoContext) -> None:
    demo.load(context)
    client = Client()
    for chapter in ChapterPage.objects.child_of(find_page("handbok-demo", "nn")):
        assert client.get(chapter.get_url()).status_code == 200
    page = client.get(reverse("handbook:changes", args=[page_key("handbok-demo-opplaering")])).content.decode()
    assert "Samling i november" in page
    assert "<del>" in page
    closed = find_page("handbok-oppvekst", "nb")
    assert closed is not None
    assert client.get(closed.get_url()).status_code == 302
    client.force_login(context.person("orgadmin"), backend="allauth.account.auth_backends.AuthenticationBackend")
    borrowed = find_page("handbok-oppvekst-opplaering", "nb")
    assert borrowed is not None
    assert "Originalen er nå versjon 2" in client.get(borrowed.get_url()).content.decode()
