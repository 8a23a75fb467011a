"""The story of a project: what has happened, in order, of every kind, and at the same cost however long it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from improvement.models import LoggedChange, ProcessNote, Project
from improvement.services.versions import create
from portal.accounts.roles import Role
from portal.actions.services.decisions import add_decision
from portal.gatherings.services import meetings
from tests.factories.gatherings import meeting
from tests.factories.improvement import join, make_cycle, make_goal, make_measure, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client: Client) -> Project:
    project = make_project()
    client.force_login(project.created_by)
    return project


def told(client: Client, project: Project, query: str = "") -> list[tuple[str, str]]:
    months = client.get(reverse("improvement:story", args=[project.pk]) + query).context["months"]
    return [(line["event"].kind, line["event"].words) for month in months for line in month["events"]]


def one_of_each(project: Project) -> None:
    lead = project.created_by
    step = reverse("improvement:step_mark", args=[project.pk, "1a"])
    browser = Client()
    browser.force_login(lead)
    browser.post(step, {"state": "done"})
    make_goal(project, what="Felles agenda", agreed_on=date(2026, 3, 1), agreed_by="Ledermøtet")
    make_measure(project, name="Andel")
    make_cycle(project, title="Ring", started_on=date(2026, 4, 1), ended_on=date(2026, 4, 8))
    create(LoggedChange, project, lead, {"what": "Ny påminnelse", "changed_on": date(2026, 5, 1)})
    create(ProcessNote, project, lead, {"seen": "Vi venter", "noted_on": date(2026, 5, 2)})
    add_decision(lead, project.space, "Ring alle", decided_on=date(2026, 5, 3), decided_by_text="Styringsgruppen")
    gathering = meeting(project.space, lead)
    meetings.announce(lead, gathering)
    browser.post(reverse("improvement:register_keep", args=[project.pk, "interessenter"]), {"title": "Før"})


def test_every_kind_stands_in_it_and_the_newest_first(client: Client, project: Project) -> None:
    one_of_each(project)
    lines = told(client, project)
    assert {kind for kind, _words in lines} == {
        *("steps", "goals", "tests", "changes", "decisions", "meetings", "notes", "lists", "people")
    }
    past = [words for kind, words in lines if kind in {"changes", "notes", "decisions", "tests"}]
    assert past == ["Ring alle", "Vi venter", "Ny påminnelse", "Ring", "Ring"]


def test_one_kind_at_a_time_and_nonsense_shows_everything(client: Client, project: Project) -> None:
    one_of_each(project)
    assert told(client, project, "?hva=changes") == [("changes", "Ny påminnelse")]
    assert told(client, project, "?hva=tull") == told(client, project)


def test_going_back_shows_as_a_line_with_its_reason(client: Client, project: Project) -> None:
    client.post(reverse("improvement:step_mark", args=[project.pk, "2b"]), {"state": "done"})
    row = project.steps.get(key="plan.goals")
    data = {"state": "in_progress", "note": "", "reason": "Målet var for stort", "version": str(row.version)}
    client.post(reverse("improvement:step", args=[project.pk, "2b"]), data)
    assert ("steps", "Målet var for stort") in told(client, project, "?hva=steps")


def test_who_comes_and_goes_is_told_so_that_three_leads_are_one_story(client: Client, project: Project) -> None:
    person = join(project, Role.PROJECT_LEAD)
    project.space.members.filter(person=person).update(starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 1))
    page = client.get(reverse("improvement:story", args=[project.pk]) + "?hva=people").content.decode()
    assert f"{person} kommer inn som prosjektleder" in page
    assert f"{person} går ut som prosjektleder" in page


def test_what_is_still_to_come_says_so(client: Client, project: Project) -> None:
    ahead = timezone.localdate() + timedelta(days=30)
    make_cycle(project, title="Senere", started_on=ahead)
    page = client.get(reverse("improvement:story", args=[project.pk]) + "?hva=tests").content.decode()
    assert "kommer" in page.partition("Senere")[0].rpartition("<li>")[2]


def test_a_long_story_costs_what_a_short_one_costs_and_comes_in_pages(client: Client, project: Project) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("improvement:story", args=[project.pk]))
        return len(asked)

    one_of_each(project)
    cost()
    short = cost()
    for day in range(60):
        make_cycle(project, title=f"T{day}", started_on=date(2025, 1, 1) + timedelta(days=day))
    assert cost() == short
    found = client.get(reverse("improvement:story", args=[project.pk]) + "?hva=tests&page=2")
    assert found.context["page"].number == 2
    assert 'href="?hva=tests&amp;page=1"' in found.content.decode()
