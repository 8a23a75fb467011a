"""Seats from the invitation to the answer: by a link, without an account, and with more who want one than there are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.gatherings.choices import Joining, Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Needs, Seat, Seating, Share
from portal.gatherings.services import answering, duties, meetings, mydata_seats, seating
from portal.gatherings.services.seatlinks import word_of
from portal.kernel.clock import fixed_clock, from_oslo
from portal.security.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting, soon
from tests.factories.improvement import join, make_project

pytestmark = pytest.mark.django_db

LIST = "Lise Lysbakken; lise@example.no; leder\nOla Oterholm <ola@example.no>\n"


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def gathering(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead)
    meetings.announce(lead, made)
    return made


@pytest.fixture
def host(lead: User) -> Client:
    client = Client()
    client.force_login(lead)
    return client


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def asked(lead: User, gathering: Gathering, *names: str, organisation: Organisation | None = None) -> list[Seat]:
    """Put people on the list and write to them."""
    rows = seating.seating_of(lead, gathering)
    guests = [seating.Guest(name.title(), f"{name}@example.no", "", organisation) for name in names]
    seats = seating.put_on(lead, rows, guests, "nb")
    seating.send_invitations(lead, rows, [seat.pk for seat in seats])
    return [again(seat) for seat in seats]


def again(seat: Seat) -> Seat:
    return Seat.objects.get(pk=seat.pk)


def link(seat: Seat) -> str:
    return reverse("gatherings:seat", args=[word_of(seat)])


def seats_given(lead: User, gathering: Gathering, number: int) -> Seating:
    rows = seating.seating_of(lead, gathering)
    Seating.objects.filter(pk=rows.pk).update(most=number)
    rows.refresh_from_db()
    return rows


def letters_to(email: str) -> list[EmailMessage]:
    return [each for each in mail.outbox if each.to == [email]]


# -- the host ---------------------------------------------------------------------------------------------------------


def test_a_pasted_list_is_seen_put_on_read_and_sent_and_nobody_is_written_to_before(
    host: Client, gathering: Gathering
) -> None:
    seen = host.post(url("invite", gathering), {"people": LIST, "role": "", "step": "check"}).content.decode()
    assert "lise@example.no" in seen
    assert not Seat.objects.exists()

    put = host.post(url("invite", gathering), {"people": LIST, "role": "", "step": "add"})
    assert put["Location"] == url("invitations", gathering)
    assert {(seat.name, seat.role) for seat in Seat.objects.all()} == {
        ("Lise Lysbakken", "leader"),
        ("Ola Oterholm", ""),
    }
    assert not mail.outbox

    letters = host.get(url("invitations", gathering)).content.decode()
    assert "Lise Lysbakken" in letters
    keys = list(Seat.objects.values_list("pk", flat=True))
    for _twice in range(2):
        host.post(url("invitations", gathering), {"to": keys})
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "lise@example.no",
        "ola@example.no",
    ]
    assert link(Seat.objects.get(email="lise@example.no")) in letters_to("lise@example.no")[0].body


def test_a_list_with_a_bad_line_puts_nobody_on_and_keeps_what_was_typed(host: Client, gathering: Gathering) -> None:
    typed = LIST + "Kari uten adresse\n01017012345 Per; per@example.no\n"
    answer = host.post(url("invite", gathering), {"people": typed, "role": "", "step": "add"})
    assert answer.status_code == 422
    assert not Seat.objects.exists()
    assert "Kari uten adresse" in answer.content.decode()


def test_somebody_on_the_list_is_not_put_on_twice(host: Client, lead: User, gathering: Gathering) -> None:
    asked(lead, gathering, "lise")
    answer = host.post(url("invite", gathering), {"people": LIST, "role": "", "step": "add"})
    assert answer.status_code == 422
    assert Seat.objects.count() == 1


def test_a_draft_takes_no_answers_and_sends_no_invitations(host: Client, lead: User) -> None:
    draft = meeting(make_project(lead).space, lead)
    rows = seating.seating_of(lead, draft)
    (seat,) = seating.put_on(lead, rows, [seating.Guest("Lise", "lise@example.no")], "nb")
    assert host.post(url("invitations", draft), {"to": [seat.pk]}).status_code == 409
    assert not mail.outbox
    answer = Client().post(link(seat), {"answer": "yes"})
    assert answer.status_code == 409
    assert again(seat).state == SeatState.INVITED


def test_two_who_set_up_the_seats_at_once_see_both_texts(host: Client, lead: User, gathering: Gathering) -> None:
    rows = seating.seating_of(lead, gathering)
    sent = {"joining": "invited", "most": "30", "greeting": "Velkommen", "version": rows.version, "seen": "{}"}
    assert host.post(url("seating", gathering), sent).status_code == 302
    late = host.post(url("seating", gathering), {**sent, "greeting": "Noe annet"})
    assert late.status_code == 409
    assert "Noe annet" in late.content.decode()
    assert "Velkommen" in late.content.decode()
    rows.refresh_from_db()
    assert (rows.most, rows.greeting) == (30, "Velkommen")


# -- the one who is asked ---------------------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing_and_a_touch_says_that_it_is_read(lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    anybody = Client()
    for _each in range(3):
        assert anybody.get(link(seat)).status_code == 200
        anybody.head(link(seat))
    assert again(seat).state == SeatState.INVITED
    assert anybody.get(reverse("gatherings:seat_opened", args=[word_of(seat)])).status_code == 405
    anybody.post(reverse("gatherings:seat_opened", args=[word_of(seat)]))
    assert again(seat).state == SeatState.OPENED


def test_a_yes_a_no_and_a_yes_again_through_the_link(lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    anybody = Client()
    yes = anybody.post(link(seat), {"answer": "yes", "diet": "Uten nøtter", "access": ""}, follow=True).content.decode()
    assert again(seat).state == SeatState.CONFIRMED
    assert Needs.objects.get(seat=seat).diet == "Uten nøtter"
    assert "kalender.ics" in yes
    anybody.post(link(seat), {"answer": "yes", "diet": "Uten nøtter"})
    assert [letter.subject.partition(":")[0] for letter in letters_to("lise@example.no")] == [
        "Invitasjon",
        "Du har plass",
    ]

    no = anybody.post(link(seat), {"answer": "no"})
    assert no.status_code == 422
    anybody.post(link(seat), {"answer": "no", "reason": "no_cover", "reason_text": "Ingen vikar"})
    after = again(seat)
    assert (after.state, after.reason, after.reason_text) == (SeatState.DECLINED, "no_cover", "Ingen vikar")
    assert not Needs.objects.exists(), "what somebody needs goes when they don't come"
    anybody.post(link(seat), {"answer": "yes"})
    assert (again(seat).state, again(seat).reason) == (SeatState.CONFIRMED, "")


def test_a_withdrawn_link_says_so_and_asks_nothing(host: Client, lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    host.post(url("withdraw", gathering, seat.pk))
    host.post(url("withdraw", gathering, seat.pk))
    page = Client().get(link(seat))
    assert 'name="answer"' not in page.content.decode()
    assert Client().post(link(seat), {"answer": "yes"}).status_code == 409
    assert again(seat).state == SeatState.WITHDRAWN
    assert [letter.subject for letter in letters_to("lise@example.no")][1:] == [
        "Invitasjonen din er trukket tilbake: Kick-off"
    ]


def test_who_is_asked_anew_gets_another_link(lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    answering.withdraw(lead, seat)
    (new,) = asked(lead, gathering, "lise")
    assert Client().get(link(seat)).status_code == 404
    assert link(new) != link(seat)
    assert Client().post(link(new), {"answer": "yes"}).status_code == 302


def test_a_made_up_link_leads_nowhere(lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    word = word_of(seat)
    for wrong in ("x", "a" * 75, word[:-1] + ("0" if word[-1] != "0" else "1"), f"{word[0]}{word}"):
        assert Client().get(reverse("gatherings:seat", args=[wrong])).status_code == 404


def test_somebody_else_comes_instead_and_has_the_seat_kept(lead: User, gathering: Gathering) -> None:
    seats_given(lead, gathering, 1)
    (seat,) = asked(lead, gathering, "lise")
    answering.say_yes(seat)
    answer = Client().post(link(seat), {"answer": "other", "name": "Per Plass", "email": "per@example.no"}, follow=True)
    assert "Per Plass" in answer.content.decode()
    deputy = Seat.objects.get(email="per@example.no")
    assert (again(seat).state, deputy.state) == (SeatState.REPLACED, SeatState.OFFERED)
    assert "Lise" in letters_to("per@example.no")[0].body
    assert Client().post(link(seat), {"answer": "yes"}).status_code == 409, "the seat is the deputy's now"
    Client().post(link(deputy), {"answer": "yes"})
    assert again(deputy).state == SeatState.CONFIRMED


def test_a_deputy_who_is_on_the_list_already_is_refused_with_what_was_typed(lead: User, gathering: Gathering) -> None:
    seat, _other = asked(lead, gathering, "lise", "ola")
    sent = {"answer": "other", "name": "Ola", "email": "OLA@example.no"}
    answer = Client().post(link(seat), sent)
    assert answer.status_code == 409
    assert "OLA@example.no" in answer.content.decode()
    assert again(seat).state == SeatState.INVITED


def test_nothing_is_answered_after_the_meeting_or_when_it_is_called_off(lead: User, gathering: Gathering) -> None:
    seat, other = asked(lead, gathering, "lise", "ola")
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=timezone.now() - timedelta(days=1))
    assert Client().post(link(seat), {"answer": "yes"}).status_code == 409
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=soon())
    meetings.cancel(lead, Gathering.objects.get(pk=gathering.pk), "Sykdom")
    answer = Client().post(link(other), {"answer": "yes"})
    assert answer.status_code == 409
    assert "Sykdom" in answer.content.decode()


# -- the waiting list -------------------------------------------------------------------------------------------------


def test_after_a_no_the_organisation_that_is_missing_is_offered_the_seat_first(
    lead: User, gathering: Gathering
) -> None:
    rows = seats_given(lead, gathering, 2)
    here, missing = OrganisationFactory(), OrganisationFactory()
    first, second, third = asked(lead, gathering, "lise", "ola", "kari", organisation=here)
    for seat in (first, second, third):
        answering.say_yes(seat)
    assert again(third).state == SeatState.WAITING
    (late,) = asked(lead, gathering, "nina", organisation=missing)
    answering.say_yes(late)
    assert again(late).state == SeatState.WAITING
    Share.objects.create(seating=rows, organisation=missing, least=1)

    answering.say_no(first, "ill", "")
    assert again(late).state == SeatState.OFFERED, "whoever comes from where nobody comes is first"
    assert again(third).state == SeatState.WAITING
    assert letters_to("nina@example.no")[-1].subject.startswith("Det er plass til deg")


def test_an_offer_that_nobody_takes_goes_on_to_the_next(lead: User, gathering: Gathering) -> None:
    seats_given(lead, gathering, 1)
    first, second, third = asked(lead, gathering, "lise", "ola", "kari")
    for seat in (first, second, third):
        answering.say_yes(seat)
    answering.say_no(first, "ill", "")
    offered = again(second)
    assert offered.state == SeatState.OFFERED
    assert offered.offered_until is not None
    assert duties.run_due(offered.offered_until - timedelta(minutes=1))["offers"] == 0
    assert duties.run_due(offered.offered_until)["offers"] == 1
    assert (again(second).state, again(third).state) == (SeatState.WAITING, SeatState.OFFERED)


def test_more_seats_are_given_to_those_who_wait_at_once(host: Client, lead: User, gathering: Gathering) -> None:
    rows = seats_given(lead, gathering, 1)
    first, second = asked(lead, gathering, "lise", "ola")
    answering.say_yes(first)
    answering.say_yes(second)
    host.post(url("seating", gathering), {"joining": "invited", "most": "2", "version": rows.version, "seen": "{}"})
    assert again(second).state == SeatState.OFFERED


def test_an_organisation_that_leaves_gives_its_seats_to_others(host: Client, lead: User, gathering: Gathering) -> None:
    rows = seats_given(lead, gathering, 2)
    leaving, other = OrganisationFactory(), OrganisationFactory()
    share = Share.objects.create(seating=rows, organisation=leaving, least=2)
    mine = asked(lead, gathering, "lise", "ola", organisation=leaving)
    (waiting,) = asked(lead, gathering, "kari", organisation=other)
    answering.say_yes(waiting)
    assert again(waiting).state == SeatState.WAITING
    host.post(url("share_leave", gathering, share.pk))
    assert {again(seat).state for seat in mine} == {SeatState.WITHDRAWN}
    assert again(waiting).state == SeatState.OFFERED


# -- signing up -------------------------------------------------------------------------------------------------------


def test_members_sign_up_where_they_may_and_are_told_where_they_may_not(lead: User, gathering: Gathering) -> None:
    member, stranger = UserFactory(), UserFactory()
    join(gathering.space.project, Role.TEAM_MEMBER, member)
    rows = seating.seating_of(lead, gathering)
    client = Client()
    client.force_login(member)
    client.post(url("sign_up", gathering))
    assert not Seat.objects.exists(), "by invitation only"
    Seating.objects.filter(pk=rows.pk).update(joining=Joining.MEMBERS)
    for _twice in range(2):
        client.post(url("sign_up", gathering))
    assert Seat.objects.get().state == SeatState.CONFIRMED
    client.force_login(stranger)
    assert client.post(url("sign_up", gathering)).status_code == 404
    Seating.objects.filter(pk=rows.pk).update(joining=Joining.OPEN)
    assert client.post(url("sign_up", gathering)).status_code == 302
    assert Seat.objects.filter(person=stranger, state=SeatState.CONFIRMED).exists()


def test_who_is_asked_sees_the_meeting_and_nothing_else_of_the_space(lead: User, gathering: Gathering) -> None:
    guest = UserFactory(email="lise@example.no")
    client = Client()
    client.force_login(guest)
    assert client.get(gathering.get_absolute_url()).status_code == 404
    asked(lead, gathering, "lise")
    assert client.get(gathering.get_absolute_url()).status_code == 200
    assert client.get(reverse("gatherings:space", args=[gathering.space_id])).status_code == 404
    assert client.get(url("people", gathering)).status_code == 404
    assert "Kick-off" in client.get(reverse("gatherings:mine")).content.decode()


def test_the_online_link_is_for_those_who_have_a_seat(lead: User, gathering: Gathering) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(link="https://motet.example.no/hemmelig")
    (seat,) = asked(lead, gathering, "lise")
    client = Client()
    assert "hemmelig" not in client.get(link(seat)).content.decode()
    answering.say_yes(seat)
    assert "hemmelig" in client.get(link(seat)).content.decode()
    assert all("hemmelig" not in letter.body for letter in mail.outbox)


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
    assert mydata_seats.export(person)["invitations and seats"][0]["food"] == "Uten nøtter"
    mydata_seats.erase(person)
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
