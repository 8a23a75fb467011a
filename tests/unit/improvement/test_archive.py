"""What is laid aside: out of the way, still read by everybody in the project, and taken back by those who write."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from improvement.models import Measure
from portal.accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.improvement import WEEKLY, join, make_cycle, make_goal, make_measure, make_project

pytestmark = pytest.mark.django_db

MAKERS = {"mal": make_goal, "maling": make_measure, "pdsa": make_cycle}
KINDS = pytest.mark.parametrize("kind", MAKERS)
BACK = "Hent tilbake"


@pytest.fixture
def project(client):
    project = make_project(lead=UserFactory(first_name="Kari", last_name="Vik"))
    client.force_login(project.created_by)
    return project


def address(project, kind, row):
    return reverse("improvement:archive", args=[project.pk, kind, row.pk])


def visible(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@KINDS
def test_it_goes_out_of_the_way_and_stands_in_the_list_with_a_way_to_it(client, project, kind):
    row = MAKERS[kind](project)
    url = address(project, kind, row)
    assert url in client.get(row.get_absolute_url()).content.decode()
    said = client.post(url, {"archive": "yes"}, follow=True)
    text = said.content.decode()
    assert "er arkivert" in text
    assert f'href="{project.get_absolute_url()}#archived"' in text  # the message leads to the list
    assert [each["row"] for each in said.context["archived"]] == [row]
    assert [said.context[name] for name in ("goals", "charts", "cycles")] == [[], [], []]
    archived = re.search(r'<section id="archived".*?</section>', text, re.S)[0]
    assert f'href="{row.get_absolute_url()}"' in archived
    assert "<details" not in archived
    assert BACK in archived


@KINDS
def test_its_page_says_when_and_by_whom_and_can_only_be_read(client, project, kind):
    row = MAKERS[kind](project)
    client.post(address(project, kind, row), {"archive": "yes"})
    row.refresh_from_db()
    page = client.get(row.get_absolute_url())
    assert page.status_code == 200
    day = row.archived_at.strftime("%Y")
    assert re.search(rf"Arkivert \d+\. \w+ {day} av Kari Vik\. Her kan det leses, men ikke endres\.", visible(page))
    assert BACK in page.content.decode()
    assert 'name="version"' not in page.content.decode()
    sent = {"version": row.version, "what": "Noe annet", "stage": "plan", "title": "Noe annet", "question": "?"}
    assert client.post(row.get_absolute_url(), sent).status_code in {404, 405}
    row.refresh_from_db()
    assert "Noe annet" not in str(row)


@KINDS
def test_it_comes_back(client, project, kind):
    row = MAKERS[kind](project)
    client.post(address(project, kind, row), {"archive": "yes"})
    back = client.post(address(project, kind, row), {"archive": "no"})
    assert back["Location"] == f"{row.get_absolute_url()}#said"
    page = client.get(row.get_absolute_url())
    assert BACK not in page.content.decode()
    row.refresh_from_db()
    assert (row.archived_at, row.archived_by) == (None, None)


@KINDS
def test_a_reader_reads_it_and_is_not_offered_the_way_back(client, project, kind):
    row = MAKERS[kind](project)
    client.post(address(project, kind, row), {"archive": "yes"})
    client.force_login(join(project, Role.ADVISOR))
    page = client.get(row.get_absolute_url())
    assert "av Kari Vik" in page.content.decode()
    assert BACK not in page.content.decode()
    overview = client.get(project.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in overview
    assert BACK not in overview
    assert client.post(address(project, kind, row), {"archive": "no"}).status_code == 404
    client.force_login(make_project().created_by)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_the_figures_of_an_archived_measure_are_read_and_not_written(client, project):
    measure = make_measure(project, WEEKLY)
    client.post(address(project, "maling", measure), {"archive": "yes"})
    places = [project.pk, measure.pk]
    for name in ("measure", "measure_svg", "measure_csv"):
        assert client.get(reverse(f"improvement:{name}", args=places)).status_code == 200, name
    for name in ("measure_edit", "points_add"):
        assert client.get(reverse(f"improvement:{name}", args=places)).status_code == 404, name
    assert "tall/" not in re.sub(r"tall\.csv", "", client.get(measure.get_absolute_url()).content.decode())


def test_what_hangs_on_it_still_leads_to_it_and_says_so(client, project):
    goal = make_goal(project)
    measure = make_measure(project, WEEKLY, goal=goal)
    cycle = make_cycle(project, measures=[measure])
    for row, page in ((goal, measure), (measure, cycle)):
        assert "(arkivert)" not in client.get(page.get_absolute_url()).content.decode()
        client.post(address(project, "mal" if row is goal else "maling", row), {"archive": "yes"})
        assert (
            f'href="{row.get_absolute_url()}">{row}</a> (arkivert)'
            in client.get(page.get_absolute_url()).content.decode()
        )


def test_without_a_name_the_day_is_said(client, project):
    goal = make_goal(project)
    client.post(address(project, "mal", goal), {"archive": "yes"})
    type(goal).objects.update(archived_by=None)
    assert re.search(r"Arkivert \d+\. \w+ \d{4}\. Her", visible(client.get(goal.get_absolute_url())))


def test_an_archived_project_says_so_and_its_lead_takes_it_back(client, project):
    url = reverse("improvement:project_archive", args=[project.pk])
    goal = make_goal(project)
    client.post(url, {"archive": "yes"})
    page = client.get(project.get_absolute_url())
    assert re.search(r"Arkivert \d+\. \w+ \d{4}\. Her kan det leses, men ikke endres\.", visible(page))
    assert page.content.decode().count(BACK) == 1
    assert client.get(goal.get_absolute_url()).status_code == 200
    client.force_login(join(project, Role.TEAM_MEMBER))
    assert BACK not in client.get(project.get_absolute_url()).content.decode()


def test_readers_and_strange_kinds_get_nowhere(client, project):
    measure = make_measure(project)
    assert client.post(address(project, "rom", measure)).status_code == 404
    client.force_login(join(project, Role.ADVISOR))
    assert client.post(address(project, "maling", measure), {"archive": "yes"}).status_code == 404
    assert Measure.objects.get().archived_at is None
