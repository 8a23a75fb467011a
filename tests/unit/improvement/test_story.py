"""The project lead's way through: start, done before, goal, measure, test; always one next step; in few queries."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from improvement.models import Goal, Measure, PdsaCycle, Project
from improvement.presenters.mypage import my_projects_cards
from portal.accounts.roles import Role
from portal.cms.mypage import cards
from tests.factories.accounts import MembershipFactory
from tests.factories.actions import make_action
from tests.factories.improvement import WEEKLY, join, make_cycle, make_goal, make_measure, make_project

pytestmark = pytest.mark.django_db


def key_of(response):
    return re.search(r'name="form_key" value="([^"]*)"', response.content.decode())[1]


def next_title(client, project):
    return client.get(project.get_absolute_url()).context["next"].title


def test_the_whole_way(client):
    lead = MembershipFactory(role=Role.PROJECT_LEAD)
    client.force_login(lead.person)
    page = reverse("improvement:project_new")
    data = {"title": "Oppfølgingsteam", "organisation": lead.organisation.pk, "form_key": key_of(client.get(page))}
    client.post(page, data)
    project = Project.objects.get()
    assert next_title(client, project) == "Hvor står dere?"

    client.post(reverse("improvement:done_before", args=[project.pk]), {"steps": ["prepare.recognise", "plan.map"]})
    assert next_title(client, project) == "Skriv et mål"

    page = reverse("improvement:goal_new", args=[project.pk])
    client.post(page, {"what": "Møter med felles agenda", "form_key": key_of(client.get(page))})
    assert next_title(client, project) == "Velg hva dere skal måle"

    page = reverse("improvement:measure_new", args=[project.pk])
    form = {
        "name": "Andel",
        "kind": "process",
        "shape": "percent",
        "wanted": "up",
        "form_key": key_of(client.get(page)),
    }
    client.post(page, {**form, "goal": Goal.objects.get().pk, "is_practice": "on", "target": "60"})
    measure = Measure.objects.get()
    assert next_title(client, project) == "Legg inn de første tallene"

    rows = "\n".join(f"{24 + 7 * i // 7}" for i in range(20))
    pasted = {"many": "1", "many-text": rows, "many-start": "2026-07-06", "many-interval": "weekly"}
    preview = client.post(reverse("improvement:points_add", args=[project.pk, measure.pk]), pasted, follow=True)
    client.post(reverse("improvement:points_confirm", args=[project.pk, measure.pk, preview.context["draft"].pk]))
    assert measure.points.count() == 20
    assert next_title(client, project) == "Planlegg en liten test"

    page = reverse("improvement:pdsa_new", args=[project.pk])
    plan = {"title": "Ring før møtet", "question": "Virker det?", "measures": measure.pk, "started_on": "2026-09-14"}
    refused = client.post(page, {**plan, "advance": "1", "form_key": key_of(client.get(page))})
    assert refused.status_code == 422  # the prediction comes first
    assert "Skriv hva dere tror vil skje" in refused.content.decode()
    client.post(page, {**plan, "prediction": "Over 45 %", "advance": "1", "form_key": key_of(refused)})
    cycle = PdsaCycle.objects.get()
    assert cycle.stage == "do"
    assert "PDSA 1: Ring før møtet" in client.get(measure.get_absolute_url()).content.decode()

    url = cycle.get_absolute_url()
    assert 'name="finding"' not in client.get(url).content.decode()
    steps = (
        ({"stage": "do", "started_on": "2026-09-14", "ended_on": "2026-09-01", "advance": "1"}, 422),
        ({"stage": "do", "started_on": "2026-09-14", "ended_on": "2026-11-20", "advance": "1"}, 302),
        ({"stage": "study", "advance": "1"}, 422),
        ({"stage": "study", "finding": "50 %", "match": "as_predicted", "advance": "1"}, 302),
        ({"stage": "act", "decision": "abandon", "advance": "1"}, 422),
        ({"stage": "act", "decision": "adapt", "next_step": "Hjemmetjenesten", "advance": "1"}, 302),
    )
    for sent, status in steps:
        cycle.refresh_from_db()
        assert client.post(url, {**sent, "version": cycle.version}).status_code == status, sent
    cycle.refresh_from_db()
    assert (cycle.stage, cycle.questions.get().prediction) == ("closed", "Over 45 %")
    assert "Planlegg neste runde" in client.get(url).content.decode()
    assert next_title(client, project) == "Planlegg neste runde etter PDSA 1"


def test_the_goal_may_be_incomplete_and_says_what_is_missing(client):
    project = make_project()
    client.force_login(project.created_by)
    goal = make_goal(project)
    text = client.get(goal.get_absolute_url()).content.decode()
    assert "Tallet for i dag mangler." in text
    assert "Datoen mangler." in text


def test_the_sentence_is_built_from_the_parts_and_shown_without_saving(client):
    project = make_project()
    client.force_login(project.created_by)
    page = reverse("improvement:goal_new", args=[project.pk])
    data = {
        "what": "Møter med felles agenda",
        "where": "i alle oppfølgingsteam",
        "baseline": "27,5",
        "target": "60",
        "unit": "%",
        "deadline": "2027-06-01",
        "form_key": key_of(client.get(page)),
        "preview": "1",
    }
    response = client.post(page, data)
    built = "Innen 1. juni 2027 skal møter med felles agenda gå fra 27,5\u00a0% til 60\u00a0% (i alle oppfølgingsteam)."
    assert built in response.content.decode()
    assert 'value="27,5"' in response.content.decode()
    assert Goal.objects.count() == 0


def full_project(measures=3):
    project = make_project()
    for _person in range(4):
        join(project, Role.TEAM_MEMBER)
    for number in range(measures):
        measure = make_measure(project, WEEKLY, name=f"Mål {number}")
        make_cycle(project, measures=[measure], started_on=date(2026, 9, 14))
        make_goal(project)
    return project


def count(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_overview_keeps_its_budget_however_much_there_is(client):
    small, large = full_project(1), full_project(6)
    client.force_login(small.created_by)
    few = count(client, small.get_absolute_url())
    client.force_login(large.created_by)
    many = count(client, large.get_absolute_url())
    assert many <= 25
    assert many == few


def test_the_overview_shows_what_waits_and_ticks_it(client):
    project = full_project(1)
    action = make_action(project.space, project.created_by, "Ringe NAV", due=date(2020, 1, 1))
    client.force_login(project.created_by)
    page = client.get(project.get_absolute_url()).content.decode()
    assert action.get_absolute_url() in page
    assert "dager over fristen" in page
    assert f"/rom/{project.space_id}/tiltak/nytt/" in page
    tick = reverse("actions:finish", args=[project.space_id, action.pk])
    answer = client.post(tick, {"next": project.get_absolute_url()}, follow=True)
    assert answer.redirect_chain[0][0] == f"{project.get_absolute_url()}#said"
    assert action.get_absolute_url() not in answer.content.decode()
    client.force_login(join(project, Role.ADVISOR))
    assert f"/rom/{project.space_id}/tiltak/nytt/" not in client.get(project.get_absolute_url()).content.decode()


def test_the_list_asks_as_much_for_twenty_as_for_two(client):
    lead = make_project().created_by
    make_project(lead)
    client.force_login(lead)
    url = reverse("improvement:projects")
    few = count(client, url)
    for _each in range(18):
        make_project(lead)
    assert count(client, url) == few


def test_my_page_gets_a_card_for_each_project_in_a_fixed_number_of_queries(rf):
    project = full_project(1)
    request = rf.get("/")
    request.user = project.created_by
    with CaptureQueriesContext(connection) as caught:
        mine = list(my_projects_cards(request))
    assert [(card.title, card.eyebrow) for card in mine] == [("Oppfølgingsteam", "Prosjekt")]
    assert mine[0].url
    assert len(caught) <= 8
    assert mine[0] in cards(request)


class TestDemo:
    @pytest.fixture
    def demo(self, db):
        from improvement.demo import load
        from portal.accounts import demo as people
        from portal.accounts.democontext import DemoContext

        context = DemoContext(say=lambda line: None)
        people.load(context)
        load(context)
        return context

    def test_it_holds_what_the_story_needs(self, client, demo):
        project = Project.objects.get()
        client.force_login(demo.person("prosjektmedlem"))
        page = client.get(project.get_absolute_url())
        assert page.status_code == 200
        assert page.context["phase"] == "3 Utføre"
        practice, senja = page.context["charts"]
        assert len(practice.points) == 20
        assert practice.measure.is_practice
        assert practice.facts.verdict.is_signal
        assert practice.started_cycles
        assert [value for _point, value in senja.measured] == [50, 102]
        assert "Senja 10. oktober 2023" in senja.measure.source
        assert not senja.measure.is_practice
        assert page.context["goals"][0]["holding"] == 6

    def test_again_changes_nothing_and_it_can_be_taken_away(self, demo):
        from improvement.demo import load, remove
        from portal.spaces.models import Space

        load(demo)
        assert Project.objects.count() == 1
        remove()
        assert Project.objects.count() == Space.objects.filter(kind="project").count() == 0


def test_no_migration_is_missing():
    call_command("makemigrations", "improvement", "--check", "--dry-run", verbosity=0)
