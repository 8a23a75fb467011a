"""Who came: noted by the host, or by people themselves with the code in the room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.models import Gathering, Presence, Seat, Share
from portal.gatherings.services import answering, attendance, meetings, seating
from portal.gatherings.services.seatlinks import word_of, word_of_room
from portal.gatherings.signals import attended
from portal.security.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def now_on(lead: User) -> Gathering:
    """A meeting that is going on, with three on its list."""
    made = meeting(make_project(lead).space, lead)
    meetings.announce(lead, made)
    rows = seating.seating_of(lead, made)
    names = ("lise", "ola", "kari")
    for seat in seating.put_on(lead, rows, [seating.Guest(each, f"{each}@example.no") for each in names], "nb")[:2]:
        answering.say_yes(seat)
    # Noon: the day is the same whenever the test runs.
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    Gathering.objects.filter(pk=made.pk).update(starts_at=min(noon, timezone.now()))
    made.refresh_from_db()
    return made


@pytest.fixture
def host(lead: User) -> Client:
    client = Client()
    client.force_login(lead)
    return client


@pytest.fixture
def heard() -> Iterator[list[str]]:
    got: list[str] = []

    def hear(sender: Any, gathering: Gathering, seat: Seat, **more: Any) -> None:
        got.append(seat.name)

    attended.connect(hear)
    yield got
    attended.disconnect(hear)


def seat_of(name: str) -> Seat:
    return Seat.objects.get(email=f"{name}@example.no")


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def states() -> dict[str, str]:
    return dict(Presence.objects.values_list("seat__name", "state"))


def test_the_host_notes_corrects_and_takes_back(host: Client, now_on: Gathering, heard: list[str]) -> None:
    lise = seat_of("lise")
    for state in ("full", "part", "none"):
        host.post(url("attendance_note", now_on, lise.pk), {"state": state})
        assert states() == {"lise": state}
    assert heard == ["lise", "lise"]
    host.post(url("attendance_note", now_on, lise.pk), {"state": ""})
    assert states() == {}
    assert host.post(url("attendance_note", now_on, lise.pk), {"state": "tull"}).status_code == 404
    assert AuditEntry.objects.filter(action="gathering.attendance_noted").count() == 4


def test_all_others_who_said_yes_are_noted_in_one_press_and_nobody_else(host: Client, now_on: Gathering) -> None:
    host.post(url("attendance_note", now_on, seat_of("lise").pk), {"state": "none"})
    host.post(url("attendance_rest", now_on))
    assert states() == {"lise": "none", "ola": "full"}


def test_the_code_in_the_room_notes_ones_own_seat_once(now_on: Gathering, heard: list[str]) -> None:
    address = reverse("gatherings:here", args=[word_of_room(now_on)])
    anybody = Client()
    anybody.get(address)
    assert states() == {}
    unknown = anybody.post(address, {"email": "fremmed@example.no"})
    assert unknown.status_code == 422
    assert "fremmed@example.no" in unknown.content.decode()
    for _twice in range(2):
        assert anybody.post(address, {"email": "Lise@Example.no"}).status_code == 200
    assert states() == {"lise": "full"}
    assert heard == ["lise"]


def test_what_the_host_noted_stands(host: Client, now_on: Gathering) -> None:
    lise = seat_of("lise")
    host.post(url("attendance_note", now_on, lise.pk), {"state": "part"})
    Client().post(reverse("gatherings:here_by_link", args=[word_of(lise), now_on.pk]))
    assert states() == {"lise": "part"}


def test_who_comes_late_says_so_and_the_host_sees_it_and_has_the_last_word(
    host: Client, now_on: Gathering, heard: list[str]
) -> None:
    lise, page = seat_of("lise"), url("attendance", now_on)
    press = reverse("gatherings:here_by_link", args=[word_of(lise), now_on.pk])
    host.post(url("attendance_note", now_on, lise.pk), {"state": "none"})
    assert "Jeg er her" in Client().get(reverse("gatherings:seat", args=[word_of(lise)])).content.decode()
    said = Client().post(press, follow=True).content.decode()
    assert "Det er notert at du er her" in said
    assert (states(), heard) == ({"lise": "full"}, ["lise"])
    assert "sa selv fra etter at det var ført «ikke der»" in host.get(page).content.decode()

    host.post(url("attendance_note", now_on, lise.pk), {"state": "none"})
    for refused in (
        Client().post(press, follow=True),
        Client().post(reverse("gatherings:here", args=[word_of_room(now_on)]), {"email": "lise@example.no"}),
    ):
        text = refused.content.decode()
        assert "Snakk med verten" in text
        assert "Det er notert at du er her" not in text
    assert states() == {"lise": "none"}
    assert "ført av verten etter at de selv sa fra" in host.get(page).content.decode()


def test_what_has_been_stays_when_an_organisation_leaves_and_when_its_people_are_asked_anew(
    host: Client, lead: User, now_on: Gathering
) -> None:
    lise, ola, kari = (seat_of(each) for each in ("lise", "ola", "kari"))
    rows, leaving = now_on.seating, OrganisationFactory(name="Halden kommune")
    Seat.objects.filter(pk__in=(lise.pk, kari.pk)).update(organisation=leaving)
    later = meeting(now_on.space, lead, title="Samling to")
    Gathering.objects.filter(pk=later.pk).update(seating=rows, stage=now_on.stage)
    later.refresh_from_db()
    share = Share.objects.create(seating=rows, organisation=leaving, least=2)
    host.post(url("attendance_note", now_on, lise.pk), {"state": "full"})
    Gathering.objects.filter(pk=now_on.pk).update(starts_at=now_on.starts_at - timedelta(days=2))
    mail.outbox.clear()

    host.post(url("share_leave", now_on, share.pk))
    assert {seat_of("lise").state, seat_of("kari").state} == {"withdrawn"}
    assert "Halden kommune har gitt fra seg plassene sine" in mail.outbox[0].body
    assert [each.name for each in attendance.expected_at(now_on)] == ["lise", "ola"]
    assert "Samling to" in mail.outbox[0].body
    assert "Kick-off" not in mail.outbox[0].subject + mail.outbox[0].body, "what has been is not taken back"
    assert [each.name for each in attendance.expected_at(later)] == ["ola"]
    assert "lise" in host.get(url("attendance", now_on)).content.decode()
    assert states() == {"lise": "full"}

    word = word_of(seat_of("lise"))
    guests = {"people": "Lise Lysbakken; lise@example.no", "role": "", "step": "add"}
    assert host.post(url("invite", now_on), guests).status_code == 302
    again = seat_of("lise")
    assert (again.state, again.name, again.invited_at) == ("invited", "Lise Lysbakken", None)
    assert Client().get(reverse("gatherings:seat", args=[word])).status_code == 404, "another link than before"
    assert states() == {"Lise Lysbakken": "full"}
    mail.outbox.clear()
    host.post(url("invitations", now_on), {"to": [again.pk]})
    assert [each.to for each in mail.outbox] == [["lise@example.no"]], "they are written to anew"
    assert ola.state == "confirmed"


def test_an_organisation_that_leaves_when_all_is_over_takes_nobody_off(host: Client, now_on: Gathering) -> None:
    Gathering.objects.filter(pk=now_on.pk).update(starts_at=timezone.now() - timedelta(days=2))
    leaving = OrganisationFactory()
    Seat.objects.update(organisation=leaving)
    share = Share.objects.create(seating=now_on.seating, organisation=leaving)
    text = host.post(url("share_leave", now_on, share.pk), follow=True).content.decode()
    assert "Ingen derfra måtte tas av listen" in text
    assert not Seat.objects.filter(state="withdrawn").exists()


def test_nobody_is_there_the_day_before(now_on: Gathering) -> None:
    Gathering.objects.update(starts_at=timezone.now() + timedelta(days=1, hours=3))
    address = reverse("gatherings:here", args=[word_of_room(now_on)])
    assert Client().post(address, {"email": "lise@example.no"}).status_code == 422
    Client().post(reverse("gatherings:here_by_link", args=[word_of(seat_of("lise")), now_on.pk]))
    assert states() == {}


def test_the_code_is_drawn_and_its_link_stands_beside_it(host: Client, now_on: Gathering) -> None:
    page = host.get(url("room_code", now_on)).content.decode()
    assert "<svg" in page
    assert word_of_room(now_on) in page


def test_a_hall_behind_one_address_comes_in_and_who_guesses_is_stopped(now_on: Gathering) -> None:
    address = reverse("gatherings:here", args=[word_of_room(now_on)])
    anybody = Client()
    for _each in range(40):
        assert anybody.post(address, {"email": "lise@example.no"}).status_code == 200
    answers = [anybody.post(address, {"email": f"gjett{n}@example.no"}).status_code for n in range(32)]
    assert answers == [422] * 30 + [429] * 2
