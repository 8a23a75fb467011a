"""Parts of pages that are kept for everybody: right after every change, never a person's, never a draft's."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context, RequestContext, Template
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from portal.cms.models import ArticlePage, ContentVersion, GuidePage, HomePage
from portal.cms.services.kept import keep
from tests.factories.accounts import UserFactory
from tests.factories.cms import article, guide, section, small_site

pytestmark = pytest.mark.django_db
NAME = "Kanarifugl"


@pytest.fixture
def homes() -> dict[str, HomePage]:
    return small_site()


def member() -> Client:
    client = Client()
    client.force_login(UserFactory(first_name=NAME))
    return client


def everything_kept() -> bytes:
    """All that lies in the memory of pages, as bytes."""
    return b"\n".join(caches["pages"]._cache.values())  # type: ignore[attr-defined]


def with_text(page: ArticlePage, text: str) -> ArticlePage:
    page.body = json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid.uuid4())}])
    return page


def test_what_a_member_reads_first_leaves_no_name_and_no_token(homes: dict[str, HomePage]) -> None:
    tools = section(homes["nb"])
    pages = [homes["nb"], tools, article(tools), guide(tools)]
    client = member()
    for page in pages:
        body = client.get(page.url).content.decode()
        assert NAME in body
        assert "csrfmiddlewaretoken" in body
    kept = everything_kept()
    assert b"Gj\xc3\xb8r det." in kept, "the guide's steps should be kept by now"
    assert NAME.encode() not in kept
    assert b"csrf" not in kept
    for page in pages:
        body = Client().get(page.url).content.decode()
        assert NAME not in body
        assert "csrf" not in body


@pytest.mark.parametrize("who", [member, Client])
def test_a_publication_shows_at_once(homes: dict[str, HomePage], who: Any) -> None:
    tools = section(homes["nb"])
    page = article(tools, "En artikkel", text="<p>Gammelt.</p>")
    client = who()
    assert "Gammelt" in client.get(page.url).content.decode()
    client.get(tools.url)
    with_text(page, "Nyskrevet.")
    page.title = "Ny tittel"
    page.save_revision().publish()
    body = client.get(page.url).content.decode()
    assert "Nyskrevet" in body
    assert "Gammelt" not in body
    assert "Ny tittel" in client.get(tools.url).content.decode()


def test_the_way_to_a_page_follows_the_pages_above(homes: dict[str, HomePage]) -> None:
    tools = section(homes["nb"], "Verktøy")
    page = article(tools)
    client = member()
    assert "Verktøy" in client.get(page.url).content.decode()
    tools.title = "Redskaper"
    tools.save_revision().publish()
    assert "Redskaper" in client.get(page.url).content.decode()


def test_a_guide_is_made_anew_when_it_changes(homes: dict[str, HomePage]) -> None:
    page = guide(section(homes["nb"]))
    client = member()
    assert "Steg 2" in client.get(page.url).content.decode()
    page = GuidePage.objects.get(pk=page.pk)
    page.steps = json.dumps([{"type": "step", "id": str(uuid.uuid4()), "value": {"title": "Alene", "html": "<p/>"}}])
    page.save_revision().publish()
    body = client.get(page.url).content.decode()
    assert "Alene" in body
    assert "Steg 2" not in body


def test_each_language_and_each_place_in_the_menu_has_its_own(homes: dict[str, HomePage]) -> None:
    client = member()
    norwegian, english = (client.get(homes[code].url).content.decode() for code in ("nb", "en"))
    assert "Søk" in norwegian
    assert "Search" in english
    assert "Søk" not in english


def test_a_draft_shows_in_its_preview_and_nowhere_else(homes: dict[str, HomePage]) -> None:
    page = article(section(homes["nb"]), text="<p>Publisert.</p>")
    reader = Client()
    reader.get(page.url)
    draft = with_text(ArticlePage.objects.get(pk=page.pk), "Hemmelig utkast.")
    draft.save_revision()
    editor = request_of(UserFactory())  # the admin hands its own request on, with the editor's session
    preview = draft.make_preview_request(original_request=editor)
    assert "Hemmelig utkast" in preview.content.decode()
    assert b"Hemmelig" not in everything_kept()
    assert "Hemmelig" not in reader.get(f"{page.url}?en=annen").content.decode()
    assert "Hemmelig" not in member().get(page.url).content.decode()


def test_a_page_that_is_closed_is_closed_for_those_who_come_next(homes: dict[str, HomePage]) -> None:
    page = article(section(homes["nb"]))
    assert Client().get(page.url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get(page.url).status_code == 302


def test_a_page_that_is_withdrawn_or_moved_is_gone(homes: dict[str, HomePage]) -> None:
    tools, other = section(homes["nb"]), section(homes["nb"], "Andre")
    page = article(tools)
    old, client = page.url, member()
    assert client.get(old).status_code == 200
    page.move(other, "last-child")
    assert client.get(old).status_code != 200
    moved = ArticlePage.objects.get(pk=page.pk)
    assert client.get(moved.url).status_code == 200
    moved.unpublish()
    assert client.get(moved.url).status_code == 404


class Counter:
    """Something to keep that says how often it was made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> list[int]:
        self.made += 1
        return [self.made]


