"""A network's meeting: its page comes with the announcement and follows it; links are for members; what came of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import TestCase
from django.urls import reverse

from network.choices import Access, When
from network.models import Material, MeetingPage, MeetingRecord
from network.services.setup import setup_networks
from portal.accounts import mydata
from portal.gatherings.choices.seats import Joining
from portal.gatherings.models import Gathering, Seating
from portal.gatherings.services import meetings, minutes
from portal.gatherings.services.seating import seating_of
from portal.security.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting, soon
from tests.factories.networks import advisor, announced, member, network
from tests.factories.pages import section
from tests.factories.worksheets import local_fit, template
from tests.integration.network.test_networks import Client, as_
from tests.support.sites import setup_site

NUMBER = "13097248022"
LINK = "https://example.org/mote"


class World(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_networks()
        cls.lead = advisor(first_name="Rådgiver")
        cls.net = network(cls.lead)
        cls.inside = member(cls.net)
        cls.stranger = UserFactory()
        cls.meeting = announced(
            cls.net, cls.lead, title="Samling om støtte", agenda=TWO_PARTS, form="hybrid", link=LINK, purpose="Å lære."
        )

    def page(self, gathering: Gathering | None = None) -> MeetingPage:
        key = MeetingRecord.objects.get(gathering=gathering or self.meeting).key
        found: MeetingPage = MeetingPage.objects.get(translation_key=key, alias_of__isnull=True)
        return found

    def text(self, person: Any = None) -> str:
        client = as_(person) if person else Client()
        return client.get(self.page().url).content.decode()


class ItsPage(World):
    def test_a_draft_has_none_and_the_announcement_gives_it_one_in_every_language(self) -> None:
        draft = meeting(self.net.space, self.lead, title="Under arbeid")
        assert not MeetingPage.objects.filter(title="Under arbeid").exists()
        meetings.announce(self.lead, draft)
        key = self.page(draft).translation_key
        assert MeetingPage.objects.filter(translation_key=key, live=True).count() == 3
        assert not meetings.announce(self.lead, draft)
        assert MeetingPage.objects.filter(translation_key=key).count() == 3

    def test_a_meeting_elsewhere_gets_no_page(self) -> None:
        from portal.spaces.services.owned import space_of_organisation

        place = self.lead.memberships.get().organisation
        there = meeting(space_of_organisation(place), self.lead, title="Internt")
        meetings.announce(self.lead, there)
        assert not MeetingPage.objects.filter(title="Internt").exists()

    def test_it_shows_the_programme_and_follows_changes_at_once(self) -> None:
        assert "Arbeid i grupper" in self.text()
        assert "Hils alle velkommen." not in self.text(self.inside)
        row = Gathering.objects.get(pk=self.meeting.pk)
        meetings.change(self.lead, row, row.version, {"title": "Samling om noe annet", "starts_at": soon(30, 13)})
        assert self.page().title == "Samling om noe annet"
        assert MeetingPage.objects.filter(title="Samling om noe annet").count() == 3
        assert "13.00" in self.text()
        meetings.cancel(self.lead, Gathering.objects.get(pk=self.meeting.pk), "For få kunne komme")
        assert "For få kunne komme" in self.text()

    def test_the_link_the_recording_and_the_minutes_are_for_members(self) -> None:
        record = MeetingRecord.objects.get(gathering=self.meeting)
        MeetingRecord.objects.filter(pk=record.pk).update(recording="https://example.org/opptak")
        minutes.write(self.lead, self.meeting, 0, {"text": "Det vi sa", "open_points": ""})
        for secret in (LINK, "example.org/opptak", "Det vi sa"):
            assert secret in self.text(self.inside)
            assert secret not in self.text(self.stranger)
            assert secret not in self.text()

    def test_the_calendar_file_is_for_all_who_see_the_page_without_the_link(self) -> None:
        address = reverse("network:calendar", args=[self.meeting.pk])
        body = Client().get(address).content.decode()
        assert "Samling om støtte" in body
        assert LINK not in body
        closed = network(self.lead, Access.CLOSED)
        hidden = announced(closed, self.lead)
        assert as_(self.stranger).get(reverse("network:calendar", args=[hidden.pk])).status_code == 404
        assert Client().get(reverse("network:calendar", args=[hidden.pk])).status_code == 302

    def test_members_do_not_plan(self) -> None:
        assert as_(self.inside).get(reverse("gatherings:new", args=[self.net.pk])).status_code == 404
        assert as_(self.lead).get(reverse("gatherings:new", args=[self.net.pk])).status_code == 200


class WhatCameOfIt(World):
    def address(self, name: str = "record", *args: int) -> str:
        return reverse(f"network:{name}", args=[self.meeting.pk, *args])

    def test_those_who_lead_write_it_and_all_read_it_and_find_it(self) -> None:
        assert as_(self.inside).get(self.address()).status_code == 404
        client = as_(self.lead)
        assert client.get(self.address()).status_code == 200
        body = {"outcome": "Vi ringer hverandre hver uke.", "recording": "", "version": 1}
        assert client.post(self.address(), body).status_code == 302
        assert "Vi ringer hverandre hver uke." in self.text()
        assert "Samling om" in Client().get("/sok/?q=ringer").content.decode()
        assert AuditEntry.objects.filter(action="network_meeting.written").count() == 1
        again = client.post(self.address(), {**body, "outcome": "Noe annet."})
        assert again.status_code == 409
        assert "Vi ringer hverandre hver uke." in again.content.decode()
        assert "Noe annet." in again.content.decode()

    def test_bad_input_is_told_beside_the_field_and_stays(self) -> None:
        answer = as_(self.lead).post(self.address(), {"outcome": "Ord", "recording": "ikke en adresse", "version": 1})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "ikke en adresse" in text
        assert "Ord" in text
        answer = as_(self.lead).post(self.address(), {"outcome": f"Ring {NUMBER}", "version": 1})
        assert answer.status_code == 422
        assert MeetingRecord.objects.get(gathering=self.meeting).outcome == ""

    def test_a_form_and_a_web_address_stand_as_material(self) -> None:
        form = template(local_fit(), title="Notatet", parent=section())
        client, key = as_(self.lead), str(uuid4())
        body = {"when": "before", "template": str(form.translation_key), "note": "Send det før møtet.", "form_key": key}
        for _twice in range(2):
            assert client.post(self.address("material_new"), body).status_code == 302
        client.post(
            self.address("material_new"),
            {"when": "after", "title": "Lysark", "address": "https://example.org/l", "form_key": str(uuid4())},
        )
        assert [each.when for each in Material.objects.order_by("pk")] == [When.BEFORE, When.AFTER]
        text = self.text()
        assert form.url in text
        assert "Notatet" in text
        assert "Send det før møtet." in text
        assert 'href="https://example.org/l"' in text
        slides = Material.objects.get(title="Lysark")
        assert as_(self.inside).post(self.address("material_remove", slides.pk)).status_code == 404
        assert client.post(self.address("material_remove", slides.pk)).status_code == 302
        assert "Lysark" not in self.text()

    def test_a_form_and_something_else_at_once_are_refused_and_what_was_typed_stays(self) -> None:
        form = template(local_fit(), title="Notatet", parent=section())
        body = {"when": "before", "template": str(form.translation_key), "form_key": str(uuid4())}
        for typed in ({"title": "Lysark", "address": "https://example.org/l"}, {"address": "halvferdig"}):
            answer = as_(self.lead).post(self.address("material_new"), {**body, **typed})
            assert answer.status_code == 422
            text = answer.content.decode()
            assert "ikke begge deler" in text
            for each in typed.values():
                assert f'value="{each}"' in text
        assert not Material.objects.exists()

    def test_what_could_run_script_is_no_address(self) -> None:
        body = {"when": "before", "title": "Felle", "address": "javascript:alert(1)"}
        assert as_(self.lead).post(self.address("material_new"), body).status_code == 422
        empty = as_(self.lead).post(self.address("material_new"), {"when": "before"})
        assert empty.status_code == 422
        assert "Skriv en tittel, eller velg et skjema over." in empty.content.decode()
        assert not Material.objects.exists()


class MyData(World):
    def test_wishes_are_in_the_copy_and_go_with_the_account(self) -> None:
        asked = network(self.lead, Access.INVITED, title="Etter ønske")
        as_(self.stranger).post(reverse("network:join", args=[asked.pk]), {"words": "Jeg vil være med."})
        _title, export = mydata.exporters()["network"]
        (wish,) = export(self.stranger)["asked to join"]
        assert (wish["network"], wish["words"]) == ("Etter ønske", "Jeg vil være med.")
        from network.mydata import erase

        erase(self.stranger)
        assert export(self.stranger)["asked to join"] == []


class SigningUp(World):
    def test_somebody_with_a_seat_gets_the_link_and_others_the_way_to_one(self) -> None:
        seating = seating_of(self.lead, Gathering.objects.get(pk=self.meeting.pk))
        Seating.objects.filter(pk=seating.pk).update(joining=Joining.OPEN)
        assert f"/accounts/login/?next={self.page().url}" in self.text()
        text = self.text(self.stranger)
        assert reverse("gatherings:sign_up", args=[self.meeting.pk]) in text
        assert LINK not in text
        assert as_(self.stranger).post(reverse("gatherings:sign_up", args=[self.meeting.pk])).status_code == 302
        assert LINK in self.text(self.stranger)
        assert LINK not in self.text(UserFactory())

    def test_seats_by_invitation_are_not_offered(self) -> None:
        seating_of(self.lead, Gathering.objects.get(pk=self.meeting.pk))
        for person in (None, self.stranger):
            text = self.text(person)
            assert reverse("gatherings:sign_up", args=[self.meeting.pk]) not in text
            assert LINK not in text
