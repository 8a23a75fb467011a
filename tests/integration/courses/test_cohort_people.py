"""The people of a run: who is behind on what, letters that are seen first, groups, the contact list, and afterwards."""

from __future__ import annotations

import io
import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from courses.domain.roster import There
from courses.models import Cohort, ContactWish, FollowUp, PracticeStepPage, Reflection, StepProgress
from courses.services import practice
from courses.services.cohorts import followups, planning
from courses.services.cohorts.data import export
from courses.services.cohorts.roster import roster_of
from courses.services.outline import outline_of
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services.erasing import erase
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Presence, Seat
from portal.gatherings.services import seating
from portal.gatherings.services.seatlinks import word_of
from portal.security.models import AuditEntry
from portal.spaces.doors import door_of
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.cohorts import cohort, facilitator, seat
from tests.factories.courses import key
from tests.integration.courses.test_cohorts import signed_in

pytestmark = pytest.mark.django_db
SECRET = "Det jeg skrev for meg selv"


def page_of(name: str, of: Cohort, *more: int) -> str:
    return reverse(f"courses:cohort_{name}", args=[of.pk, *more])


def begun(leader: User | None = None) -> Cohort:
    """A run whose first meeting was ten days ago."""
    return cohort(leader or facilitator(), days=-10)


def test_who_is_behind_and_on_what() -> None:
    found, person = begun(), UserFactory()
    own = seat(found, person)
    first = planning.meetings_of(found)[0]
    Presence.objects.create(gathering=first, seat=own, state="none")
    done = timezone.now() - timedelta(days=11)
    StepProgress.objects.create(person=person, step_key=key("lesson", 1), touched_at=done, completed_at=done)
    roster = roster_of(found, outline_of(key("course"), "nb"), timezone.now())
    (row,) = roster.rows
    assert row.there == (There.NONE, There.AHEAD)
    assert row.behind == (key("gathering", 1),)
    assert (row.done, roster.total, row.last_here) == (1, 4, done)
    assert row.missed


def test_of_who_has_not_said_yes_no_progress_is_read() -> None:
    found, person = begun(), UserFactory()
    seat(found, person, state=SeatState.INVITED)
    StepProgress.objects.create(person=person, step_key=key("lesson", 1), touched_at=timezone.now())
    (row,) = roster_of(found, outline_of(key("course"), "nb"), timezone.now()).rows
    assert (row.done, row.behind, row.last_here) == (0, (), None)


def test_who_was_there_stays_on_the_list_when_their_organisation_leaves_and_gets_no_letters() -> None:
    leader = facilitator()
    found = begun(leader)
    was, never = (seat(found, UserFactory(), organisation=OrganisationFactory()) for _each in range(2))
    Presence.objects.create(gathering=planning.meetings_of(found)[0], seat=was, state="full")
    Seat.objects.update(state=SeatState.WITHDRAWN)
    client = signed_in(leader)
    (line,) = client.get(page_of("people", found)).context["lines"]
    assert (line.row.seat, line.row.there) == (was, (There.FULL, There.AHEAD))
    sheet = load_workbook(io.BytesIO(client.get(page_of("workbook", found)).content)).active
    assert sheet.max_row == 2
    assert [*client.get(page_of("letter", found)).context["form"].fields["to"].choices] == []
    assert client.get(page_of("person", found, never.pk)).status_code == 404


def test_the_list_narrows_and_its_workbook_says_the_same_and_nothing_private() -> None:
    leader, person = facilitator(), UserFactory()
    found = begun(leader)
    seat(found, person, organisation=OrganisationFactory(name="DPS"))
    seat(found, state=SeatState.INVITED, name="=1+1")
    note = {"step_key": key("lesson", 1), "block_id": uuid.uuid4(), "text": SECRET, "updated_at": timezone.now()}
    Reflection.objects.create(person=person, **note)
    client = signed_in(leader)
    page = client.get(page_of("people", found))
    assert len(page.context["lines"]) == 2
    narrowed = client.get(page_of("people", found), {"vis": "bak"})
    assert [line.row.seat.person for line in narrowed.context["lines"]] == [person]
    assert len(client.get(page_of("people", found), {"vis": "tull", "org": "x"}).context["lines"]) == 2
    answer = client.get(page_of("workbook", found))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [cells[1][0], cells[2][2]] == ["=1+1", "DPS"] or cells[1][0] == "=1+1"
    texts = page.content.decode() + str(cells)
    assert SECRET not in texts


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_forty_people_cost_as_many_queries_as_two() -> None:
    leader = facilitator()
    found = begun(leader)
    first = planning.meetings_of(found)[0]
    client = signed_in(leader)

    def add(number: int) -> None:
        for _each in range(number):
            own = seat(found, UserFactory(), organisation=OrganisationFactory())
            Presence.objects.create(gathering=first, seat=own, state="full")

    add(2)
    names = ("people", "groups", "letter", "workbook")
    addresses = [page_of(name, found) for name in names] + [found.get_absolute_url(), reverse("courses:cohorts")]
    for address in addresses:
        client.get(address)
    before = [queries(client, address) for address in addresses]
    add(38)
    assert [queries(client, address) for address in addresses] == before


