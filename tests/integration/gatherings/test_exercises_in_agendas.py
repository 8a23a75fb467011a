"""An exercise of the library in a meeting's agenda: put in with one choice, its steps one press away."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.gatherings.domain.agenda import Agenda, Part, Slot, SlotKind
from portal.gatherings.models import ExercisePage, Gathering
from portal.gatherings.services.setup import setup_library
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import meeting
from tests.factories.improvement import make_project
from tests.factories.pages import make_page
from tests.integration.gatherings.test_library import STEP, page_of
from tests.support.sites import setup_site


class TestExercises(TestCase):
    lead: User

    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        setup_library()
        cls.lead = UserFactory()
        cls.gathering = meeting(make_project(cls.lead).space, cls.lead)
        cls.pages = [cls.exercise(number) for number in range(20)]

    @staticmethod
    def exercise(number: int) -> ExercisePage:
        return make_page(
            ExercisePage,
            title=f"Øvelse {number}",
            parent=page_of("opplegg-og-ovelser"),
            summary="Kort om hvordan.",
            purpose="meet",
            aim="Å bli kjent.",
            people_from=2,
            minutes=35,
            lead="Prosessveileder",
            materials="Kort\nTusjer",
            steps=STEP,
        )

    def setUp(self) -> None:
        self.client = Client()
        self.client.force_login(self.lead)
        self.new = reverse("gatherings:slot_new", args=[self.gathering.pk])

    def test_the_choice_fills_the_form_and_nothing_is_saved_before_one_says_so(self) -> None:
        chosen = self.pages[3]
        assert f">{chosen.title}</option>" in self.client.get(self.new).content.decode()
        page = self.client.get(self.new, {"ovelse": str(chosen.translation_key)})
        form = page.context["form"]
        assert form["title"].value() == chosen.title
        assert (form["minutes"].value(), form["kind"].value()) == (35, SlotKind.EXERCISE)
        assert form["materials"].value() == "Kort, Tusjer"
        assert Gathering.objects.get(pk=self.gathering.pk).agenda.slots == ()
        sent = {name: form[name].value() or "" for name in form.fields if name != "prompt"}
        assert self.client.post(self.new, sent).status_code == 302
        (slot,) = Gathering.objects.get(pk=self.gathering.pk).agenda.slots
        assert (slot.title, slot.minutes, slot.exercise) == (chosen.title, 35, str(chosen.translation_key))
        for name in ("meeting", "run"):
            shown = self.client.get(reverse(f"gatherings:{name}", args=[self.gathering.pk])).content.decode()
            assert f'href="{chosen.url}"' in shown, name
        # Changing the item keeps the way to its exercise.
        address = reverse("gatherings:slot", args=[self.gathering.pk, slot.key])
        form = self.client.get(address).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields if name != "prompt"}
        self.client.post(address, {**sent, "minutes": 20})
        (slot,) = Gathering.objects.get(pk=self.gathering.pk).agenda.slots
        assert (slot.minutes, slot.exercise) == (20, str(chosen.translation_key))

    def test_what_is_no_exercise_leaves_the_form_as_it_was(self) -> None:
        for wrong in ("tull", "00000000-0000-0000-0000-000000000000"):
            page = self.client.get(self.new, {"ovelse": wrong})
            assert page.status_code == 200
            assert page.context["form"]["title"].value() is None

    def test_twenty_exercises_in_an_agenda_cost_what_two_do(self) -> None:
        def queries(number: int) -> int:
            slots = tuple(
                Slot(f"k{at}", "Øvelse", 10, SlotKind.EXERCISE, exercise=str(self.pages[at].translation_key))
                for at in range(number)
            )
            held = meeting(self.gathering.space, self.lead, agenda=Agenda((Part("del", "", slots),)))
            address = reverse("gatherings:meeting", args=[held.pk])
            self.client.get(address)
            with CaptureQueriesContext(connection) as seen:
                text = self.client.get(address).content.decode()
            assert len(re.findall("Øvelsen steg for steg", text)) == number
            return len(seen)

        assert queries(2) == queries(20)
