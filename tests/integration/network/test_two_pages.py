"""A network's meeting among one's own meetings and on the network's page: the same material, and a way between them."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from network.choices import Access, When
from network.models import Material, MeetingPage, MeetingRecord
from network.services.setup import setup_networks
from portal.accounts.models import User
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, Seating
from portal.gatherings.services.seating import seating_of
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting
from tests.factories.networks import advisor, announced, member, network
from tests.factories.pages import section
from tests.factories.worksheets import local_fit, template
from tests.integration.network.test_networks import Client, as_
from tests.support.sites import setup_site

RECORDING = "https://example.org/opptak"
SLIDES = "https://example.org/lysark"


class World(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_networks()
        cls.lead = advisor(first_name="Rådgiver")
        cls.net = network(cls.lead, Access.INVITED)
        cls.inside = member(cls.net)
        cls.stranger = UserFactory()
        cls.meeting = announced(
            cls.net,
            cls.lead,
            title="Samling om støtte",
            purpose="Å lære.",
            focus_question="Hvordan støtter vi?",
            agenda=TWO_PARTS,
            language="nb",
        )
        cls.form = template(local_fit(), title="Veiledningsnotat", parent=section())
        MeetingRecord.objects.filter(gathering=cls.meeting).update(recording=RECORDING)
        cls.material("Veiledningsnotat", template_key=cls.form.translation_key, note="Fyll det ut før møtet.")
        cls.material("Lysark", when=When.AFTER, address=SLIDES)

    @classmethod
    def material(cls, title: str, **values: Any) -> None:
        record = MeetingRecord.objects.get(gathering=cls.meeting)
        Material.objects.create(record=record, title=title, language="nb", **values)

    def its_page(self) -> str:
        key = MeetingRecord.objects.get(gathering=self.meeting).key
        return str(MeetingPage.objects.get(translation_key=key, alias_of__isnull=True).url)

    def text(self, person: User | None, address: str = "") -> str:
        client = as_(person) if person else Client()
        answer = client.get(address or self.meeting.get_absolute_url())
        assert answer.status_code == 200
        return answer.content.decode()

    def open_to_all(self) -> None:
        seating = seating_of(self.lead, Gathering.objects.get(pk=self.meeting.pk))
        Seating.objects.filter(pk=seating.pk).update(joining=Joining.OPEN)


class TheSameOnBoth(World):
    def test_members_find_the_material_the_recording_and_the_other_page_from_their_meetings(self) -> None:
        for address in (self.meeting.get_absolute_url(), reverse("gatherings:materials", args=[self.meeting.pk])):
            text = self.text(self.inside, address)
            for there in (self.form.url, "Fyll det ut før møtet.", SLIDES, RECORDING, f'href="{self.its_page()}"'):
                assert there in text
            assert "Ingen opptak" not in text

    def test_those_who_lead_are_led_to_where_it_is_added(self) -> None:
        text = self.text(self.lead, reverse("gatherings:materials", args=[self.meeting.pk]))
        assert "Materiell og opptak legges til der." in text
        assert reverse("gatherings:material_add", args=[self.meeting.pk]) not in text

    def test_a_draft_has_no_other_page(self) -> None:
        draft = meeting(self.net.space, self.lead, title="Under arbeid")
        assert "Nettverkets side om møtet" not in self.text(self.lead, draft.get_absolute_url())

    def test_who_comes_to_a_meeting_of_a_closed_network_sees_its_material_and_nothing_of_the_network(self) -> None:
        closed = network(self.lead, Access.CLOSED, title="Lukket krets")
        self.__class__.meeting = announced(closed, self.lead, title="Med gjest")
        self.material("Lysark", when=When.BEFORE, address=SLIDES)
        MeetingRecord.objects.filter(gathering=self.meeting).update(recording=RECORDING)
        guest = UserFactory()
        seating = seating_of(self.lead, Gathering.objects.get(pk=self.meeting.pk))
        Seat.objects.create(
            seating=seating, person=guest, name=str(guest), email=guest.email, state=SeatState.CONFIRMED
        )
        text = self.text(guest)
        assert SLIDES in text
        assert RECORDING not in text
        assert self.its_page() not in text

    def test_more_material_asks_no_more(self) -> None:
        def count() -> int:
            client = as_(self.inside)
            client.get(self.meeting.get_absolute_url())
            with CaptureQueriesContext(connection) as seen:
                client.get(self.meeting.get_absolute_url())
            return len(seen)

        few = count()
        for number in range(8):
            self.material(f"Ark {number}", template_key=self.form.translation_key)
        assert count() == few


class WhoIsNotIn(World):
    def test_they_are_told_who_comes_and_how_to_be_one_of_them(self) -> None:
        for person in (None, self.stranger):
            text = self.text(person, self.its_page())
            assert "Møtet er for dem som er med i nettverket." in text
            assert "#join" in text
            calendar = reverse("network:calendar", args=[self.meeting.pk])
            assert calendar in text
            assert (as_(person) if person else Client()).get(calendar).status_code == 200
        as_(self.stranger).post(reverse("network:join", args=[self.net.pk]), {"words": ""})
        assert "Du har bedt om å bli med." in self.text(self.stranger, self.its_page())
        assert "Møtet er for dem" not in self.text(self.inside, self.its_page())

    def test_what_has_been_agreed_is_not_offered_to_those_who_may_not_open_it(self) -> None:
        self.open_to_all()
        address = reverse("actions:space", args=[self.net.pk])
        assert address in self.text(self.inside)
        assert address not in self.text(self.stranger)


class InAnotherLanguage(World):
    def test_a_reader_of_nynorsk_is_told_that_the_meeting_is_written_in_bokmaal(self) -> None:
        with translation.override("nn"):
            mine = self.meeting.get_absolute_url()
        key = MeetingRecord.objects.get(gathering=self.meeting).key
        copy = MeetingPage.objects.get(translation_key=key, locale__language_code="nn")
        for address in (mine, str(copy.url)):
            text = self.text(self.inside, address)
            assert "Skriven på bokmål." in text
            for said in ("Samling om støtte</h1>", "Hvordan støtter vi?</p>", "<p>Å lære.</p>"):
                assert re.search(rf'lang="nb">\s*{re.escape(said)}', text), (address, said)
        with translation.override("nb"):
            assert "på bokmål." not in self.text(self.inside)