def test_the_contact_list_holds_those_who_put_themselves_on_it() -> None:
    found = cohort()
    person, other = UserFactory(), UserFactory()
    own = seat(found, person)
    seat(found, other)
    client, address = signed_in(person), page_of("contacts", found)
    client.post(address, {"phone": "900 00 000"})
    text = signed_in(other).get(address).content.decode()
    assert "900 00 000" in text
    assert other.email not in text.partition("<main")[2].partition("<form")[0]
    assert signed_in(UserFactory()).get(address).status_code == 404
    for wrong in ("abc<", "ring meg", "12"):
        refused = client.post(address, {"phone": wrong})
        assert refused.status_code == 422
        assert "phone" in refused.context["form"].errors
    for right in ("+47 900 00 000", "(0047) 900-00-000", ""):
        assert client.post(address, {"phone": right}).status_code == 302
        assert ContactWish.objects.get(seat=own).phone == right
    client.post(address, {"off": "1"})
    assert not ContactWish.objects.filter(seat=own).exists()


def test_what_is_shared_with_the_group_is_read_there_and_not_elsewhere() -> None:
    found = cohort()
    person, other = UserFactory(), UserFactory()
    MembershipFactory(person=person)
    seat(found, person)
    seat(found, other)
    page = PracticeStepPage.objects.get()
    practice.choose(person, page, page.things[0].id)
    address = reverse("courses:practice_share", args=[page.translation_key])
    signed_in(person).post(address, {"text": "Det ble stille, og så kom det", "organisation": f"kull-{found.pk}"})
    assert "Det ble stille" in signed_in(other).get(found.get_absolute_url()).content.decode()
    strange = cohort(title="Et annet kull")
    refused = signed_in(person).post(address, {"text": "Hei", "organisation": f"kull-{strange.pk}"})
    assert refused.status_code == 422
    signed_in(person).post(address, {"take_back": "1", "text": ""})
    assert "Det ble stille" not in signed_in(other).get(found.get_absolute_url()).content.decode()


def after(found: Cohort, **distance: int) -> datetime:
    last = planning.meetings_of(found)[-1]
    return last.ends_at + timedelta(**distance)


def test_a_year_of_days_asks_each_four_times_and_nobody_twice() -> None:
    found = cohort()
    person, undecided, gone = UserFactory(), UserFactory(), UserFactory()
    own = seat(found, person)
    seat(found, undecided, state=SeatState.INVITED)
    seat(found, gone, state=SeatState.WITHDRAWN)
    for day in range(1, 400, 3):
        for _each in range(2):
            followups.run(lambda day=day: after(found, days=day))  # type: ignore[misc]
    asked = list(FollowUp.objects.order_by("pk").values_list("seat", "when"))
    assert asked == [(own.pk, stage) for stage in ("6w", "3m", "6m", "12m")]
    letters = [each for each in mail.outbox if "/kull/oppfolging/" in each.body]
    assert [each.to for each in letters] == [[person.email]] * 4


def test_a_week_after_a_meeting_those_who_have_not_tried_are_reminded_once() -> None:
    found = cohort()
    person, keen = UserFactory(), UserFactory()
    seat(found, person)
    seat(found, keen)
    page = PracticeStepPage.objects.get()
    practice.choose(keen, page, page.things[0].id)
    practice.tried(keen, page)
    first = planning.meetings_of(found)[0]
    away = seat(found, UserFactory())
    Presence.objects.create(gathering=first, seat=away, state="none")
    for days in (6, 8, 9):
        followups.run(lambda days=days: first.ends_at + timedelta(days=days))  # type: ignore[misc]
    assert [each.to for each in mail.outbox] == [[person.email]]


def test_a_meeting_called_off_or_a_run_never_opened_asks_nobody() -> None:
    found, never = cohort(), cohort(opened=False)
    for each in (found, never):
        seat(each, UserFactory())
    moment = after(found, days=45)
    Gathering.objects.filter(space=found.space).update(stage="cancelled")
    assert followups.run(lambda: moment) == 0


