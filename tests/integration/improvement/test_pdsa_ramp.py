"""A chain read as a ramp, and the coach beside each test; both cost the same however long the chain is."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from improvement.models import PdsaChain, Point, Revision
from portal.accounts.roles import Role
from portal.security.models import AuditEntry
from tests.factories.improvement import join, make_cycle, make_measure, make_project

pytestmark = pytest.mark.django_db

SIZES = ("one", "few", "unit", "several", "all")
FOUND = {"question": "Virker det?", "prediction": "Åtte av ti", "finding": "Sju av ti", "match": "partly"}


@pytest.fixture
def project():
    return make_project()


@pytest.fixture
def lead(client, project):
    client.force_login(project.created_by)
    return client


def body(response):
    return response.content.decode()


def chain_of(project, length, **values):
    """A chain of closed tests, each larger than the one before."""
    previous, cycles = None, []
    for n in range(length):
        given = {"stage": "closed", "decision": "expand", "scale": SIZES[min(n, 4)], "questions": [FOUND], **values}
        began = date(2026, 1, 5) + timedelta(weeks=n)
        previous = make_cycle(project, title=f"Runde {n + 1}", previous=previous, started_on=began, **given)
        cycles.append(previous)
    return cycles


def count(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


class TestRamp:
    def test_list_and_drawing_say_the_same(self, lead, project):
        cycles = chain_of(project, 3)
        page = body(lead.get(cycles[0].chain.get_absolute_url()))
        places = [page.index(f"PDSA {n}: Runde {n}") for n in (1, 2, 3)]
        assert places == sorted(places)
        said = "3 tester. Fra «én person, én dag» til «ett team eller én enhet, noen uker»."
        assert page.count(said) == 3  # above the drawing, and as the text twin of both sizes of it
        heights = [float(one) for one in re.findall(r'height="([\d.]+)" rx', page)]
        assert heights == [30.0, 60.0, 90.0] * 2
        for text in ("Sju av ti", "delvis som forutsett", "utvide: teste det i større omfang"):
            assert page.count(text) >= 3
        assert f"?etter={cycles[-1].pk}" in page

    def test_a_planned_test_is_dashed_and_one_that_does_not_say_how_large_is_low(self, lead, project):
        first = make_cycle(project, stage="do", started_on=date(2026, 1, 5))
        make_cycle(project, previous=first, scale="few")
        page = body(lead.get(first.chain.get_absolute_url()))
        assert re.findall(r'height="([\d.]+)" rx="3" class="v-ramp-step"( data-unsaid| stroke-dash)?', page)[:2] == [
            ("30.0", " data-unsaid"),
            ("60.0", " stroke-dash"),
        ]
        assert "Ikke sagt hvor stort" in page
        assert "?etter=" not in page

    def test_the_change_gets_its_name_with_a_version_and_an_entry_in_the_log(self, lead, project):
        chain = make_cycle(project).chain
        url = chain.get_absolute_url()
        assert lead.post(url, {"name": "Koordinator ringer før møtet", "version": 1}).status_code == 302
        assert "Koordinator ringer før møtet" in body(lead.get(url))
        assert Revision.objects.filter(target_type="pdsachain", target_id=chain.pk).count() == 2
        assert AuditEntry.objects.filter(action="pdsachain.saved", target_id=str(chain.pk)).count() == 1
        told = lead.post(url, {"name": "Noe helt annet", "version": 1})
        assert told.status_code == 409
        assert body(told).count("Noe helt annet") >= 2
        assert "Koordinator ringer før møtet" in body(told)
        empty = lead.post(url, {"name": " ", "version": 2})
        assert empty.status_code == 422
        chain.refresh_from_db()
        assert chain.name == "Koordinator ringer før møtet"

    def test_a_reader_reads_and_a_stranger_finds_nothing(self, client, project):
        url = make_cycle(project).chain.get_absolute_url()
        client.force_login(join(project, Role.LEADER))
        assert 'name="name"' not in body(client.get(url))
        assert client.post(url, {"name": "Nei", "version": 1}).status_code == 404
        client.force_login(make_project().created_by)
        assert client.get(url).status_code == 404

    def test_a_chain_is_found_only_in_its_own_project(self, lead, project):
        other = make_cycle(make_project()).chain
        assert lead.get(reverse("improvement:pdsa_chain", args=[project.pk, other.pk])).status_code == 404

    def test_it_is_reached_from_the_test_and_from_the_overview(self, lead, project):
        cycles = chain_of(project, 2)
        url = cycles[0].chain.get_absolute_url()
        for page in (cycles[0].get_absolute_url(), project.get_absolute_url()):
            assert f'href="{url}"' in body(lead.get(page))

    def test_what_was_laid_aside_is_not_drawn(self, lead, project):
        cycles = chain_of(project, 3)
        lead.post(reverse("improvement:archive", args=[project.pk, "pdsa", cycles[1].pk]), {"archive": "yes"})
        lead.get(project.get_absolute_url())  # where it is said that it was archived
        page = body(lead.get(cycles[0].chain.get_absolute_url()))
        assert ("Runde 2" in page, "Runde 3" in page) == (False, True)


class TestCost:
    @pytest.mark.parametrize("where", ["ramp", "first", "last", "new", "project", "measure"])
    def test_twenty_cost_what_two_cost(self, client, where):
        asked = []
        for length in (2, 20):
            project = make_project()
            measure = make_measure(project, (40.0, 50.0))
            cycles = chain_of(project, length, measures=[measure], questions=[FOUND] * (2 if length == 2 else 5))
            client.force_login(project.created_by)
            url = {
                "ramp": cycles[0].chain.get_absolute_url(),
                "first": cycles[0].get_absolute_url(),
                "last": cycles[-1].get_absolute_url(),
                "new": reverse("improvement:pdsa_new", args=[project.pk]) + f"?etter={cycles[-1].pk}",
                "project": project.get_absolute_url(),
                "measure": measure.get_absolute_url(),
            }[where]
            asked.append(count(client, url))
        # The first of a chain is followed, the last is not; both lengths have one of each.
        assert asked[0] == asked[1]
        assert asked[1] <= 30


class TestCoach:
    def said(self, client, cycle):
        page = body(client.get(cycle.get_absolute_url()))
        found = re.search(r'<h2 id="coach"[^>]*>(.*?)</h2>', page)
        return found[1] if found else None

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({}, "Si hvor stor testen er"),
            ({"scale": "all"}, "Kan den være mindre?"),
            ({"scale": "one", "questions": [{"question": "Hva?"}]}, "Skriv hva dere tror vil skje"),
            ({"scale": "one"}, "Velg en måling som kan vise det"),
            ({"stage": "closed", "decision": "expand"}, "Planlegg neste runde mens dere husker"),
            ({"stage": "closed", "decision": "adopt"}, "Test det en gang til før alle gjør det"),
            ({"stage": "closed", "decision": "abandon"}, "Hva vil dere prøve i stedet?"),
        ],
    )
    def test_one_thing_is_said(self, lead, project, values, told):
        assert self.said(lead, make_cycle(project, **values)) == told

    def test_figures_that_are_missing_are_asked_for_where_they_are_added(self, lead, project):
        measure = make_measure(project)
        cycle = make_cycle(project, scale="one", measures=[measure], stage="do", started_on=date(2026, 1, 5))
        assert self.said(lead, cycle) == "Legg inn tall minst en gang i måneden"
        assert reverse("improvement:points_add", args=[project.pk, measure.pk]) in body(
            lead.get(cycle.get_absolute_url())
        )
        day, today = date(2026, 1, 1), date.today()
        Point.objects.bulk_create(
            Point(measure=measure, date=day + timedelta(weeks=week), value=40)
            for week in range((today - day).days // 7 + 1)
        )
        assert self.said(lead, cycle) == "En god test så langt"

    def test_a_step_that_is_too_large_is_questioned(self, lead, project):
        first = chain_of(project, 1)[0]
        assert self.said(lead, make_cycle(project, previous=first, scale="all")) == "Kan dere gå ett steg om gangen?"
        assert self.said(lead, first) == "En god test så langt"

    def test_whoever_only_reads_is_told_and_not_sent_anywhere(self, client, project):
        cycle = make_cycle(project, stage="closed", decision="adapt")
        client.force_login(join(project, Role.LEADER))
        assert self.said(client, cycle) == "Planlegg neste runde mens dere husker"
        assert "?etter=" not in body(client.get(cycle.get_absolute_url()))

    def test_no_advice_stands_in_the_way(self, lead, project):
        """It is quiet: whatever it says, the test can begin."""
        cycle = make_cycle(project, scale="all")
        plan = {"stage": "plan", "title": "En", "question": "Hva?", "prediction": "Det", "scale": "all", "version": 1}
        begun = lead.post(cycle.get_absolute_url(), {**plan, "started_on": "2026-09-14", "advance": "1"})
        assert begun.status_code == 302
        assert PdsaChain.objects.get().cycles.get().stage == "do"
