"""Goals hang together, from the nation to the effect for one person (S20)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from improvement.models import Goal, Project
from tests.factories.improvement import make_goal, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client: Client) -> Project:
    project = make_project()
    client.force_login(project.created_by)
    return project


def save(client: Client, goal: Goal, **values: object) -> object:
    goal.refresh_from_db()
    return client.post(goal.get_absolute_url(), {"what": goal.what, "version": str(goal.version), **values})


def test_the_overview_lays_each_goal_below_the_one_it_contributes_to(client: Client, project: Project) -> None:
    person, service, nation = (
        make_goal(project, what=what) for what in ("Trygghet", "Felles agenda", "Bedre resultat")
    )
    assert save(client, person, level="person", parent=str(service.pk)).status_code == 302
    assert save(client, service, level="service", parent=str(nation.pk)).status_code == 302
    found = client.get(project.get_absolute_url()).context
    assert [(each["goal"], each["depth"]) for each in found["goals"]] == [(nation, 0), (service, 1), (person, 2)]
    assert found["main_goal"]["goal"] == person, "the head of the page keeps the goal that was first written"
    page = client.get(service.get_absolute_url()).content.decode()
    for other in (person, nation):
        assert f'href="{other.get_absolute_url()}"' in page


def test_a_goal_cannot_contribute_to_itself_or_to_what_contributes_to_it(client: Client, project: Project) -> None:
    upper, lower = make_goal(project, what="Øvre"), make_goal(project, what="Nedre")
    save(client, lower, parent=str(upper.pk))
    answer = save(client, upper, parent=str(lower.pk), who="Alle brukere")
    assert answer.status_code == 422
    assert "«Nedre» bidrar selv til dette målet." in answer.content.decode()
    assert "Alle brukere" in answer.content.decode()
    assert save(client, upper, parent=str(upper.pk)).status_code == 422
    upper.refresh_from_db()
    assert upper.parent is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=upper.pk).update(parent=upper.pk)


def test_a_goal_of_another_project_cannot_be_chosen(client: Client, project: Project) -> None:
    own, theirs = make_goal(project), make_goal(make_project())
    assert save(client, own, parent=str(theirs.pk)).status_code == 422


def test_versions_and_the_page_for_two_say_which_goal(client: Client, project: Project) -> None:
    upper, lower = make_goal(project, what="Øvre mål"), make_goal(project, what="Nedre mål")
    save(client, lower, parent=str(upper.pk))
    assert "Øvre mål" in client.get(lower.get_absolute_url()).content.decode().partition("Tidligere versjoner")[2]
    late = client.post(lower.get_absolute_url(), {"what": "Nedre mål, nytt", "version": "1"})
    assert late.status_code == 409
    assert "Øvre mål" in late.content.decode()


def test_one_that_is_laid_aside_leaves_those_below_it_as_they_are(client: Client, project: Project) -> None:
    upper, lower = make_goal(project, what="Øvre"), make_goal(project, what="Nedre")
    save(client, lower, parent=str(upper.pk))
    client.post(reverse("improvement:archive", args=[project.pk, "mal", upper.pk]), {"archive": "yes"})
    assert [(each["goal"], each["depth"]) for each in client.get(project.get_absolute_url()).context["goals"]] == [
        (lower, 0)
    ]