def test_the_answer_is_the_writers_own_until_they_share_it() -> None:
    leader, person = facilitator(), UserFactory()
    found = cohort(leader)
    own = seat(found, person)
    row = FollowUp.objects.create(cohort=found, seat=own, when="6w")
    address = reverse("courses:follow_up", args=[row.pk])
    assert signed_in(leader).get(address).status_code == 404
    client = signed_in(person)
    assert client.post(address, {"held": "", "slipped": ""}).status_code == 422
    client.post(address, {"held": "Jeg venter lenger"})
    assert "Jeg venter lenger" not in signed_in(leader).get(found.get_absolute_url()).content.decode()
    client.post(address, {"held": "Jeg venter lenger", "shared": "on"})
    assert "Jeg venter lenger" in signed_in(leader).get(found.get_absolute_url()).content.decode()
    assert "Jeg venter lenger" not in str(AuditEntry.objects.values_list("details", flat=True))


def test_who_has_no_account_is_asked_too_and_answers_by_the_link_of_the_letter() -> None:
    leader = facilitator()
    found = cohort(leader)
    own = seat(found, name="Kari Uten", email="kari@example.no")
    moment = after(found, days=45)
    assert followups.run(lambda: moment) == 1
    (letter,) = [each for each in mail.outbox if each.to == ["kari@example.no"]]
    address = re.search(r"https?://[^/]+(/kull/oppfolging/lenke/\S+)", letter.body)[1]  # type: ignore[index]
    row, nobody = FollowUp.objects.get(), Client()
    assert nobody.get(address).status_code == 200
    assert nobody.get(address[:-2] + "/").status_code == 404
    assert FollowUp.objects.get().answered_at is None
    assert nobody.post(address, {"held": "", "slipped": ""}).status_code == 422
    assert nobody.post(address, {"held": "Jeg venter lenger", "shared": "on"}).status_code == 302
    assert "Jeg venter lenger" in signed_in(leader).get(found.get_absolute_url()).content.decode()
    # With an account the answer is behind the account's own door.
    person = UserFactory(email="kari@example.no")
    Seat.objects.filter(pk=own.pk).update(person=person)
    assert nobody.get(address).url == reverse("courses:follow_up", args=[row.pk])  # type: ignore[attr-defined]
    assert nobody.get(reverse("courses:follow_up", args=[row.pk])).status_code == 302
    Seat.objects.filter(pk=own.pk).update(person=None, state=SeatState.WITHDRAWN)
    assert nobody.get(address).status_code == 404


def test_mine_data_holds_it_and_erasing_takes_it() -> None:
    found, person = cohort(), UserFactory()
    own = seat(found, person)
    FollowUp.objects.create(cohort=found, seat=own, when="6w", held="Alt")
    ContactWish.objects.create(seat=own, phone="900")
    held = export(person)
    assert held["follow-ups"][0]["held"] == "Alt"
    assert held["contact lists"][0]["phone"] == "900"
    erase(person)  # the whole person, as every room does it
    assert not FollowUp.objects.exists()
    assert not ContactWish.objects.exists()


def test_the_room_has_a_name_and_a_door() -> None:
    found = cohort()
    door = door_of(found.space)
    assert (door.name, door.url) == (found.title, found.get_absolute_url())


def test_participant_peer_consultant_and_leader_get_different_letters() -> None:
    said = {
        "expectations": "Sett av begge dagene.",
        "peer_role": "Du sier hva som bygger tillit.",
        "backing": "To fra hver.",
    }
    made = cohort(**said)
    lead = made.created_by
    guests = [
        seating.Guest("Lise", "lise@example.no", leader_name="Ola", leader_email="ola@example.no"),
        seating.Guest("Kari", "kari@example.no", str(Role.PEER_CONSULTANT)),
    ]
    seats = seating.put_on(lead, made.seating, guests, "nb")
    mail.outbox.clear()
    seating.send_invitations(lead, made.seating, [each.pk for each in seats])
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    held = {who: {name for name, text in said.items() if text in body} for who, body in letters.items()}
    assert held == {
        "lise@example.no": {"expectations"},
        "kari@example.no": {"expectations", "peer_role"},
        "ola@example.no": {"expectations", "backing"},
    }
    page = Client().get(reverse("gatherings:seat", args=[word_of(seats[1])])).content.decode()
    assert "Du sier hva som bygger tillit." in page
    assert "To fra hver." not in page
