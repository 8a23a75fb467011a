"""A goal's page: sentence and checks together, its versions, its measures; and what the overview asks about it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from improvement.models import StepState, SubStepChange
from improvement.presenters.goals import built
from portal.accounts import mydata
from portal.accounts.roles import Role
from tests.factories.improvement import WEEKLY, join, make_cycle, make_goal, make_measure, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client):
    project = make_project()
    client.force_login(project.created_by)
    return project


def state_of(project, key):
    return project.steps.get(key=key).state


class TestPreview:
    def test_sentence_and_checks_stand_together_above_the_form_and_take_the_focus(self, client, project):
        url = reverse("improvement:goal_new", args=[project.pk])
        key = client.get(url).context["form"].initial["form_key"]
        text = client.post(url, {"what": "Møter med agenda", "form_key": key, "preview": "1"}).content.decode()
        seen = re.search(r'<section[^>]*id="sentence".*?</section>', text, re.S)[0]
        assert "autofocus" in seen
        assert "bokstaver holder" in seen
        assert "Det står ingen dato." in seen or "Datoen mangler" in seen
        assert text.index('id="sentence"') < text.index('id="id_what"')
        assert 'formaction="#sentence"' in text
        assert project.goals.count() == 0

    def test_the_comments_say_that_they_are_comments_and_the_number_has_a_name_of_its_own(self, client, project):
        text = client.get(reverse("improvement:goal_new", args=[project.pk])).content.decode()
        assert text.count(": egen kommentar") == 7
        assert "Måltall" in text


def test_a_place_keeps_its_capital_in_the_sentence(project):
    goal = make_goal(project, what="Møtene", who="Brukerne", where="Demo kommune", target=80, unit="%")
    assert "(Demo kommune)" in built(goal)
    assert "for brukerne" in built(goal)


LONG = "Innen 1. juni 2027 skal 60 % av møtene i oppfølgingsteam ha en agenda laget sammen med brukeren."


def test_the_way_here_is_cut_between_words_and_the_heading_is_whole(client, project):
    goal = make_goal(project, sentence=LONG)
    text = client.get(goal.get_absolute_url()).content.decode()
    assert re.search(r"<h1[^>]*>([^<]+)</h1>", text)[1] == LONG
    crumb = re.search(r'<span aria-current="page">([^<]+)</span>', text)[1]
    assert crumb == "Innen 1. juni 2027 skal 60 % av møtene i…"
    assert "<title>Innen 1. juni 2027 skal 60 % av møtene i oppfølgingsteam ha… – " in text


class TestFigureInTheSentence:
    SAYS = "Setningen nevner ikke måltallet, 80\u00a0%. Sier de to det samme?"

    @pytest.mark.parametrize(
        ("sentence", "warned"),
        [("60 % av møtene skal ha agenda.", True), ("80 % av møtene skal ha agenda.", False), ("", False)],
    )
    def test_it_is_said_gently_and_the_goal_is_saved(self, client, project, sentence, warned):
        goal = make_goal(project)
        sent = {"version": 1, "what": "Møter", "target": "80", "unit": "%", "sentence": sentence}
        seen = client.post(goal.get_absolute_url(), {**sent, "preview": "1"}).content.decode()
        assert (self.SAYS in seen) is warned
        saved = client.post(goal.get_absolute_url(), sent, follow=True).content.decode()
        assert "Målet er lagret." in saved
        assert (self.SAYS in saved) is warned

    def test_letters_hold_all_the_same(self, client, project):
        parts = {"who": "brukere", "where": "her", "measured_by": "andelen", "baseline": 20, "target": 80, "unit": "%"}
        goal = make_goal(project, **parts, sentence="Det skal bli bedre.")
        response = client.get(goal.get_absolute_url())
        assert self.SAYS in response.content.decode()
        assert response.context["letter_views"]["m"].state == "ok"


def test_saving_leads_to_the_message(client, project):
    goal = make_goal(project)
    saved = client.post(goal.get_absolute_url(), {"version": 1, "what": "Møter"})
    assert saved["Location"] == f"{goal.get_absolute_url()}#said"
    assert 'id="said"' in client.get(goal.get_absolute_url()).content.decode()


def test_a_tick_in_the_history_says_which_letter_it_is(client, project):
    goal = make_goal(project)
    client.post(goal.get_absolute_url(), {"version": 1, "what": goal.what, "holds_r": "on"})
    labels = [each.label for each in client.get(goal.get_absolute_url()).context["history"][0].changes]
    assert labels == ["Realistisk: ja, det stemmer"]


def test_earlier_versions_tell_who_and_what_changed(client, project):
    goal = make_goal(project)
    assert client.get(goal.get_absolute_url()).context["history"] == []
    client.post(goal.get_absolute_url(), {"version": 1, "what": "Møter der brukeren er med", "target": "80"})
    client.force_login(join(project, Role.ADVISOR))  # reading is for all members
    response = client.get(goal.get_absolute_url())
    newest, first = response.context["history"]
    assert [(each.before, each.after) for each in newest.changes] == [
        ("Møter med felles agenda", "Møter der brukeren er med"),
        ("", "80"),
    ]
    assert newest.who == str(project.created_by)
    assert first.changes == ()
    assert "Tidligere versjoner" in response.content.decode()


class TestMeasureFromGoal:
    @pytest.mark.parametrize("asked", [True, False])
    def test_direction_unit_and_target_come_from_the_goal(self, client, project, asked):
        goal = make_goal(project, aim="down", unit="dager", target=10, measured_by="ventetid")
        if asked:
            make_goal(project, what="Et annet")
        url = reverse("improvement:measure_new", args=[project.pk])
        form = client.get(url + (f"?goal={goal.pk}" if asked else "")).context["form"]
        assert form.initial["wanted"] == "down"
        assert (form.initial["unit"], form.initial["target"], form.initial["name"]) == ("dager", 10, "Ventetid")

    def test_a_goal_in_per_cent_gives_a_measure_in_per_cent_and_its_way(self, client, project):
        make_goal(project, unit="%", baseline=60, target=20)
        form = client.get(reverse("improvement:measure_new", args=[project.pk])).context["form"]
        assert (form.initial["shape"], form.initial["wanted"]) == ("percent", "down")

    def test_somebody_elses_goal_fills_in_nothing(self, client, project):
        other = make_goal(make_project(title="Et annet"), aim="down")
        url = reverse("improvement:measure_new", args=[project.pk])
        assert "wanted" not in client.get(f"{url}?goal={other.pk}").context["form"].initial


class TestNudges:
    def test_the_page_asks_and_a_person_answers(self, client, project):
        make_goal(project)
        make_measure(project, WEEKLY)
        page = client.get(project.get_absolute_url())
        assert [nudge.question for nudge in page.context["nudges"]] == [
            "Dere har et mål. Er 2b Sette mål gjort?",
            "Dere har en måling. Er 2c Velge måleverktøy gjort?",
        ]
        assert state_of(project, "plan.goals") == StepState.NOT_STARTED
        client.post(page.context["nudges"][0].mark_url, {"state": "done"})
        assert state_of(project, "plan.goals") == StepState.DONE
        assert SubStepChange.objects.get().who == project.created_by
        assert len(client.get(project.get_absolute_url()).context["nudges"]) == 1

    def test_a_begun_test_asks_whether_testing_is_under_way(self, client, project):
        make_cycle(project, started_on="2026-09-01", stage="do")
        (nudge,) = client.get(project.get_absolute_url()).context["nudges"]
        client.post(nudge.mark_url, {"state": nudge.state})
        assert state_of(project, "do.test") == StepState.IN_PROGRESS

    def test_a_step_that_has_moved_is_left_alone_and_readers_are_not_asked(self, client, project):
        make_goal(project)
        project.steps.filter(key="plan.goals").update(state=StepState.IN_PROGRESS)
        client.post(reverse("improvement:step_mark", args=[project.pk, "2b"]), {"state": "done"})
        assert state_of(project, "plan.goals") == StepState.IN_PROGRESS
        make_measure(project)
        client.force_login(join(project, Role.ADVISOR))
        assert client.get(project.get_absolute_url()).context["nudges"] == []


def test_steps_marked_together_are_told_in_their_order(client, project):
    keys = ["prepare.knowledge", "prepare.recognise", "prepare.anchor"]
    client.post(reverse("improvement:done_before", args=[project.pk]), {"steps": keys})
    told = [change.key for change in client.get(project.get_absolute_url()).context["story"]]
    assert told == ["prepare.recognise", "prepare.anchor", "prepare.knowledge"]


def test_my_data_holds_what_i_have_written_and_not_what_others_wrote(client, project):
    make_goal(project, what="Mitt mål")
    other = make_project(title="Et annet")
    make_goal(other, what="Deres mål")
    _title, export = mydata.exporters()["improvement"]
    copy = str(export(project.created_by))
    assert "Mitt mål" in copy
    assert "Deres mål" not in copy
