"""Tests question by question, and one after another: what a team meets on the pages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from improvement.models import PdsaChain, PdsaCycle, PdsaQuestion, Revision
from portal.accounts.roles import Role
from tests.factories.improvement import WEEKLY, join, make_cycle, make_measure, make_project

pytestmark = pytest.mark.django_db

TWO = [
    {"question": "Blir det en felles agenda?", "prediction": "Åtte av ti"},
    {"question": "Rekker koordinatoren det?", "prediction": "Ja"},
]


@pytest.fixture
def project():
    return make_project()


@pytest.fixture
def lead(client, project):
    client.force_login(project.created_by)
    return client


def body(response):
    return response.content.decode()


def key_of(response):
    return re.search(r'name="form_key" value="([^"]+)"', body(response))[1]


def new(project, after=None):
    return reverse("improvement:pdsa_new", args=[project.pk]) + (f"?etter={after.pk}" if after else "")


def plan_of(client, project, **values):
    """Send the plan of a new cycle."""
    page = new(project)
    given = {"title": "Ring før møtet", "question": "Virker det?", "form_key": key_of(client.get(page)), **values}
    return client.post(page, given)


def closed(project, decision, **values):
    found = {"finding": "Sju av ti", "match": "partly"}
    questions = [{**each, **found} for each in TWO]
    values = {"started_on": date(2026, 9, 1), "decision_reason": "Derfor", "questions": questions, **values}
    return make_cycle(project, stage="closed", decision=decision, **values)


class TestQuestions:
    def test_three_are_planned_found_and_compared_each_for_itself(self, lead, project):
        sent = {"prediction": "Ja", "question_2": "Hva tar det?", "prediction_2": "Fem minutter"}
        sent |= {"question_3": "Blir noen lei?", "prediction_3": "Nei", "started_on": "2026-09-14", "advance": "1"}
        assert plan_of(lead, project, **sent).status_code == 302
        cycle = PdsaCycle.objects.get()
        asked = list(cycle.questions.values_list("position", "question", "prediction"))
        assert asked == [(1, "Virker det?", "Ja"), (2, "Hva tar det?", "Fem minutter"), (3, "Blir noen lei?", "Nei")]
        lead.post(cycle.get_absolute_url(), {"stage": "do", "started_on": "2026-09-14", "version": 1, "advance": "1"})
        page = body(lead.get(cycle.get_absolute_url()))
        assert 'name="finding_3"' in page
        assert 'name="finding_4"' not in page
        found = {"stage": "study", "finding": "Ja", "match": "as_predicted", "finding_2": "Ti", "match_2": "otherwise"}
        some = lead.post(cycle.get_absolute_url(), {**found, "version": 2, "advance": "1"})
        assert some.status_code == 422
        assert body(some).count("Skriv hva dere fant.") >= 1
        assert 'id="id_finding_3_error"' in body(some)
        assert "Ti</textarea>" in body(some)
        every = {**found, "finding_3": "Nei", "match_3": "partly", "version": 2, "advance": "1"}
        assert lead.post(cycle.get_absolute_url(), every).status_code == 302
        assert list(cycle.questions.values_list("match", flat=True)) == ["as_predicted", "otherwise", "partly"]
        page = body(lead.get(cycle.get_absolute_url()))
        for text in ("Hva tar det?", "Fem minutter", "Ti", "annerledes enn forutsett"):
            assert text in page

    def test_each_prediction_is_asked_for_where_it_is_missing(self, lead, project):
        sent = {"prediction": "Ja", "question_2": "Hva tar det?", "started_on": "2026-09-14", "advance": "1"}
        answer = plan_of(lead, project, **sent)
        assert answer.status_code == 422
        assert 'id="id_prediction_2_error"' in body(answer)
        assert 'id="id_prediction_error"' not in body(answer)
        assert "Hva tar det?</textarea>" in body(answer)
        assert not PdsaCycle.objects.exists()

    def test_a_prediction_without_its_question_is_refused_even_when_only_saved(self, lead, project):
        answer = plan_of(lead, project, prediction_2="Fem minutter")
        assert answer.status_code == 422
        assert 'id="id_question_2_error"' in body(answer)

    def test_one_is_taken_out_while_it_is_planned_and_the_others_close_up(self, lead, project):
        cycle = make_cycle(project, questions=[*TWO, {"question": "Tredje?", "prediction": "Nei"}])
        sent = {"stage": "plan", "title": "En", **TWO[0], "question_3": "Tredje?", "prediction_3": "Nei", "version": 1}
        assert lead.post(cycle.get_absolute_url(), sent).status_code == 302
        assert list(cycle.questions.values_list("position", "question")) == [(1, TWO[0]["question"]), (2, "Tredje?")]

    def test_there_is_room_for_one_more_and_not_for_six(self, lead, project):
        cycle = make_cycle(project, questions=TWO)
        page = body(lead.get(cycle.get_absolute_url()))
        assert page.count("Still et spørsmål til") == 3
        assert 'name="question_5"' in page
        assert 'name="question_6"' not in page

    def test_an_identity_number_in_the_second_is_stopped_and_stays_in_the_form(self, lead, project):
        number = "13097248022"
        answer = plan_of(lead, project, prediction="Ja", question_2=f"Gjelder det {number}?", prediction_2="Ja")
        assert answer.status_code == 422
        assert f"Gjelder det {number}?" in body(answer)
        assert not PdsaQuestion.objects.exists()

    def test_two_who_plan_at_once_see_both_texts_of_each_question(self, lead, project):
        cycle = make_cycle(project, questions=TWO)
        plan = {"stage": "plan", "title": cycle.title, **TWO[0], "version": 1}
        plan |= {"question_2": TWO[1]["question"], "prediction_2": "Ja"}
        assert lead.post(cycle.get_absolute_url(), {**plan, "prediction_2": "Nei"}).status_code == 302
        told = lead.post(cycle.get_absolute_url(), {**plan, "prediction": "Ni av ti"})
        assert told.status_code == 409
        for text in ("Ni av ti", "Åtte av ti", "Nei", "2. Hva tror dere vil skje?"):
            assert text in body(told)
        merged = {**plan, "prediction": "Ni av ti", "version": 2, "merge-prediction_2": "theirs"}
        assert lead.post(cycle.get_absolute_url(), merged).status_code == 302
        assert list(cycle.questions.values_list("prediction", flat=True)) == ["Ni av ti", "Nei"]

    def test_every_version_keeps_the_questions(self, lead, project):
        cycle = make_cycle(project, questions=TWO)
        sent = {"stage": "plan", "title": "En", **TWO[0], "question_2": "Ny?", "prediction_2": "Ja", "version": 1}
        lead.post(cycle.get_absolute_url(), sent)
        kept = Revision.objects.get(target_type="pdsacycle", target_id=cycle.pk, version=2)
        assert (kept.values["question"], kept.values["question_2"]) == (TWO[0]["question"], "Ny?")


class TestPlan:
    def test_scale_and_who_what_where_when_are_kept_and_read(self, lead, project):
        sent = {"prediction": "Ja", "scale": "one", "plan": "Ringe", "plan_who": "Koordinator", "plan_where": "Nord"}
        sent |= {"plan_when": "Tirsdag", "started_on": "2026-09-14", "advance": "1"}
        plan_of(lead, project, **sent)
        page = body(lead.get(PdsaCycle.objects.get().get_absolute_url()))
        for text in ("én person, én dag", "Ringe", "Koordinator", "Nord", "Tirsdag"):
            assert text in page

    def test_the_test_is_marked_on_the_charts_of_all_its_measures(self, lead, project):
        measures = [make_measure(project, WEEKLY, name=f"Mål {n}") for n in range(3)]
        sent = {"prediction": "Ja", "started_on": "2026-07-20", "advance": "1"}
        plan_of(lead, project, measures=[measures[0].pk, measures[2].pk], **sent)
        marked = ["PDSA 1: Ring" in body(lead.get(one.get_absolute_url())) for one in measures]
        assert marked == [True, False, True]
        page = body(lead.get(PdsaCycle.objects.get().get_absolute_url()))
        assert measures[2].get_absolute_url() in page
        assert f'href="{measures[1].get_absolute_url()}"' not in page

    def test_a_measure_of_another_project_is_refused(self, lead, project):
        other = make_measure(make_project(), WEEKLY)
        assert plan_of(lead, project, prediction="Ja", measures=[other.pk]).status_code == 422

    def test_a_measure_archived_since_stays_marked_when_the_plan_is_saved(self, lead, project):
        measure = make_measure(project, WEEKLY)
        cycle = make_cycle(project, measures=[measure])
        type(measure).objects.update(archived_at="2026-10-01T00:00:00Z")
        plan = {"stage": "plan", "title": "En", "question": "Hva?", "measures": [measure.pk], "version": 1}
        assert lead.post(cycle.get_absolute_url(), plan).status_code == 302
        assert cycle.measures.get() == measure


class TestChain:
    @pytest.mark.parametrize(("decision", "scale"), [("adapt", "few"), ("expand", "unit"), ("adopt", "all")])
    def test_the_decision_starts_the_next_one_filled_in(self, lead, project, decision, scale):
        measure = make_measure(project, WEEKLY)
        cycle = closed(project, decision, scale="few", plan="Ringe", plan_who="Koordinator", measures=[measure])
        assert f"?etter={cycle.pk}" in body(lead.get(cycle.get_absolute_url()))
        form = lead.get(new(project, cycle)).context["form"]
        start = {name: form[name].value() for name in ("title", "question", "question_2", "plan", "plan_who", "scale")}
        assert start == {
            "title": "Ring før møtet",
            "question": TWO[0]["question"],
            "question_2": TWO[1]["question"],
            "plan": "Ringe",
            "plan_who": "Koordinator",
            "scale": scale,
        }
        assert (form["previous"].value(), form["measures"].value()) == (cycle.pk, [measure.pk])
        assert not form["prediction"].value()

    def test_after_what_was_abandoned_one_starts_with_an_empty_page(self, lead, project):
        cycle = closed(project, "abandon", scale="few", plan="Ringe")
        form = lead.get(new(project, cycle)).context["form"]
        assert not any(form[name].value() for name in ("title", "question", "plan", "scale"))
        assert form["previous"].value() == cycle.pk

    def test_those_that_follow_are_in_one_chain_and_point_to_each_other(self, lead, project):
        cycle = closed(project, "adapt")
        plan_of(lead, project, prediction="Ja", previous=cycle.pk, started_on="2026-09-14")
        following = PdsaCycle.objects.get(previous=cycle)
        assert following.chain == cycle.chain
        assert following.get_absolute_url() in body(lead.get(cycle.get_absolute_url()))
        assert cycle.get_absolute_url() in body(lead.get(following.get_absolute_url()))
        assert f"?etter={cycle.pk}" not in body(lead.get(cycle.get_absolute_url()))

    def replan(self, lead, cycle, **values):
        cycle.refresh_from_db()
        plan = {"stage": "plan", "title": cycle.title, "question": "Hva?", "version": cycle.version}
        return lead.post(cycle.get_absolute_url(), {**plan, **values})

    def test_a_cycle_that_goes_on_from_itself_is_refused_in_words(self, lead, project):
        cycle = make_cycle(project)
        answer = self.replan(lead, cycle, previous=cycle.pk, title="Mitt nye navn")
        assert answer.status_code == 422
        assert "kan ikke fortsette fra seg selv" in body(answer)
        assert "Mitt nye navn" in body(answer)
        cycle.refresh_from_db()
        assert (cycle.previous_id, cycle.version) == (None, 1)

    def test_a_ring_is_refused_in_words(self, lead, project):
        first = make_cycle(project)
        second = make_cycle(project, previous=first)
        third = make_cycle(project, previous=second)
        answer = self.replan(lead, first, previous=third.pk)
        assert answer.status_code == 422
        assert "går i ring" in body(answer)
        first.refresh_from_db()
        assert first.previous_id is None

    def test_two_cannot_go_on_from_the_same(self, lead, project):
        first = make_cycle(project)
        make_cycle(project, previous=first)
        answer = plan_of(lead, project, prediction="Ja", previous=first.pk)
        assert answer.status_code == 422
        assert "PDSA 2 fortsetter allerede fra den testen" in body(answer)
        assert PdsaCycle.objects.count() == 2

    def test_a_cycle_of_another_project_cannot_be_chosen(self, lead, project):
        other = make_cycle(make_project())
        assert plan_of(lead, project, prediction="Ja", previous=other.pk).status_code == 422

    def test_time_goes_forward_in_a_chain(self, lead, project):
        first = closed(project, "adapt")
        answer = plan_of(lead, project, prediction="Ja", previous=first.pk, started_on="2026-08-31")
        assert answer.status_code == 422
        assert "Den fortsetter fra PDSA 1, som begynte 1. september 2026" in body(answer)
        assert plan_of(lead, project, prediction="Ja", previous=first.pk, started_on="2026-09-01").status_code == 302

    def test_the_one_before_cannot_be_moved_behind_the_one_that_follows(self, lead, project):
        first = make_cycle(project, stage="do", started_on=date(2026, 9, 1))
        make_cycle(project, previous=first, started_on=date(2026, 9, 14))
        late = {"stage": "do", "started_on": "2026-10-01", "version": 1}
        answer = lead.post(first.get_absolute_url(), late)
        assert answer.status_code == 422
        assert "PDSA 2 fortsetter fra den, og begynte 14. september 2026" in body(answer)

    def test_a_cycle_that_is_moved_takes_those_after_it_along(self, lead, project):
        first, second = make_cycle(project, title="En"), make_cycle(project, title="To")
        third = make_cycle(project, title="Tre", previous=second)
        assert PdsaChain.objects.count() == 2
        assert self.replan(lead, second, previous=first.pk).status_code == 302
        third.refresh_from_db()
        assert third.chain == first.chain
        assert list(PdsaChain.objects.values_list("name", flat=True)) == ["En"]
        assert self.replan(lead, second, previous="").status_code == 302
        third.refresh_from_db()
        assert third.chain != first.chain
        assert third.chain.name == "To"

    def test_a_reader_changes_nothing(self, client, project):
        cycle = make_cycle(project)
        client.force_login(join(project, Role.LEADER))
        page = client.get(cycle.get_absolute_url())
        assert page.status_code == 200
        assert 'name="question"' not in body(page)
        assert client.post(cycle.get_absolute_url(), {"stage": "plan", "version": 1}).status_code == 404
