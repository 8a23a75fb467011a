"""The driver diagram and the idea board: what hangs on what, and votes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from improvement.models import Driver, Idea, IdeaVote, Project
from improvement.services.versions import create
from portal.accounts.roles import Role
from tests.factories.improvement import join, make_goal, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client: Client) -> Project:
    project = make_project()
    client.force_login(project.created_by)
    return project


def driver(project: Project, what: str, parent: Driver | None = None) -> Driver:
    return create(Driver, project, project.created_by, {"what": what, "parent": parent})


def idea(project: Project, what: str, **values: object) -> Idea:
    return create(Idea, project, project.created_by, {"what": what, **values})


def page(client: Client, project: Project, slug: str, look: str = "") -> object:
    return client.get(reverse("improvement:register", args=[project.pk, slug]) + (f"?vis={look}" if look else ""))


def test_the_diagram_goes_from_the_aim_through_drivers_to_ideas(client: Client, project: Project) -> None:
    goal = make_goal(project, what="Felles agenda")
    first = driver(project, "Tid")
    Driver.objects.filter(pk=first.pk).update(goal=goal)
    second = driver(project, "Frikjøpt halvtime", first)
    other = driver(project, "Lyst")
    idea(project, "Ring før møtet", driver=second)
    found = page(client, project, "drivere", "tre").context
    assert [(node["driver"], node["depth"]) for node in found["tree"]] == [(first, 0), (second, 1), (other, 0)]
    assert [each.what for each in found["tree"][1]["ideas"]] == ["Ring før møtet"]
    assert found["aims"] == [goal]
    assert found["warnings"] == ["Ingenting virker på «Lyst» ennå."]


def test_a_ring_is_refused_with_words_and_what_was_typed_stays(client: Client, project: Project) -> None:
    first = driver(project, "Tid")
    last = driver(project, "Halvtime", driver(project, "Plan", first))
    for parent in (first, last):
        data = {"what": "Mer tid", "parent": str(parent.pk), "version": "1"}
        answer = client.post(first.get_absolute_url(), data)
        assert answer.status_code == 422
        assert "i ring" in answer.content.decode()
        assert "Mer tid" in answer.content.decode()
    first.refresh_from_db()
    assert (first.what, first.parent) == ("Tid", None)


def test_the_database_refuses_a_driver_that_hangs_on_itself(project: Project) -> None:
    row = driver(project, "Tid")
    with pytest.raises(IntegrityError), transaction.atomic():
        Driver.objects.filter(pk=row.pk).update(parent=row.pk)


def test_the_board_places_ideas_by_effect_and_effort(client: Client, project: Project) -> None:
    idea(project, "Ring", effect=5, effort=2)
    idea(project, "Nytt fagsystem", effect=4, effort=5)
    idea(project, "Plakat", effect=2, effort=1)
    idea(project, "Ukjent", effect=3)
    found = page(client, project, "ideer", "tavle").context
    placed = {field["key"]: [row.what for row in field["rows"]] for field in found["fields"]}
    assert placed == {"first": ["Ring"], "plan": ["Nytt fagsystem"], "along": ["Plakat"], "wait": []}
    assert [row.what for row in found["unplaced"]] == ["Ukjent"]


def test_each_has_one_vote_an_idea_and_can_take_it_back(client: Client, project: Project) -> None:
    ring, skriv = idea(project, "Ring"), idea(project, "Skriv")
    reader = Client()
    reader.force_login(join(project, Role.ADVISOR))
    for browser in (client, client, reader):
        browser.post(reverse("improvement:idea_vote", args=[project.pk, skriv.pk]), {"vote": "yes"})
    client.post(reverse("improvement:idea_vote", args=[project.pk, ring.pk]), {"vote": "yes"})
    lines = page(client, project, "ideer", "stemmer").context["lines"]
    assert [(line["idea"].what, line["votes"], line["mine"]) for line in lines] == [
        ("Skriv", 2, True),
        ("Ring", 1, True),
    ]
    client.post(reverse("improvement:idea_vote", args=[project.pk, skriv.pk]), {"vote": "no"})
    assert skriv.votes.count() == 1
    outsider = Client()
    outsider.force_login(make_project().created_by)
    assert (
        outsider.post(reverse("improvement:idea_vote", args=[project.pk, ring.pk]), {"vote": "yes"}).status_code == 404
    )


def test_nobody_votes_in_an_archived_project_or_for_what_is_laid_aside(client: Client, project: Project) -> None:
    row = idea(project, "Ring")
    address = reverse("improvement:idea_vote", args=[project.pk, row.pk])
    client.post(reverse("improvement:archive", args=[project.pk, "ideer", row.pk]), {"archive": "yes"})
    assert client.post(address, {"vote": "yes"}).status_code == 404
    client.post(reverse("improvement:archive", args=[project.pk, "ideer", row.pk]), {"archive": "no"})
    client.post(reverse("improvement:project_archive", args=[project.pk]), {"archive": "yes"})
    client.post(address, {"vote": "yes"})
    assert not IdeaVote.objects.exists()


def test_many_drivers_ideas_and_votes_cost_no_more_questions(client: Client, project: Project) -> None:
    def costs() -> list[int]:
        numbers = []
        for slug, look in (
            ("drivere", ""),
            ("drivere", "tre"),
            ("ideer", ""),
            ("ideer", "tavle"),
            ("ideer", "stemmer"),
        ):
            with CaptureQueriesContext(connection) as asked:
                page(client, project, slug, look)
            numbers.append(len(asked))
        return numbers

    def grow(number: int) -> None:
        for n in range(number):
            root = driver(project, f"D{n}")
            row = idea(project, f"I{n}", driver=driver(project, f"E{n}", root), effect=3, effort=3)
            IdeaVote.objects.create(idea=row, person=project.created_by)

    grow(2)
    costs()
    few = costs()
    grow(18)
    assert costs() == few
