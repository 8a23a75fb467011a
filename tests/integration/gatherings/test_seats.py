"""Seats from the invitation to the answer: by a link, without an account, and with more who want one than there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Needs, Seat, Seating, Share
from portal.gatherings.services import answering, duties, meetings, seating
from portal.gatherings.services.seatlinks import word_of
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting, soon
from tests.factories.improvement import join, make_project
from tests.support.seats import again, asked, letters_to, link, seats_given

pytestmark = pytest.mark.django_db

LIST = "Lise Lysbakken; lise@example.no; leder\nOla Oterholm <ola@example.no>\n"


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


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


def test_an_address_counts_once_and_a_role_alone_is_a_name(host: Client, gathering: Gathering) -> None:
    UserFactory(email="ola@example.no", first_name="Ola", last_name="Oterholm")
    typed = "Lise; lise@example.no; leder\nLise; lise@example.no\n"
    doubled = host.post(url("invite", gathering), {"people": typed, "role": "", "step": "add"})
    assert doubled.status_code == 422
    assert "Den samme adressen står på en linje over" in doubled.content.decode()
    typed = "Prosjektleder; leder@example.no\nLeder; ola@example.no"
    host.post(url("invite", gathering), {"people": typed, "role": "", "step": "add"})
    assert set(Seat.objects.values_list("name", "role")) == {
        ("Prosjektleder", "project_lead"),
        ("Ola Oterholm", "leader"),
    }


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


def test_who_sent_somebody_else_comes_after_all_while_the_other_has_not_answered(
    lead: User, gathering: Gathering
) -> None:
    seats_given(lead, gathering, 1)
    seat, waiting = asked(lead, gathering, "lise", "ola")
    answering.say_yes(seat)
    answering.say_yes(waiting)
    sends = {"answer": "other", "name": "Per Plass", "email": "per@example.no"}
    come = reverse("gatherings:seat_come", args=[word_of(seat)])
    Client().post(come)
    assert again(seat).state == SeatState.CONFIRMED, "there is nothing to take back"
    for _twice in range(2):
        Client().post(link(seat), sends)
        assert "Jeg kommer likevel" in Client().get(link(seat)).content.decode()
        Client().post(come)
        assert (again(seat).state, again(waiting).state) == (SeatState.CONFIRMED, SeatState.WAITING)
        assert Seat.objects.get(email="per@example.no").state == SeatState.WITHDRAWN
        assert "Lise kan komme likevel" in letters_to("per@example.no")[-1].body
    Client().post(link(seat), sends)
    Client().post(link(Seat.objects.get(email="per@example.no")), {"answer": "yes"})
    assert "Jeg kommer likevel" not in Client().get(link(seat)).content.decode()
    Client().post(come)
    assert again(seat).state == SeatState.REPLACED


def test_the_answer_is_thanked_for_once_and_kept_seats_are_not_said_to_be_taken(
    lead: User, gathering: Gathering
) -> None:
    rows = seats_given(lead, gathering, 2)
    Share.objects.create(seating=rows, organisation=OrganisationFactory(), least=1)
    lise, ola = asked(lead, gathering, "lise", "ola")
    page = Client().post(link(lise), {"answer": "yes"}, follow=True).content.decode()
    assert page.count("Du har plass. Velkommen!") == 1
    waits = Client().post(link(ola), {"answer": "yes"}, follow=True).content.decode()
    assert "De ledige plassene er holdt av til andre. Du er nummer 1 på ventelisten." in waits
    assert "Alle plassene er tatt" not in waits


def test_who_is_at_two_meetings_at_once_is_told_and_the_host_reads_that_and_no_more(
    host: Client, lead: User, gathering: Gathering
) -> None:
    elsewhere = meeting(make_project(UserFactory()).space, lead, title="Hemmelig samling")
    meetings.announce(lead, elsewhere)
    (lise,) = asked(lead, gathering, "lise")
    (other,) = asked(lead, elsewhere, "lise")
    assert "samtidig" not in Client().get(link(lise)).content.decode(), "nothing is promised there yet"
    answering.say_yes(other)
    assert "Du har sagt ja til noe annet samtidig: Hemmelig samling" in Client().get(link(lise)).content.decode()
    answering.say_yes(lise)
    assert "Hemmelig samling" in Client().get(link(lise)).content.decode()
    listed = host.get(url("people", gathering)).content.decode()
    assert "r med på noe annet samtidig" in listed
    assert "Hemmelig samling" not in listed

    host.get(url("people", gathering))
    with CaptureQueriesContext(connection) as few:
        host.get(url("people", gathering))
    for name in (f"gjest{number}" for number in range(20)):
        for each in (gathering, elsewhere):
            answering.say_yes(asked(lead, each, name)[0])
    with CaptureQueriesContext(connection) as many:
        listed = host.get(url("people", gathering)).content.decode()
    assert listed.count("r med på noe annet samtidig") == 21
    assert len(many) == len(few)


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


def test_a_long_list_is_read_page_by_page_and_those_who_wait_keep_their_number(
    host: Client, lead: User, gathering: Gathering
) -> None:
    seats_given(lead, gathering, 58)
    for seat in asked(lead, gathering, *(f"gjest{number:02}" for number in range(60))):
        answering.say_yes(seat)
    first = host.get(url("people", gathering)).content.decode()
    last = host.get(f"{url('people', gathering)}?page=2").content.decode()
    assert "gjest00@example.no" in first
    assert "gjest59@example.no" not in first
    assert "nummer 2 på ventelisten" in last
    assert "58 av 58 plasser er tatt · 2 venter" in last
