"""A meeting from the plan to the day: what one sends, what others see, and what two do at once."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.models import Gathering
from portal.gatherings.services import meetings
from portal.security.models import AuditEntry
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting, soon
from tests.factories.improvement import join, make_project

pytestmark = pytest.mark.django_db

SENT = {
    "title": "Oppstart",
    "kind": "workshop",
    "day": "2026-12-02",
    "at": "09.00",
    "minutes": "60",
    "purpose": "Bli kjent.",
    "form": "room",
    "place": "Møterom 2",
}


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def planned(lead: User) -> Gathering:
    return meeting(make_project(lead).space, lead, agenda=TWO_PARTS)


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def order(gathering: Gathering) -> list[str]:
    gathering.refresh_from_db()
    return ["".join(slot.key for slot in part.slots) for part in gathering.agenda.parts]


class TestPlanning:
    def test_a_project_lead_plans_and_only_those_who_plan_see_the_draft(self, lead: User) -> None:
        project = make_project(lead)
        reader = join(project, Role.ORGANISATION_CONTACT)
        answer = as_(lead).post(reverse("gatherings:new", args=[project.space_id]), SENT)
        gathering = Gathering.objects.get()
        assert answer["Location"].startswith(gathering.get_absolute_url())
        assert timezone.localtime(gathering.starts_at).strftime("%d.%m.%Y %H.%M") == "02.12.2026 09.00"
        assert AuditEntry.objects.latest("pk").action == "gathering.planned"
        assert as_(reader).get(gathering.get_absolute_url()).status_code == 404
        assert "Oppstart" not in as_(reader).get(reverse("gatherings:space", args=[project.space_id])).content.decode()
        as_(lead).post(url("announce", gathering))
        assert AuditEntry.objects.latest("pk").action == "gathering.announced"
        page = as_(reader).get(gathering.get_absolute_url()).content.decode()
        assert "Onsdag 2. desember 2026, 09.00–10.00" in page
        assert "Møterom 2" in page
        assert as_(reader).get(url("edit", gathering)).status_code == 404
        assert as_(reader).post(url("announce", gathering)).status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"title": ""}, "Skriv hva møtet heter."),
            ({"day": "32.12.2026"}, "Skriv en dato"),
            ({"at": "25.00"}, "Skriv et klokkeslett"),
            ({"minutes": "0"}, "5"),
            ({"form": "digital"}, "Skriv lenken"),
            ({"form": "hybrid"}, "Skriv lenken"),
            ({"form": "digital", "link": "ikke en lenke"}, "https://"),
            ({"purpose": "Om 01017000027"}, "fødselsnummer"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, lead: User, wrong: dict[str, str], said: str) -> None:
        address = reverse("gatherings:new", args=[make_project(lead).space_id])
        answer = as_(lead).post(address, {**SENT, **wrong})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page
        assert "Møterom 2" in page
        assert not Gathering.objects.exists()

    def test_how_long_it_lasts_is_the_agendas_when_there_is_one(self, lead: User) -> None:
        space = make_project(lead).space
        with_agenda, without = meeting(space, lead, agenda=TWO_PARTS), meeting(space, lead)
        client = as_(lead)
        page = client.get(url("edit", with_agenda)).content.decode()
        assert "Det varer i 2 timer 15 minutter, slik agendaen sier." in page
        assert 'name="minutes"' not in page
        answer = client.post(url("edit", with_agenda), {**SENT, "title": "Nytt navn", "version": 1, "seen": "{}"})
        assert answer.status_code == 302
        with_agenda.refresh_from_db()
        assert (with_agenda.title, with_agenda.minutes) == ("Nytt navn", 60)
        assert 'name="minutes"' in client.get(url("edit", without)).content.decode()

    @pytest.mark.parametrize("typed", ["9", "09:00", "0900", "9.00"])
    def test_a_time_may_be_typed_in_many_ways(self, lead: User, typed: str) -> None:
        as_(lead).post(reverse("gatherings:new", args=[make_project(lead).space_id]), {**SENT, "at": typed})
        assert timezone.localtime(Gathering.objects.get().starts_at).hour == 9

    def test_without_an_agenda_and_a_kind_it_is_simply_a_meeting(self, lead: User) -> None:
        as_(lead).post(reverse("gatherings:new", args=[make_project(lead).space_id]), {**SENT, "kind": ""})
        assert Gathering.objects.get().kind == "meeting"

    def test_the_form_sent_twice_plans_once(self, lead: User) -> None:
        client, address = as_(lead), reverse("gatherings:new", args=[make_project(lead).space_id])
        key = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode())
        assert key is not None
        for _each in range(2):
            client.post(address, {**SENT, "form_key": key.group(1)})
        assert Gathering.objects.count() == 1

    def test_an_organisations_first_meeting_makes_its_space_and_members_see_it(self) -> None:
        organisation = OrganisationFactory(slug="bygda")
        leader = MembershipFactory(organisation=organisation, role=Role.LEADER).person
        member = MembershipFactory(organisation=organisation, role=Role.TEAM_MEMBER).person
        address = reverse("gatherings:new_for", args=["bygda"])
        assert as_(member).get(address).status_code == 404
        assert as_(leader).get(address).status_code == 200
        assert not hasattr(organisation, "own_space")
        as_(leader).post(address, SENT)
        gathering = Gathering.objects.get()
        assert gathering.space.of_organisation.organisation == organisation
        meetings.announce(leader, gathering)
        assert "Oppstart" in as_(member).get(reverse("gatherings:mine")).content.decode()
        assert as_(member).get(url("agenda", gathering)).status_code == 404

    def test_a_holiday_is_noticed_by_those_who_plan_and_stops_nobody(self, lead: User) -> None:
        client = as_(lead)
        address = reverse("gatherings:new", args=[make_project(lead).space_id])
        said = {
            "2027-05-17": "helligdag eller offentlig høytidsdag: 17. mai.",
            "2026-12-24": "julaften",
            "2026-12-02": "",
        }
        for day, words in said.items():
            client.post(address, {**SENT, "day": day})
            page = client.get(Gathering.objects.latest("pk").get_absolute_url()).content.decode()
            assert ("Er det det du mener?" in page) == bool(words)
            assert words in page

    def test_a_draft_is_thrown_away_an_announced_meeting_is_called_off(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        client.post(url("announce", planned))
        client.post(url("discard", planned))
        assert Gathering.objects.filter(pk=planned.pk).exists()
        assert client.post(url("cancel", planned), {"reason": ""}).status_code == 422
        client.post(url("cancel", planned), {"reason": "For få kan komme."})
        planned.refresh_from_db()
        assert (planned.stage, planned.sequence) == (Stage.CANCELLED, 1)
        page = client.get(planned.get_absolute_url()).content.decode()
        assert "For få kan komme." in page
        other = meeting(planned.space, lead)
        client.post(url("discard", other))
        assert not Gathering.objects.filter(pk=other.pk).exists()


class TestChanging:
    def test_the_second_of_two_is_told_and_loses_nothing(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        page = client.get(url("edit", planned)).content.decode()
        seen = re.search(r'name="seen" value="([^"]+)"', page)
        assert seen is not None
        sent = {**SENT, "version": planned.version}
        assert client.post(url("edit", planned), {**sent, "place": "Rådhuset"}).status_code == 302
        late = client.post(url("edit", planned), {**sent, "place": "Biblioteket"})
        text = late.content.decode()
        assert late.status_code == 409
        assert "Rådhuset" in text
        assert "Biblioteket" in text
        planned.refresh_from_db()
        assert planned.place == "Rådhuset"

    def test_what_stands_in_calendars_counts_up_once_it_is_announced(self, lead: User, planned: Gathering) -> None:
        meetings.change(lead, planned, planned.version, {"starts_at": soon(15)})
        assert planned.sequence == 0
        meetings.announce(lead, planned)
        meetings.change(lead, planned, planned.version, {"purpose": "Noe annet."})
        assert planned.sequence == 0
        meetings.change(lead, planned, planned.version, {"starts_at": soon(16)})
        assert planned.sequence == 1


class TestAgenda:
    def test_moved_by_key_and_by_drag(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        client.post(url("slot_move", planned, "c"), {"til": "ned"})
        assert order(planned) == ["ab", "cd"]
        client.post(url("slot_move", planned, "d"), {"del": "one", "plass": "0"})
        assert order(planned) == ["dab", "c"]
        part = client.post(url("slot_move", planned, "d"), {"til": "ned"}, headers={"HX-Request": "true"})
        assert part.status_code == 200
        assert "<html" not in part.content.decode()
        assert order(planned) == ["adb", "c"]
        assert client.post(url("slot_move", planned, "d"), {"plass": "x"}).status_code == 404

    def test_a_part_is_moved_with_all_that_stands_in_it(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        script = {"HX-Request": "true"}
        moved = client.post(url("part_move", planned, "two"), {"til": "opp"}, headers=script).content.decode()
        assert order(planned) == ["d", "abc"]
        assert "Flyttet." in moved
        still = client.post(url("part_move", planned, "two"), {"til": "opp"}, headers=script).content.decode()
        assert order(planned) == ["d", "abc"]
        assert "Flyttet." not in still.replace('data-moved-message="Flyttet."', "")
        assert client.post(url("part_move", planned, "two"), {"til": "bort"}).status_code == 404
        gone = client.post(url("slot_remove", planned, "d"), headers=script).content.decode()
        assert "«Arbeid i grupper» er tatt bort." in gone

    def test_the_clock_times_follow(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        assert "10.00–10.15" in client.get(url("agenda", planned)).content.decode()
        client.post(url("slot_move", planned, "c"), {"til": "opp"})
        assert "09.15–09.30" in client.get(url("agenda", planned)).content.decode()

    def test_two_who_write_in_different_slots_both_succeed(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        forms = {key: client.get(url("slot", planned, key)).content.decode() for key in "ab"}
        for key, page in forms.items():
            seen = re.search(r'name="seen" value="([^"]+)"', page)
            assert seen is not None
            sent = {"seen": seen.group(1), "title": f"Ny {key}", "minutes": "10", "kind": "talk"}
            assert client.post(url("slot", planned, key), sent).status_code == 302
        planned.refresh_from_db()
        assert [slot.title for slot in planned.agenda.slots][:2] == ["Ny a", "Ny b"]

    def test_two_who_write_in_the_same_slot_the_second_sees_both(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        seen = re.search(r'name="seen" value="([^"]+)"', client.get(url("slot", planned, "a")).content.decode())
        assert seen is not None
        sent = {"seen": seen.group(1), "title": "Hilsen", "minutes": "10", "kind": "talk"}
        client.post(url("slot", planned, "a"), sent)
        late = client.post(url("slot", planned, "a"), {**sent, "title": "Sang"})
        page = late.content.decode()
        assert late.status_code == 409
        assert "Hilsen" in page
        assert 'value="Sang"' in page
        newer = re.search(r'name="seen" value="([^"]+)"', page)
        assert newer is not None
        client.post(url("slot", planned, "a"), {**sent, "title": "Sang", "seen": newer.group(1)})
        planned.refresh_from_db()
        assert planned.agenda.slots[0].title == "Sang"

    def test_one_that_another_took_away_is_said_and_the_text_stays(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        seen = re.search(r'name="seen" value="([^"]+)"', client.get(url("slot", planned, "a")).content.decode())
        assert seen is not None
        client.post(url("slot_remove", planned, "a"))
        sent = {"seen": seen.group(1), "title": "Min tekst", "minutes": "10", "kind": "talk"}
        late = client.post(url("slot", planned, "a"), sent)
        assert late.status_code == 409
        assert "Min tekst" in late.content.decode()

    def test_added_named_and_taken_apart(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        client.post(f"{url('slot_new', planned)}?del=one", {"title": "Sang", "minutes": "5", "kind": "opening"})
        client.post(url("part_new", planned), {"title": "Del 3"})
        client.post(url("part", planned, "two"), {"title": "Verksted"})
        client.post(url("part_remove", planned, "one"))
        planned.refresh_from_db()
        assert [part.title for part in planned.agenda.parts] == ["Verksted", "Del 3"]
        assert "Sang" in [slot.title for slot in planned.agenda.slots]

    @pytest.mark.parametrize("wrong", [{"title": ""}, {"minutes": "0"}, {"minutes": "ti"}, {"script": "01017000027"}])
    def test_a_wrong_slot_is_explained_and_nothing_is_saved(
        self, lead: User, planned: Gathering, wrong: dict[str, str]
    ) -> None:
        sent = {"title": "Sang", "minutes": "5", "kind": "opening", **wrong}
        answer = as_(lead).post(url("slot_new", planned), sent)
        assert answer.status_code == 422
        assert order(planned) == ["abc", "d"]

    def test_a_longer_agenda_moves_the_end_in_calendars(self, lead: User, planned: Gathering) -> None:
        meetings.announce(lead, planned)
        as_(lead).post(url("slot_move", planned, "a"), {"til": "ned"})
        planned.refresh_from_db()
        assert planned.sequence == 0
        as_(lead).post(url("slot_remove", planned, "c"))
        planned.refresh_from_db()
        assert planned.sequence == 1


class TestRunning:
    def press(self, client: Client, gathering: Gathering, *presses: dict[str, Any]) -> dict[str, Any]:
        answer = client.post(url("press", gathering), json.dumps(presses), content_type="application/json")
        assert answer.status_code == 200
        state: dict[str, Any] = answer.json()
        return state["run"]

    def test_pressed_once_however_often_it_is_sent(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        begin = {"id": "1", "act": "begin"}
        give = {"id": "2", "act": "give", "key": "a", "minutes": 5}
        assert self.press(client, planned, begin)["at"] == "a"
        assert self.press(client, planned, give, give)["extra"] == {"a": 5}
        assert self.press(client, planned, begin, give)["extra"] == {"a": 5}
        assert self.press(client, planned, {"id": "3", "act": "next", "key": "a"})["at"] == "b"
        # Another who leads pressed «next» on the same slot at the same time: the meeting has moved on already.
        assert self.press(client, planned, {"id": "4", "act": "next", "key": "a"})["at"] == "b"

    def test_what_was_pressed_without_a_network_counts_from_when_it_was_pressed(
        self, lead: User, planned: Gathering
    ) -> None:
        client, began = as_(lead), timezone.now() - timedelta(minutes=30)
        run = self.press(
            client,
            planned,
            {"id": "1", "act": "begin", "at": began.isoformat()},
            {"id": "2", "act": "next", "key": "a", "at": (began + timedelta(minutes=20)).isoformat()},
        )
        assert run["since"] == (began + timedelta(minutes=20)).isoformat()
        late = self.press(client, planned, {"id": "3", "act": "next", "key": "b", "at": "2099-01-01T00:00:00+00:00"})
        assert late["since"] < timezone.now().isoformat()

    @pytest.mark.parametrize(
        "body",
        [
            "nonsense",
            '{"id": "1"}',
            '[{"id": "1", "act": "explode"}]',
            '[{"act": "begin"}]',
            '[{"id": "1", "act": "give", "minutes": "mye"}]',
            '[{"id": "1", "act": "begin", "at": "i går"}]',
            '["x"]',
        ],
    )
    def test_what_nobody_can_have_pressed_changes_nothing(self, lead: User, planned: Gathering, body: str) -> None:
        answer = as_(lead).post(url("press", planned), body, content_type="application/json")
        assert answer.status_code == 400
        planned.refresh_from_db()
        assert planned.run_json == {}

    def test_without_script_a_form_does_the_same(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        client.post(url("press", planned), {"id": "1", "act": "begin"})
        client.post(url("press", planned), {"id": "2", "act": "skip", "key": "c"})
        page = client.get(url("run", planned)).content.decode()
        assert 'data-stage="running"' in page
        planned.refresh_from_db()
        assert planned.run.skipped == {"c"}

    def test_the_clocks_are_told_nothing_new_while_nothing_has_happened(self, lead: User, planned: Gathering) -> None:
        client = as_(lead)
        first = client.get(url("state", planned))
        again = client.get(url("state", planned), headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        self.press(client, planned, {"id": "1", "act": "begin"})
        assert client.get(url("state", planned), headers={"If-None-Match": first["ETag"]}).status_code == 200

    def test_the_script_is_for_those_who_lead(self, lead: User, planned: Gathering) -> None:
        meetings.announce(lead, planned)
        reader = UserFactory()
        from portal.spaces.models import SpaceMember

        SpaceMember.objects.create(space=planned.space, person=reader, role=Role.ORGANISATION_CONTACT)
        assert "Hils alle velkommen." in as_(lead).get(url("run", planned)).content.decode()
        assert as_(reader).get(url("run", planned)).status_code == 404
        assert as_(reader).post(url("press", planned), {"id": "1", "act": "begin"}).status_code == 404
        for name in ("meeting", "follow", "room", "state"):
            assert "Hils alle velkommen." not in as_(reader).get(url(name, planned)).content.decode()


@pytest.mark.parametrize("name", ["space", "mine"])
def test_many_meetings_cost_no_more_queries_than_few(lead: User, name: str) -> None:
    space = make_project(lead).space
    address = reverse("gatherings:mine") if name == "mine" else reverse("gatherings:space", args=[space.pk])
    client, counts = as_(lead), []
    for number in (2, 18):
        for at in range(number):
            meetings.announce(lead, meeting(space, lead, agenda=TWO_PARTS, starts_at=soon(at - 5)))
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
