"""The demo's examples of learners: what the leader and KE see, there once, and nothing for those who begin afresh."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.demo.learners import learn
from courses.models import BlockAnswer, CourseCompletion, Enrolment, StepProgress
from portal.accounts import demo as people
from portal.accounts.democontext import DemoContext
from portal.accounts.models import User
from tests.factories.courses import key, lesson, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> DemoContext:
    make_course(("nb",), lessons=3)
    course = lesson(1).get_parent().get_parent().specific
    course.repeat_months = 12
    course.save_revision().publish()
    context = DemoContext(say=lambda text: None)
    people.load(context)
    assert learn(context, key("course")) == 3
    return context


@pytest.mark.parametrize("who", ["leder", "ke", "orgadmin"])
def test_who_follows_up_sees_what_is_late_what_comes_soon_and_what_does_not(demo: DemoContext, who: str) -> None:
    client = Client()
    client.force_login(demo.person(who))
    address = reverse("courses:organisation", args=["demo-kommune"])
    assert address in client.get(reverse("cms:my_page")).content.decode()
    shown = client.get(address).content.decode().split("<main", 1)[1]
    assert "3 av 6 har fullført" in shown
    rows = {row.split("</th>")[0].split(">")[-1]: row for row in shown.split("<tr>")}
    assert "dagen er passert" in rows["Prosjektmedlem i demo-kommunen"]
    assert "snart" in rows["Prosjektleder i demo-kommunen"]
    later = rows["Koordinerende enhet i demo-kommunen"]
    assert "snart" not in later
    assert "dagen er passert" not in later


def test_loading_again_adds_nothing_and_what_somebody_did_since_stays(demo: DemoContext) -> None:
    late = demo.person("prosjektmedlem")
    StepProgress.objects.of(late).filter(step_key=key("lesson", 1)).update(touched_at=timezone.now())
    before = list(StepProgress.objects.order_by("pk").values_list())
    assert learn(demo, key("course")) == 0
    assert list(StepProgress.objects.order_by("pk").values_list()) == before


def test_the_coordinator_the_leader_and_the_administrator_begin_at_the_beginning(demo: DemoContext) -> None:
    fresh = [demo.person(name) for name in ("koordinator", "leder", "orgadmin", "erfaringskonsulent")]
    assert not Enrolment.objects.filter(person__in=fresh).exists()
    assert not StepProgress.objects.filter(person__in=fresh).exists()
    assert not BlockAnswer.objects.exists()


def test_it_goes_with_the_demos_people(demo: DemoContext) -> None:
    people.remove()
    assert not User.objects.filter(is_demo=True).exists()
    assert not CourseCompletion.objects.exists()
