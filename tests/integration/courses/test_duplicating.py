"""A duplicated course stands alone: no key, block, link or prerequisite in it is the original's."""

from __future__ import annotations

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from courses.models import BlockAnswer, CoursePage, LessonPage, StepProgress
from courses.services import learning
from courses.services.duplicating import duplicate
from portal.accounts.models import User
from portal.security.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.courses import add_practice, block, key, lesson, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def original() -> CoursePage:
    """A course in two languages whose lessons point at each other in every way there is."""
    course = make_course(("nb", "nn"), lessons=2)
    add_practice(requires=[str(key("module", 1))])
    for language in ("nb", "nn"):
        page, target = lesson(2, language), lesson(1, language)
        page.requires = [str(key("lesson", 1))]
        raw = list(page.body.raw_data)
        links = f'<p><a linktype="page" id="{target.pk}">Til</a> <a href="{target.url}#b-{block(1, 2)}">dit</a></p>'
        button = {"label": "Gå", "page": target.pk, "url": "", "weight": "primary"}
        other = {"label": "Gå", "page": None, "url": target.url, "weight": "primary"}
        raw += [
            {"type": "paragraph", "id": str(key("links")), "value": links},
            {"type": "button", "id": str(key("button")), "value": button},
            {"type": "button", "id": str(key("other")), "value": other},
        ]
        page.body = json.dumps(raw)
        page.save_revision().publish()
    return course


def everything(page: Page) -> str:
    """All that is stored of a page and of its draft."""
    latest = page.get_latest_revision()
    return json.dumps([page.specific.serializable_data(), latest.content], cls=DjangoJSONEncoder)


def copies(course: CoursePage) -> list[Page]:
    family = CoursePage.objects.filter(translation_key=course.translation_key)
    return [page.specific for each in family for page in each.get_descendants(inclusive=True)]


def test_nothing_in_the_copy_points_at_the_original(original: CoursePage) -> None:
    before = [page.specific for each in CoursePage.objects.all() for page in each.get_descendants(inclusive=True)]
    old = {str(page.translation_key) for page in before} | {page.url for page in before}
    old |= {str(item["id"]) for page in before if hasattr(page, "body") for item in page.body.raw_data}
    old |= {str(block(1, 2)), str(key("choice", 1, 2, 0)), str(key(1, "phase", 0)), str(key("thing", 1, 0))}
    made = copies(duplicate(UserFactory(is_superuser=True), original, "Ny skole"))
    assert len(made) == 9
    for page in made:
        text = everything(page)
        assert [each for each in old if f'"{each}' in text or f'\\"{each}' in text] == [], page
        for found in before:
            assert f'id=\\"{found.pk}\\"' not in text
    ids = {page.pk for page in made}
    for page in made:
        if isinstance(page, LessonPage) and page.requires:
            (first,) = LessonPage.objects.filter(translation_key=page.requires[0], locale=page.locale)
            assert first.pk in ids
            chosen = [item["value"] for item in page.body.raw_data if item["type"] == "button"]
            assert chosen[0]["page"] == first.pk
            assert chosen[1]["url"] == first.url


def test_the_copy_is_the_same_course_in_every_language_and_nothing_is_published(original: CoursePage) -> None:
    made = duplicate(UserFactory(is_superuser=True), original, "Ny skole")
    assert (made.title, made.slug, made.live) == ("Ny skole", "ny-skole", False)
    family = copies(made)
    assert not any(page.live for page in family)
    lessons = [page for page in family if isinstance(page, LessonPage)]
    by_language: dict[str, list[list[str]]] = {}
    for page in lessons:
        ids = [str(item["id"]) for item in page.body.raw_data]
        by_language.setdefault(page.locale.language_code, []).append([str(page.translation_key), *ids])
    assert by_language["nb"] == by_language["nn"]
    assert AuditEntry.objects.filter(action="course.duplicated").count() == 1


def test_what_learners_did_stays_with_the_original(original: CoursePage) -> None:
    person = UserFactory()
    learning.finish(person, lesson(1))
    made = duplicate(UserFactory(is_superuser=True), original, "Ny skole")
    for page in copies(made):
        page.save_revision().publish()
        assert not StepProgress.objects.filter(step_key=page.translation_key).exists()
    assert not BlockAnswer.objects.exists()
    assert StepProgress.objects.get(person=person).completed_at


def test_two_copies_with_one_name_both_get_an_address(original: CoursePage) -> None:
    user = UserFactory(is_superuser=True)
    assert [duplicate(user, original, "Ny skole").slug for _each in range(2)] == ["ny-skole", "ny-skole-2"]


def test_an_editor_duplicates_from_the_menu(client: Client, original: CoursePage) -> None:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("course_duplicate", args=[original.pk])
    assert address in client.get(reverse("wagtailadmin_explore", args=[original.pk])).content.decode()
    assert client.get(reverse("wagtailadmin_pages:copy", args=[original.pk]))["Location"] == address
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": ""}).status_code == 422
    assert client.post(address, {"title": "Ola 01010750160"}).status_code == 422
    assert CoursePage.objects.count() == 2
    client.post(address, {"title": "Ny skole"})
    assert CoursePage.objects.filter(title="Ny skole", live=False).exists()


def test_nobody_else_duplicates(client: Client, original: CoursePage) -> None:
    person: User = UserFactory()
    client.force_login(person)
    for name in ("course_duplicate", "course_insight"):
        client.post(reverse(name, args=[original.pk]), {"title": "Ny"})
    assert CoursePage.objects.count() == 2
