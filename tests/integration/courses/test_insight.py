"""Editors see where learners stop and what misleads, from five people on; and who is concerned before a step goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import CourseCompletion, LessonPage, ModulePage, StepProgress
from courses.services import answers, insight, learning
from courses.services.certificates import issue
from courses.services.outline import outline_around, outline_of
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, choice, key, lesson, make_course

pytestmark = pytest.mark.django_db


def learners(number: int, which: int, days: int = 0) -> None:
    """So many people choose this first, and perhaps the right one afterwards; and have been away for some days."""
    for _each in range(number):
        person = UserFactory()
        answers.take(person, lesson(1), block(1, 2), {"choices": [choice(1, 2, which)]})
        answers.take(person, lesson(1), block(1, 2), {"choices": [choice(1, 2, 0)]})
        if days:
            StepProgress.objects.filter(person=person).update(touched_at=timezone.now() - timedelta(days=days))


def seen() -> list[insight.StepInsight]:
    outline = outline_of(key("course"), "nb")
    assert outline is not None
    return insight.of_course(outline, timezone.now())


def test_below_five_nothing_is_told() -> None:
    make_course(("nb",))
    learners(4, 1, days=30)
    first = seen()[0]
    assert (first.begun, first.done, first.stopped, first.questions) == (None, None, None, ())


def test_where_they_stop_and_what_they_chose_first() -> None:
    make_course(("nb",))
    learners(6, 1, days=30)
    learners(5, 0)
    first, second = seen()
    assert (first.begun, first.done, first.stopped) == (11, None, 6)
    (question,) = first.questions
    assert question.misled is not None
    assert (question.choice, question.misled.number, question.misled.total) == ("Valg 1 (nb)", 6, 11)
    assert (question.fitting, question.total) == (5, 11)
    assert second.begun is None


def test_who_went_on_has_not_stopped() -> None:
    make_course(("nb",))
    learners(6, 1, days=30)
    for row in StepProgress.objects.all():
        learning.touch(row.person, lesson(2), None)
    assert seen()[0].stopped is None


def test_more_learners_cost_no_more_queries() -> None:
    make_course(("nb",))

    def queries() -> int:
        seen()
        with CaptureQueriesContext(connection) as found:
            seen()
        return len(found)

    learners(2, 1)
    few = queries()
    learners(18, 2)
    assert queries() == few


def test_an_editor_opens_it_from_the_course(client: Client) -> None:
    course = make_course(("nb",))
    learners(6, 1, days=30)
    learners(5, 0)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("course_insight", args=[course.pk])
    assert address in client.get(reverse("wagtailadmin_explore", args=[course.pk])).content.decode()
    shown = client.get(address).content.decode()
    assert "6 av 11 svarte «Valg 1 (nb)» først" in shown
    assert "5 av 11 traff med en gang" in shown


def bulk(client: Client, action: str, chosen: list[int], **data: Any) -> Any:
    query = "&".join(f"id={pk}" for pk in chosen)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{address}?{query}&next=/", data)


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize("action", ["delete", "unpublish", "move"])
def test_before_several_steps_go_at_once_the_editor_is_asked_the_same(client: Client, action: str, number: int) -> None:
    course = make_course(("nb",), lessons=3)
    for _each in range(number):
        person = UserFactory()
        # Both steps by the same people: they are counted once.
        learning.finish(person, lesson(1))
        learning.finish(person, lesson(2))
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    chosen = [lesson(1).pk, lesson(2).pk]
    module = lesson(1).get_parent()
    other = course.add_child(instance=ModulePage(title="Ny", slug="ny", locale=course.locale))
    data = {"chooser": other.pk} if action == "move" else {"include_descendants": "on"}

    asked = bulk(client, action, chosen, **data)
    html = asked.content.decode()
    assert ("Færre enn fem personer" if number < 5 else "6 personer") in html
    assert f'name="{next(iter(data))}" value="{next(iter(data.values()))}"' in html
    assert [lesson(at).live for at in (1, 2)] == [True, True]
    assert lesson(1).get_parent() == module

    bulk(client, action, chosen, known="1", **data)
    left = LessonPage.objects.filter(pk__in=chosen)
    if action == "delete":
        assert not left.exists()
    elif action == "unpublish":
        assert not left.filter(live=True).exists()
    else:
        assert {each.get_parent().pk for each in left} == {other.pk}
    assert StepProgress.objects.filter(completed_at__isnull=False).count() == 2 * number


def test_several_pages_that_nobody_has_completed_go_without_a_further_question(client: Client) -> None:
    make_course(("nb",))
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert bulk(client, "delete", [lesson(1).pk, lesson(2).pk]).status_code == 302
    assert not LessonPage.objects.exists()


def test_who_deletes_the_section_above_or_moves_the_step_is_told_too(client: Client) -> None:
    course = make_course(("nb",))
    learning.finish(UserFactory(), lesson(1))
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    above = client.get(reverse("wagtailadmin_pages:delete", args=[course.get_parent().pk]))
    assert "Færre enn fem personer" in above.content.decode()
    moved = client.get(reverse("wagtailadmin_pages:move_confirm", args=[lesson(1).pk, lesson(1).get_parent().pk]))
    assert "Færre enn fem personer" in moved.content.decode()


@pytest.mark.parametrize(("number", "told"), [(1, "Færre enn fem personer"), (6, "6 personer"), (0, "")])
def test_before_a_step_goes_the_editor_is_told_how_many_have_done_it(client: Client, number: int, told: str) -> None:
    make_course(("nb",))
    for _each in range(number):
        learning.finish(UserFactory(), lesson(1))
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    body = client.get(reverse("wagtailadmin_pages:delete", args=[lesson(1).pk])).content.decode()
    assert (told in body) if told else ("har fullført steg" not in body)
    address = reverse("wagtailadmin_pages:unpublish", args=[lesson(1).pk])
    asked = client.post(address)
    if told:
        assert told in asked.content.decode()
        assert lesson(1).live
        client.post(address, {"known": "1"})
    assert not lesson(1).live


def test_a_step_that_is_taken_out_takes_no_completion_and_no_certificate(client: Client) -> None:
    make_course(("nb",))
    person = UserFactory()
    for number in (1, 2):
        learning.finish(person, lesson(number))
    module = lesson(1).get_parent().specific
    outline = outline_around(module, "nb")
    assert outline is not None
    certificate = issue(person, outline, module, "Kari", "nb")
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    client.post(reverse("wagtailadmin_pages:delete", args=[lesson(2).pk]))
    assert StepProgress.objects.filter(person=person, completed_at__isnull=False).count() == 2
    assert CourseCompletion.objects.of(person).count() == 1
    client.force_login(person)
    assert client.get(reverse("courses:certificate", args=[certificate.code])).status_code == 200
    assert "Alt er gjort" in client.get(reverse("courses:mine")).content.decode()