def in_request(*steps: Any) -> None:
    ContentVersion.begin_request()
    try:
        for step in steps:
            step()
    finally:
        ContentVersion.end_request()


def test_things_are_kept_between_requests_until_content_changes() -> None:
    make = Counter()
    in_request(lambda: keep(make, "a"))
    in_request(lambda: keep(make, "a"))
    assert make.made == 1
    ContentVersion.bump()
    in_request(lambda: keep(make, "a"))
    assert make.made == 2


def test_a_request_that_changes_content_keeps_nothing() -> None:
    """Its transaction may be undone, and the number it made be given to another change."""
    make = Counter()
    in_request(ContentVersion.bump, lambda: keep(make, "a"), lambda: keep(make, "a"))
    in_request(lambda: keep(make, "a"))
    assert make.made == 3
    changing = Counter()
    in_request(lambda: keep(lambda: (ContentVersion.bump(), changing())[1], "b"))
    in_request(lambda: keep(changing, "b"))
    assert changing.made == 2


def test_nothing_is_kept_outside_requests_nor_across_languages() -> None:
    make = Counter()
    keep(make, "a")
    keep(make, "a")
    assert make.made == 2
    in_request(lambda: keep(make, "a"))
    with override("en"):
        in_request(lambda: keep(make, "a"))
    assert make.made == 4


def test_what_one_reader_does_with_a_kept_thing_touches_nobody_else() -> None:
    make = Counter()
    in_request(lambda: keep(make, "a"), lambda: keep(make, "a").append(99))
    in_request(lambda: keep(make, "a").__eq__([1]) or pytest.fail("changed for others"))


def request_of(person: Any) -> HttpRequest:
    request = RequestFactory().get("/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}=hemmelig"})
    request.user = person
    return request


def test_the_tag_shows_its_body_nobody() -> None:
    body = (
        "{{ request.user.first_name }}{{ user.first_name }}{% csrf_token %}{{ csrf_token }}{{ hats }}"
        "{{ request.COOKIES }}{{ request.headers.Cookie }}{{ request.META.HTTP_COOKIE }}{{ request.session }}"
    )
    request = request_of(UserFactory(first_name=NAME))
    token = get_token(request)
    shown = Template("{% load kept %}{% kept 'x' %}" + body + "{% endkept %}").render(
        RequestContext(request, {"hats": [NAME], "user": request.user})
    )
    assert NAME not in shown
    assert "hemmelig" not in shown
    assert "csrfmiddlewaretoken" not in shown
    assert token not in shown
    assert request.user.first_name == NAME, "the page outside the tag still knows its reader"


def test_the_tag_without_a_request_only_renders() -> None:
    assert Template("{% load kept %}{% kept 'x' %}{{ a }}{% endkept %}").render(Context({"a": 1})) == "1"
