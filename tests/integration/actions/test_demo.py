"""The demo's examples: there once, of demo people and roles, said to be examples, and gone with the demo."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from improvement.demo import load, remove
from portal.accounts import demo as people
from portal.accounts.democontext import DemoContext
from portal.actions.models import Action, Decision
from portal.actions.services.actions import add_action
from portal.spaces.models import Space
from portal.spaces.services.owned import space_of_person
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> DemoContext:
    call_command("setup_site", verbosity=0)
    context = DemoContext(say=lambda text: None)
    people.load(context)
    load(context)
    return context


def test_examples_for_the_demos_people_loaded_once(demo: DemoContext) -> None:
    load(demo)
    actions = list(Action.objects.select_related("responsible"))
    assert len(actions) == 4
    assert all(each.details.startswith("Eksempel") for each in actions)
    assert all(each.responsible.is_demo if each.responsible else each.responsible_text for each in actions)
    assert Action.objects.mine(demo.person("prosjektmedlem")).open().count() == 1
    assert Decision.objects.get().background.startswith("Eksempel")


def test_they_go_with_the_demo_and_what_others_wrote_stays(demo: DemoContext) -> None:
    demo_person, real = demo.person("koordinator"), UserFactory()
    for person in (demo_person, real):
        add_action(person, space_of_person(person), "Lese veilederen", responsible=person)
    remove()
    people.remove()
    assert [each.created_by for each in Action.objects.all()] == [real]
    assert not Decision.objects.exists()
    assert list(Space.objects.values_list("of_person__person", flat=True)) == [real.pk]
