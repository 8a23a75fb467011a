"""Who gets in where; and that a page costs the same however long the course is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase

from courses.models import BlockAnswer, CoursePage, LessonPage, ModulePage, StepProgress
from courses.services import answers, learning
from courses.services.reflections import save_reflection
from portal.cms.models import ArticlePage, HomePage, SectionPage
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, choice, key, lesson, make_course

pytestmark = pytest.mark.django_db
GONE = "00000000-0000-4000-8000-000000000000"


def posts() -> list[str]:
    step = key("lesson", 1)
    return [
        reverse("courses:start", args=[key("course")]),
        reverse("courses:position", args=[step]),
        reverse("courses:answer", args=[step, block(1, 2)]),
        reverse("courses:reflection", args=[step, block(1, 3)]),
        reverse("courses:finish", args=[step]),
        reverse("courses:certificate_request", args=[key("module", 1)]),
    ]


def test_who_is_not_signed_in_is_led_to_the_door_and_writes_nothing(client: Client) -> None:
    make_course()
    for address in posts():
        # With something written, the page that says so gives it back; without, the door opens at once.
        response = client.post(address, {"text": "Halvveis", "choices": choice(1, 2, 0)})
        assert response.status_code == 403
        assert "Halvveis" in response.content.decode()
        assert "/accounts/login/" in response.content.decode()
        response = client.post(address)
        assert response.status_code == 302
        assert "login" in response["Location"]
    assert not StepProgress.objects.exists()


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    make_course()
    client.force_login(UserFactory())
    step = key("lesson", 1)
    for address in (
        reverse("courses:start", args=[GONE]),
        reverse("courses:position", args=[GONE]),
        reverse("courses:answer", args=[GONE, block(1, 2)]),
        reverse("courses:answer", args=[step, GONE]),
        reverse("courses:answer", args=[step, block(2, 2)]),
        reverse("courses:answer", args=[step, block(1, 3)]),
        reverse("courses:reflection", args=[step, block(1, 2)]),
        reverse("courses:finish", args=[key("module", 1)]),
        reverse("courses:certificate_request", args=[key("lesson", 1)]),
        reverse("courses:certificate", args=["7K3F-Q2MA-9XTD-04HB"]),
    ):
        assert client.post(address, {"text": "x"}).status_code == 404, address
    assert not BlockAnswer.objects.exists()


def test_a_draft_takes_no_answers(client: Client) -> None:
    make_course(("nb",))
    lesson().unpublish()
    client.force_login(UserFactory())
    assert client.post(reverse("courses:finish", args=[key("lesson", 1)])).status_code == 404


def test_a_page_that_is_private_in_one_language_takes_no_answers_in_any(client: Client) -> None:
    make_course(("nb", "nn"))
    module = lesson(1, "nn").get_parent()
    PageViewRestriction.objects.create(page=Page.objects.get(pk=module.pk), restriction_type="groups")
    client.force_login(UserFactory())
    assert client.post(reverse("courses:finish", args=[key("lesson", 1)])).status_code == 404


def test_a_forged_form_changes_nothing() -> None:
    make_course()
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert client.post(reverse("courses:finish", args=[key("lesson", 1)])).status_code == 403
    assert not StepProgress.objects.exists()


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("place", ["lesson", "course", "module"])
def test_a_page_costs_the_same_with_two_steps_and_with_twenty(place: str) -> None:
    counts = []
    for lessons in (2, 20):
        make_course(lessons=lessons)
        person = UserFactory()
        client = Client()
        client.force_login(person)
        learning.start(person, key("course"))
        for number in range(1, lessons + 1):
            answers.take(person, lesson(number), block(number, 2), {"choices": [choice(number, 2, 0)]})
            save_reflection(person, lesson(number), block(number, 3), "Tanke", 0)
        page = {"lesson": lesson(), "module": lesson().get_parent(), "course": lesson().get_parent().get_parent()}[
            place
        ]
        counts.append(queries(client, page.url))
        for course in CoursePage.objects.all():
            course.delete()
    assert counts[0] == counts[1]
    assert counts[0] <= 20, counts


class TestTree(WagtailPageTestCase):
    """Where pages may stand."""

    def test_the_course_tree(self) -> None:
        for parent, child in (
            (SectionPage, CoursePage),
            (HomePage, CoursePage),
            (CoursePage, ModulePage),
            (ModulePage, LessonPage),
        ):
            self.assertCanCreateAt(parent, child)
        for parent, child in (
            (CoursePage, LessonPage),
            (ModulePage, ModulePage),
            (SectionPage, LessonPage),
            (CoursePage, ArticlePage),
        ):
            self.assertCanNotCreateAt(parent, child)
        self.assertAllowedSubpageTypes(LessonPage, {})
