"""What opens after what: told in words, answers wait, reading stays open unless the course says otherwise."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.models import BlockAnswer, ModulePage, StepProgress
from courses.presenters import continue_card
from courses.services import learning
from courses.services.order import circle_names, order_choices
from portal.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.courses import block, choice, key, lesson, make_course

pytestmark = pytest.mark.django_db


def url(name: str, *parts: object) -> str:
    return reverse(f"courses:{name}", args=parts)


@pytest.fixture
def person(client: Client) -> User:
    """A learner in a course whose second lesson opens after the first."""
    make_course(("nb", "nn"), lessons=2, modules=2)
    for language in ("nb", "nn"):
        page = lesson(2, language)
        page.requires = [str(key("lesson", 1))]
        page.save_revision().publish()
    found: User = UserFactory()
    client.force_login(found)
    return found


def test_it_can_be_read_but_answering_and_finishing_wait(client: Client, person: User) -> None:
    body = client.get(lesson(2).url).content.decode()
    assert "Du kan lese dette nå, og svare senere" in body
    assert lesson(1).url in body
    assert "Tekst 2 på nb." in body
    assert url("answer", key("lesson", 2), block(2, 2)) not in body
    client.post(url("answer", key("lesson", 2), block(2, 2)), {"choices": choice(2, 2, 0)})
    told = client.post(url("finish", key("lesson", 2)), follow=True).content.decode()
    assert "Noe annet kommer først" in told
    client.post(url("position", key("lesson", 2)), {"block": str(block(2, 2))})
    assert not BlockAnswer.objects.exists()
    assert not StepProgress.objects.exists()


def test_it_opens_when_the_first_is_done_in_any_language(client: Client, person: User) -> None:
    learning.finish(person, lesson(1, "nn"))
    body = client.get(lesson(2).url).content.decode()
    assert "svare senere" not in body
    client.post(url("finish", key("lesson", 2)))
    assert StepProgress.objects.get(step_key=key("lesson", 2)).completed_at


def test_a_step_that_is_begun_stays_open_when_an_order_comes_later(client: Client, person: User) -> None:
    client.post(url("answer", key("lesson", 3), block(3, 2)), {"choices": choice(3, 2, 0)})
    page = lesson(3)
    page.requires = [str(key("module", 1))]
    page.save_revision().publish()
    client.post(url("finish", key("lesson", 3)))
    assert StepProgress.objects.get(step_key=key("lesson", 3)).completed_at


def test_a_module_opens_after_a_module_and_continue_leads_to_what_is_open(client: Client, person: User) -> None:
    module = ModulePage.objects.get(translation_key=key("module", 2), locale__language_code="nb")
    module.requires = [str(key("module", 1))]
    module.save_revision().publish()
    page = lesson(1)
    page.requires = [str(key("lesson", 2))]
    client.post(url("start", key("course")))
    card = continue_card(person, "nb")
    assert card is not None
    assert card.step == "Leksjon 1"
    assert client.get(module.url).content.decode().count("åpner senere") == 2
    learning.finish(person, lesson(1))
    card = continue_card(person, "nb")
    assert card is not None
    assert card.step == "Leksjon 2"
    learning.finish(person, lesson(2))
    assert client.get(module.url).content.decode().count("åpner senere") == 0


def test_a_course_may_keep_closed_what_waits(client: Client, person: User) -> None:
    course = lesson(1).get_parent().get_parent().specific
    course.read_ahead = False
    course.save_revision().publish()
    for reader in (client, Client()):
        body = reader.get(lesson(2).url).content.decode()
        assert "Dette åpner senere" in body
        assert "Tekst 2 på nb." not in body
    learning.finish(person, lesson(1))
    assert "Tekst 2 på nb." in client.get(lesson(2).url).content.decode()


def test_editors_tick_others_of_the_course_and_never_the_own_module(person: User) -> None:
    page = lesson(1)
    keys = [found for found, _title in order_choices(page, page.get_parent())]
    assert keys == [str(key("lesson", 2)), str(key("module", 2)), str(key("lesson", 3)), str(key("lesson", 4))]


def test_a_circle_is_named_also_through_a_draft(person: User) -> None:
    page = lesson(1)
    assert circle_names(page, page.get_parent(), []) == []
    assert circle_names(page, page.get_parent(), [str(key("lesson", 2))]) == ["Leksjon 1", "Leksjon 2", "Leksjon 1"]
    draft = lesson(3)
    draft.requires = [str(key("lesson", 1))]
    draft.save_revision()
    assert circle_names(page, page.get_parent(), [str(key("lesson", 3))]) == ["Leksjon 1", "Leksjon 3", "Leksjon 1"]


def test_the_admin_refuses_a_circle_and_keeps_a_rule(client: Client, person: User) -> None:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    page = lesson(1)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "minutes": 10,
            "summary": "",
            "body": streamfield([]),
            "done_combine": "any",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
        }
    )
    sent |= {"done_when": ["tasks", "decided"], "requires": [str(key("lesson", 2))]}
    answer = client.post(address, sent)
    assert "«Leksjon 1» → «Leksjon 2» → «Leksjon 1»" in answer.content.decode()
    done = client.post(address, {**sent, "requires": [str(key("lesson", 3))], "action-publish": "1"})
    assert done.status_code == 302, done.context["form"].errors
    assert lesson(1).requires == [str(key("lesson", 3))]
    assert lesson(1).completion == {"conditions": ["tasks", "decided"], "combine": "any", "needed": 0, "right": 0}
