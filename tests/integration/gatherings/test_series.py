"""Meetings that come again: planned, moved and announced together, copied to next year; and two at the same time."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.models import Gathering, Seat, SeriesPlace
from portal.gatherings.services import meetings, problems, seating, series
from portal.gatherings.services.copies import key
from portal.kernel.clock import from_oslo, oslo_date, to_oslo
from portal.spaces.models import SpaceMember
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting
from tests.factories.improvement import make_project

pytestmark = pytest.mark.django_db
FIRST = from_oslo(date(2027, 2, 25), to_oslo(from_oslo(date(2027, 2, 25))).time().replace(hour=9))


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def held(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=TWO_PARTS, starts_at=FIRST)
    meetings.announce(lead, made)
    return made


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def asked(client: Client, gathering: Gathering, **values: str) -> dict[str, str]:
    page = client.get(url("series_new", gathering)).content.decode()
    hidden = dict(re.findall(r'name="(form_key|first)" value="([^"]+)"', page))
    return {**hidden, "count": "3", "rhythm": "4", **values}


def starts(gatherings: list[Gathering]) -> list[tuple[date, str]]:
    return [(oslo_date(each.starts_at), to_oslo(each.starts_at).strftime("%H.%M")) for each in gatherings]


def test_first_the_days_are_shown_and_nothing_is_planned(lead: User, held: Gathering) -> None:
    client = as_(lead)
    page = client.post(url("series_new", held), asked(client, held))
    assert page.status_code == 200
    text = page.content.decode()
    assert "Utelatt: skjærtorsdag" in text
    assert re.findall(r'name="dag" value="([^"]+)"', text) == ["2027-04-22", "2027-05-20", "2027-06-17"]
    assert Gathering.objects.count() == 1


def test_planned_as_drafts_once_with_agendas_of_their_own_at_the_same_time_of_the_day(
    lead: User, held: Gathering
) -> None:
    client = as_(lead)
    sent = {**asked(client, held), "plan": "1", "dag": ["2027-04-22", "2027-06-17", "2027-03-25", "2031-01-01"]}
    for _each in range(2):
        assert client.post(url("series_new", held), sent).status_code == 302
    rows = series.series_of(held)
    # Summer time has begun in between: nine o'clock is nine o'clock. Holidays and foreign days are not taken.
    assert starts(rows) == [
        (date(2027, 2, 25), "09.00"),
        (date(2027, 4, 22), "09.00"),
        (date(2027, 6, 17), "09.00"),
    ]
    assert [each.stage for each in rows] == ["announced", "draft", "draft"]
    keys = [slot.key for each in rows for slot in each.agenda.slots]
    assert len(keys) == len(set(keys)) == 12
    page = client.get(url("series", held)).content.decode()
    assert "Kunngjør 2 kladder" in page
    client.post(url("series_announce", held))
    assert {each.stage for each in series.series_of(held)} == {"announced"}
    assert "Møtene i serien" in client.get(rows[1].get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"), [({"count": "0"}, "større"), ({"count": "27"}, "26"), ({"count": "mange"}, "helt tall")]
)
def test_what_cannot_be_planned_is_said_and_stays(
    lead: User, held: Gathering, wrong: dict[str, str], words: str
) -> None:
    client = as_(lead)
    answer = client.post(url("series_new", held), asked(client, held, **wrong))
    assert answer.status_code == 422
    assert f'value="{wrong["count"]}"' in answer.content.decode()
    assert words in answer.content.decode()


def test_this_and_the_following_are_moved_and_calendars_follow(lead: User, held: Gathering) -> None:
    rows = series.plan_more(lead, held, [date(2027, 3, 4), date(2027, 3, 11), date(2027, 3, 18)], uuid.uuid4())
    meetings.announce(lead, rows[1])
    meetings.announce(lead, rows[2])
    meetings.cancel(lead, rows[2], "Ingen kan")
    client = as_(lead)
    body = {"version": "1", "day": "2027-03-12", "at": "13:00"}
    assert client.post(url("series", rows[1]), body).status_code == 302
    assert starts(series.series_of(held)) == [
        (date(2027, 2, 25), "09.00"),
        (date(2027, 3, 4), "09.00"),
        (date(2027, 3, 12), "13.00"),
        (date(2027, 3, 18), "09.00"),
    ]
    rows[1].refresh_from_db()
    assert rows[1].sequence == 1
    late = client.post(url("series", rows[1]), {**body, "day": "2027-03-20"})
    assert late.status_code == 409
    assert "2027-03-20" in late.content.decode()
    rows[1].refresh_from_db()
    assert oslo_date(rows[1].starts_at) == date(2027, 3, 12)
    # Onto a holiday: told in the list.
    client.post(url("series", rows[1]), {"version": str(rows[1].version), "day": "2027-03-25", "at": "13:00"})
    assert "helligdag" in client.get(url("series", held)).content.decode()


def test_one_is_moved_alone(lead: User, held: Gathering) -> None:
    rows = series.plan_more(lead, held, [date(2027, 3, 4), date(2027, 3, 11)], uuid.uuid4())
    meetings.change(lead, rows[0], 1, {"starts_at": from_oslo(date(2027, 3, 5))})
    assert [day for day, _clock in starts(series.series_of(held))][-1] == date(2027, 3, 11)


def test_the_same_people_only_where_that_is_asked(lead: User, held: Gathering) -> None:
    seating.seating_of(lead, held)
    (alone,) = series.plan_more(lead, held, [date(2027, 3, 4)], uuid.uuid4())
    (same,) = series.plan_more(lead, held, [date(2027, 3, 11)], uuid.uuid4(), same_people=True)
    assert alone.seating is None
    assert same.seating == held.seating


def test_a_year_is_copied_as_drafts_on_the_same_weekday_and_holidays_are_told(lead: User, held: Gathering) -> None:
    more = series.plan_more(lead, held, [date(2027, 5, 27)], uuid.uuid4())
    gone = meeting(held.space, lead, title="Avlyst", starts_at=FIRST + timedelta(days=3))
    meetings.announce(lead, gone)
    meetings.cancel(lead, gone, "Syk")
    client = as_(lead)
    address = reverse("gatherings:copy_year", args=[held.space_id])
    page = client.get(f"{address}?ar=2027").content.decode()
    assert "Avlyst" not in page
    # Week 21 of 2028 has Ascension Day on its Thursday.
    assert "Faller på Kristi himmelfartsdag" in page
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key is not None
    assert client.post(address, {"ar": "2027", "form_key": key.group(1)}).status_code == 422
    sent = {"ar": "2027", "form_key": key.group(1), "mote": [held.pk, more[0].pk]}
    for _each in range(2):
        assert client.post(address, sent).status_code == 302
    copies = series.of_year(held.space, 2028)
    assert starts(copies) == [(date(2028, 2, 24), "09.00"), (date(2028, 5, 25), "09.00")]
    assert {each.stage for each in copies} == {"draft"}
    assert len(set(SeriesPlace.objects.filter(gathering__in=copies).values_list("key", flat=True))) == 1


def test_the_years_that_have_meetings_are_offered_and_no_others(lead: User, held: Gathering) -> None:
    address = reverse("gatherings:copy_year", args=[held.space_id])
    found = as_(lead).get(address).context
    assert (found["year"], found["others"]) == (2027, []), "only that year has some"
    meeting(held.space, lead, starts_at=from_oslo(date(2026, 3, 4)))
    meeting(held.space, lead, starts_at=from_oslo(date(2025, 3, 5)))
    found = as_(lead).get(f"{address}?ar=2027").context
    assert (found["year"], found["others"]) == (2027, [2026, 2025])
    assert as_(lead).get(f"{address}?ar=1999").context["year"] in {2026, 2027}


def test_a_problem_goes_into_no_copy(lead: User, held: Gathering) -> None:
    row = problems.bring(lead, held, "Bare til dette møtet.", named=False, form_key=uuid.uuid4())
    assert row is not None
    problems.put_on_agenda(lead, row)
    held.refresh_from_db()
    (copy,) = series.plan_more(lead, held, [date(2027, 3, 4)], uuid.uuid4())
    assert "Bare til dette" in str(held.agenda_json)
    assert "Bare til dette" not in str(copy.agenda_json)


def test_readers_neither_plan_nor_move_a_series(lead: User, held: Gathering) -> None:
    reader = UserFactory()
    SpaceMember.objects.create(space=held.space, person=reader, role=Role.ORGANISATION_CONTACT)
    for name in ("series", "series_new"):
        assert as_(reader).get(url(name, held)).status_code == 404
    assert as_(reader).get(reverse("gatherings:copy_year", args=[held.space_id])).status_code == 404


def test_two_at_the_same_time_are_told_of_and_not_stopped(lead: User, held: Gathering) -> None:
    late = meeting(held.space, lead, title="Overlapper", starts_at=FIRST + timedelta(minutes=90))
    meetings.announce(lead, late)
    after = meeting(held.space, lead, title="Rett etterpå", starts_at=FIRST + timedelta(minutes=135))
    meetings.announce(lead, after)
    page = as_(lead).get(held.get_absolute_url()).content.decode()
    assert "De samme menneskene har et annet møte samtidig" in page
    assert "Overlapper" in page
    assert "Rett etterpå" not in page
    meetings.cancel(lead, late, "Likevel ikke")
    assert "Overlapper" not in as_(lead).get(held.get_absolute_url()).content.decode()


def test_seats_in_two_meetings_are_counted_and_the_other_meeting_is_not_named(lead: User, held: Gathering) -> None:
    other_lead, guest = UserFactory(), UserFactory()
    other = meeting(make_project(other_lead).space, other_lead, title="Hemmelig møte", starts_at=FIRST)
    meetings.announce(other_lead, other)
    for who, each in ((lead, held), (other_lead, other)):
        Seat.objects.create(
            seating=seating.seating_of(who, each), person=guest, name="Gjest", email=guest.email, state="confirmed"
        )
    page = as_(lead).get(held.get_absolute_url()).content.decode()
    assert "1 person som har plass her" in page
    assert "Hemmelig møte" not in page
    mine = as_(guest).get(held.get_absolute_url()).content.decode()
    assert "Du har et annet møte samtidig" in mine
    assert "Hemmelig møte" in mine


def test_the_number_of_queries_does_not_grow(lead: User, held: Gathering) -> None:
    client, counts = as_(lead), []
    for number in (2, 20):
        days = [date(2027, 3, 1) + timedelta(days=each) for each in range(number)]
        series.plan_more(lead, held, days, uuid.UUID(int=1))
        client.get(url("series", held))
        with CaptureQueriesContext(connection) as caught:
            client.get(url("series", held))
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_no_key_of_a_slot_can_be_taken_for_an_identity_number() -> None:
    assert all(key().isalpha() for _each in range(500))
