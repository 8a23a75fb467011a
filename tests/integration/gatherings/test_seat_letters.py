"""Letters about seats by the clock: reminders, changes, languages; and what stays when an account goes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Needs, Seat, Seating, Share
from portal.gatherings.services import answering, duties, meetings
from portal.gatherings.services.mydata import seats as seat_data
from portal.gatherings.services.seatlinks import word_of
from portal.kernel.clock import fixed_clock, from_oslo
from portal.security.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting, soon
from tests.support.seats import again, asked, letters_to, link, seats_given

pytestmark = pytest.mark.django_db


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


# -- by the clock -----------------------------------------------------------------------------------------------------


def at(month: int, day: int, hour: int = 9) -> datetime:
    return from_oslo(datetime(2027, month, day, tzinfo=UTC).date(), datetime(2027, 1, 1, hour, tzinfo=UTC).time())


def test_reminders_go_to_those_who_come_and_ask_those_who_have_not_answered(lead: User, gathering: Gathering) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=at(3, 18))
    comes, silent, no = asked(lead, gathering, "lise", "ola", "kari")
    answering.say_yes(comes, clock=fixed_clock(at(1, 10)))
    answering.say_no(no, "ill", "", clock=fixed_clock(at(1, 10)))
    Seat.objects.update(invited_at=at(1, 9))
    mail.outbox.clear()
    for hour in range(7, 20):
        duties.run_due(at(3, 4, hour))
    assert [letter.subject for letter in letters_to("lise@example.no")] == ["Snart: Kick-off"]
    assert [letter.subject for letter in letters_to("ola@example.no")] == ["Kan du komme? Kick-off"]
    assert letters_to("kari@example.no") == []
    assert silent.email == "ola@example.no"


def test_ten_thousand_rounds_send_none_twice_none_at_night_and_none_for_what_is_called_off(
    lead: User, gathering: Gathering
) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=at(3, 18))
    off = meeting(gathering.space, lead, title="Avlyst")
    meetings.announce(lead, off)
    Gathering.objects.filter(pk=off.pk).update(starts_at=at(3, 18))
    for each in (gathering, off):
        for seat in asked(lead, each, f"lise{each.pk}"):
            answering.say_yes(seat, clock=fixed_clock(at(1, 10)))
    Seat.objects.update(invited_at=at(1, 9))
    Gathering.objects.filter(pk=off.pk).update(stage=Stage.CANCELLED)
    mail.outbox.clear()
    moment, step = at(2, 20, 0), timedelta(minutes=4, seconds=3)
    for _round in range(10_000):
        moment += step
        duties.remind(moment)
    assert [letter.subject for letter in mail.outbox] == ["Snart: Kick-off"] * 3
    assert {letter.to[0] for letter in mail.outbox} == {f"lise{gathering.pk}@example.no"}


def test_who_heard_of_the_old_date_hears_of_the_new_one_once(host: Client, lead: User, gathering: Gathering) -> None:
    seat, late = asked(lead, gathering, "lise", "ola")
    answering.say_no(late, "ill", "")
    row = Gathering.objects.get(pk=gathering.pk)
    meetings.change(lead, row, row.version, {"starts_at": soon(20)})
    assert "1 person" in host.get(url("people", gathering)).content.decode()
    now = timezone.now()
    assert duties.run_due(now)["changes"] == 0, "who corrects a slip writes one letter"
    assert duties.run_due(now + timedelta(hours=1))["changes"] == 1
    assert duties.run_due(now + timedelta(hours=2))["changes"] == 0
    assert letters_to("lise@example.no")[-1].subject == "Endret: Kick-off"
    meetings.cancel(lead, Gathering.objects.get(pk=gathering.pk), "Sykdom")
    host.post(url("tell", gathering))
    assert duties.run_due(now + timedelta(hours=3))["changes"] == 0
    last = letters_to("lise@example.no")[-1]
    assert last.subject == "Avlyst: Kick-off"
    assert "Sykdom" in last.body
    assert [letter.subject for letter in letters_to("ola@example.no")] == ["Invitasjon: Kick-off"]
    calendar = Client().get(reverse("gatherings:seat_calendar", args=[word_of(seat)])).content.decode()
    assert re.search(r"SEQUENCE:2\b", calendar)
    assert "STATUS:CANCELLED" in calendar


def test_needs_are_deleted_a_week_after(lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    Client().post(link(seat), {"answer": "yes", "diet": "Uten nøtter", "access": "Trinnfritt"})
    duties.run_due(gathering.starts_at + timedelta(days=6))
    assert Needs.objects.exists()
    assert duties.run_due(gathering.starts_at + timedelta(days=8))["needs"] == 1
    assert not Needs.objects.exists()


def test_letters_are_in_the_language_of_who_reads_them(lead: User, gathering: Gathering) -> None:
    UserFactory(email="nn@example.no", language="nn")
    asked(lead, gathering, "nn", "nb")
    assert letters_to("nn@example.no")[0].body.startswith("Hei")
    assert "Du treng ingen konto" in letters_to("nn@example.no")[0].body
    assert "Du trenger ingen konto" in letters_to("nb@example.no")[0].body


def test_the_audit_knows_who_did_what_and_holds_no_names(host: Client, lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    Client().post(link(seat), {"answer": "yes"})
    host.post(url("withdraw", gathering, seat.pk))
    acts = list(AuditEntry.objects.filter(action__startswith="seat").order_by("pk").values_list("action", flat=True))
    assert acts == ["seating.made", "seating.people_added", "seating.invited", "seat.said_yes", "seat.withdrawn"]
    assert "lise" not in " ".join(str(each.details) for each in AuditEntry.objects.all()).lower()


# -- accounts ---------------------------------------------------------------------------------------------------------


def test_a_seat_is_taken_over_at_sign_in_by_who_confirmed_the_address_alone(lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    person = UserFactory(email="lise@example.no")
    EmailAddress.objects.update(verified=False)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert again(seat).person is None
    EmailAddress.objects.update(verified=True)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert again(seat).person == person


def test_who_deletes_the_account_gives_the_seat_back_and_leaves_no_name(lead: User, gathering: Gathering) -> None:
    seats_given(lead, gathering, 1)
    person = UserFactory(email="lise@example.no")
    mine, waiting = asked(lead, gathering, "lise", "ola")
    answering.say_yes(mine)
    answering.say_yes(waiting)
    Needs.objects.create(seat=mine, diet="Uten nøtter")
    assert seat_data.export(person)["invitations and seats"][0]["food"] == "Uten nøtter"
    seat_data.erase(person)
    after = again(mine)
    assert (after.person, after.name, after.state) == (None, "", SeatState.WITHDRAWN)
    assert "lise" not in after.email
    assert not Needs.objects.exists()
    assert again(waiting).state == SeatState.OFFERED


def test_a_list_of_twenty_costs_as_many_queries_as_one_of_two(host: Client, lead: User, gathering: Gathering) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert host.get(url("people", gathering)).status_code == 200
            assert host.get(gathering.get_absolute_url()).status_code == 200
            assert host.get(url("attendance", gathering)).status_code == 200
        return len(counted)

    for seat in asked(lead, gathering, "a", "b", organisation=OrganisationFactory()):
        answering.say_yes(seat)
    host.get(url("people", gathering))
    few = queries()
    rows = Seating.objects.get()
    for number in range(9):
        own = OrganisationFactory()
        Share.objects.create(seating=rows, organisation=own, least=1)
        for seat in asked(lead, gathering, f"c{number}", f"d{number}", organisation=own):
            answering.say_yes(seat)
            Needs.objects.create(seat=seat, diet="Vegetar")
    assert queries() == few
