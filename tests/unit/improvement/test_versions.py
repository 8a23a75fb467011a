"""Two who write at once: whoever saves last is told, both texts stand on the page, and nothing is lost."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest
from django.urls import reverse

from improvement.models import Goal, PdsaCycle, Project, Revision, StepState, SubStepChange
from portal.accounts.roles import Role
from tests.factories.improvement import WEEKLY, join, make_cycle, make_goal, make_measure, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(client):
    from django.test import Client

    project = make_project()
    first, second = Client(), Client()
    first.force_login(project.created_by)
    second.force_login(join(project, Role.TEAM_MEMBER))
    return project, first, second


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


class TestGoal:
    def test_the_last_one_is_told_and_sees_both_texts(self, two):
        project, first, second = two
        goal = make_goal(project, what="Opprinnelig", where="i Senja")
        seen = hidden(second.get(goal.get_absolute_url()), "version")
        assert (
            first.post(
                goal.get_absolute_url(), {"what": "Den førstes tekst", "where": "i Senja", "version": seen}
            ).status_code
            == 302
        )
        response = second.post(
            goal.get_absolute_url(), {"what": "Den andres tekst", "where": "i Senja", "version": seen}
        )
        assert response.status_code == 409
        text = response.content.decode()
        assert "Den førstes tekst" in text
        assert text.count("Den andres tekst") >= 2  # side by side, and still in the form
        assert "Noen andre lagret først" in text
        assert str(project.created_by) in text
        goal.refresh_from_db()
        assert goal.what == "Den førstes tekst"

    def test_only_fields_that_differ_are_asked_about_and_the_right_one_is_proposed(self, two):
        project, first, second = two
        goal = make_goal(project, what="Opprinnelig", where="i Senja")
        url = goal.get_absolute_url()
        first.post(url, {"what": "Opprinnelig", "where": "i Bø", "version": 1})
        text = second.post(url, {"what": "Nytt", "where": "i Senja", "version": 1}).content.decode()
        assert 'name="merge-unit"' not in text
        assert re.search(r'name="merge-what" value="mine"[^>]* checked', text)
        assert re.search(r'name="merge-where" value="theirs"[^>]* checked', text)

    def test_choosing_field_by_field_saves_both(self, two):
        project, first, second = two
        goal = make_goal(project, what="Opprinnelig", where="i Senja")
        url = goal.get_absolute_url()
        first.post(url, {"what": "Den førstes", "where": "i Bø", "version": 1})
        told = second.post(url, {"what": "Den andres", "where": "i Senja", "version": 1})
        data = {"what": "Skrevet sammen", "where": "i Senja", "version": hidden(told, "version")}
        response = second.post(url, {**data, "merge-what": "mine", "merge-where": "theirs"})
        assert response.status_code == 302
        goal.refresh_from_db()
        assert (goal.what, goal.where, goal.version) == ("Skrevet sammen", "i Bø", 3)

    def test_a_third_save_in_between_brings_the_page_again(self, two):
        project, first, second = two
        goal = make_goal(project, what="Opprinnelig")
        url = goal.get_absolute_url()
        first.post(url, {"what": "En", "version": 1})
        told = second.post(url, {"what": "To", "version": 1})
        first.post(url, {"what": "Tre", "version": 2})
        again = second.post(url, {"what": "To", "version": hidden(told, "version"), "merge-what": "mine"})
        assert again.status_code == 409
        assert "Tre" in again.content.decode()

    def test_every_version_can_be_found_again(self, two):
        project, first, second = two
        goal = make_goal(project, what="Opprinnelig")
        first.post(goal.get_absolute_url(), {"what": "En", "version": 1})
        second.post(goal.get_absolute_url(), {"what": "To", "version": 2})
        kept = Revision.objects.filter(target_type="goal", target_id=goal.pk).order_by("version")
        assert [row.values["what"] for row in kept] == ["Opprinnelig", "En", "To"]

    def test_ticks_and_dates_can_be_taken_from_the_other(self, two):
        project, first, second = two
        goal = make_goal(project, what="Mål")
        url = goal.get_absolute_url()
        first.post(url, {"what": "Mål", "deadline": "2027-06-01", "holds_a": "on", "baseline": "27,5", "version": 1})
        told = second.post(url, {"what": "Mål 2", "version": 1})
        assert "27,5" in told.content.decode()
        chosen = {f"merge-{name}": "theirs" for name in ("deadline", "holds_a", "baseline")}
        second.post(url, {"what": "Mål 2", "version": hidden(told, "version"), **chosen})
        goal.refresh_from_db()
        assert (goal.what, goal.deadline, float(goal.baseline)) == ("Mål 2", date(2027, 6, 1), 27.5)
        assert goal.checks["a"]["holds"] is True


def test_a_measure_a_project_and_a_cycle_are_held_the_same_way(two):
    project, first, second = two
    measure, cycle = make_measure(project, WEEKLY), make_cycle(project)
    measure_form = {"name": "Ny", "kind": "process", "shape": "percent", "wanted": "up", "version": 1}
    plan = {"stage": "plan", "title": "En", "question": "Hva?", "prediction": "Det", "version": 1}
    cases = (
        (reverse("improvement:measure_edit", args=[project.pk, measure.pk]), measure_form, "name"),
        (reverse("improvement:project_edit", args=[project.pk]), {"title": "Ny", "version": 1}, "title"),
        (cycle.get_absolute_url(), plan, "title"),
        (
            reverse("improvement:point", args=[project.pk, measure.pk, measure.points.first().pk]),
            {"date": "2026-07-06", "figure": "25", "note": "a", "version": 1},
            "note",
        ),
    )
    for url, data, field in cases:
        assert first.post(url, data).status_code == 302, url
        told = second.post(url, {**data, field: "Min helt egen tekst"})
        assert told.status_code == 409, url
        assert told.content.decode().count("Min helt egen tekst") >= 2, url


def test_a_cycle_that_has_moved_on_refuses_an_old_plan(two):
    project, first, second = two
    cycle = make_cycle(project)
    plan = {"stage": "plan", "title": "En", "question": "Hva?", "prediction": "Åtte av ti", "started_on": "2026-09-14"}
    first.post(cycle.get_absolute_url(), {**plan, "version": 1, "advance": "1"})
    told = second.post(cycle.get_absolute_url(), {**plan, "prediction": "Etterpåklokskap", "version": 1})
    assert told.status_code == 409
    again = second.post(cycle.get_absolute_url(), {**plan, "prediction": "Etterpåklokskap", "version": 2})
    assert again.status_code != 302
    assert PdsaCycle.objects.get().questions.get().prediction == "Åtte av ti"


class TestSteps:
    def test_going_back_needs_a_reason_and_keeps_the_story(self, two):
        project, first, _second = two
        url = reverse("improvement:step", args=[project.pk, "2b"])
        assert first.post(url, {"state": "done", "note": "", "version": 1}).status_code == 302
        refused = first.post(url, {"state": "in_progress", "note": "Teksten min", "version": 2})
        assert refused.status_code == 422
        assert "Teksten min" in refused.content.decode()
        assert (
            first.post(
                url, {"state": "in_progress", "note": "", "reason": "Målet var for vagt", "version": 2}
            ).status_code
            == 302
        )
        story = list(SubStepChange.objects.filter(project=project, key="plan.goals").order_by("pk"))
        assert [(one.from_state, one.to_state, one.reason) for one in story] == [
            ("not_started", "done", ""),
            ("done", "in_progress", "Målet var for vagt"),
        ]
        assert "Målet var for vagt" in first.get(url).content.decode()

    def test_two_who_write_the_same_step(self, two):
        project, first, second = two
        url = reverse("improvement:step", args=[project.pk, "1a"])
        first.post(url, {"state": "in_progress", "note": "Den ene", "version": 1})
        told = second.post(url, {"state": "in_progress", "note": "Den andre", "version": 1})
        assert told.status_code == 409
        assert "Den ene" in told.content.decode()

    def test_several_at_once_were_done_before(self, two):
        project, first, _second = two
        url = reverse("improvement:done_before", args=[project.pk])
        keys = ["prepare.recognise", "prepare.anchor", "prepare.knowledge"]
        assert first.post(url, {"steps": keys}).status_code == 302
        assert project.steps.filter(state=StepState.DONE_BEFORE).count() == 3
        assert SubStepChange.objects.filter(project=project, to_state=StepState.DONE_BEFORE).count() == 3
        # A step that has begun is not offered, and not taken when somebody sends it all the same.
        assert first.post(url, {"steps": keys}).status_code == 422


def test_a_create_form_sent_twice_counts_once(two):
    project, first, _second = two
    page = reverse("improvement:project_new")
    key = hidden(first.get(page), "form_key")
    data = {"title": "Nytt prosjekt", "organisation": project.organisations.get().pk, "form_key": key}
    one, other = first.post(page, data), first.post(page, data)
    assert one["Location"] == other["Location"]
    assert Project.objects.filter(title="Nytt prosjekt").count() == 1
    goal_page = reverse("improvement:goal_new", args=[project.pk])
    key = hidden(first.get(goal_page), "form_key")
    one, other = (first.post(goal_page, {"what": "Samme", "form_key": key}) for _ in range(2))
    assert one["Location"] == other["Location"]
    assert Goal.objects.filter(what="Samme").count() == 1


def test_an_identity_number_is_stopped_and_the_say_so_is_audited_without_it(two):
    from portal.security.models import AuditEntry
    from tests.unit.kernel.identity_numbers import make

    project, first, _second = two
    number = make(random.Random(7))
    goal = make_goal(project)
    url = goal.get_absolute_url()
    refused = first.post(url, {"what": f"Møte {number}", "version": 1})
    assert refused.status_code == 422
    assert "not_identity_number" in refused.content.decode()
    assert not Goal.objects.filter(what__contains=number).exists()
    assert first.post(url, {"what": f"Møte {number}", "version": 1, "not_identity_number": "on"}).status_code == 302
    entry = AuditEntry.objects.get(action="identity_guard.overridden")
    assert number not in str(entry.details)


def test_reading_writes_nothing(two):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    project, first, _second = two
    make_measure(project, WEEKLY)
    first.get(project.get_absolute_url())
    with CaptureQueriesContext(connection) as caught:
        first.get(project.get_absolute_url())
    assert not [one["sql"] for one in caught if one["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
