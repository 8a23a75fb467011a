"""Calendars: the same entry moved and called off, as a library that is not ours reads it; and the secret address."""

from __future__ import annotations

from datetime import UTC
from email.utils import parseaddr
from typing import Any

import pytest
import vobject
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.gatherings.models import CalendarFeed, Gathering
from portal.gatherings.services import answering, calendars, meetings
from portal.gatherings.services.seatlinks import word_of
from portal.security.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import TWO_PARTS, meeting, soon
from tests.factories.improvement import make_project
from tests.support.seats import asked, letters_to, link

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return UserFactory(language="nb")


@pytest.fixture
def told(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead, agenda=TWO_PARTS, link="https://moter.example.no/hemmelig")
    meetings.announce(lead, made)
    return made


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def entries(body: bytes) -> list[Any]:
    found = vobject.readOne(body.decode())
    found.validate()
    return list(found.contents.get("vevent", []))


def entry(client: Client, gathering: Gathering) -> Any:
    answer = client.get(reverse("gatherings:calendar", args=[gathering.pk]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (found,) = entries(answer.content)
    return found


def test_moved_and_called_off_it_stays_the_same_entry(lead: User, told: Gathering) -> None:
    client, seen = as_(lead), []
    seen.append(entry(client, told))
    meetings.change(lead, told, told.version, {"starts_at": soon(20, 12)})
    seen.append(entry(client, told))
    meetings.cancel(lead, told, "For få kan komme.")
    seen.append(entry(client, told))
    assert len({each.uid.value for each in seen}) == 1
    assert [each.sequence.value for each in seen] == ["0", "1", "2"]
    assert [each.status.value for each in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert seen[1].dtstart.value == soon(20, 12).astimezone(UTC)
    assert (seen[1].dtend.value - seen[1].dtstart.value).total_seconds() == TWO_PARTS.minutes * 60
    assert seen[2].summary.value == "Avlyst: Kick-off"
    assert "For få kan komme." in seen[2].description.value


def test_the_link_to_the_online_meeting_is_in_no_calendar(lead: User, told: Gathering) -> None:
    client = as_(lead)
    assert "hemmelig" in client.get(told.get_absolute_url()).content.decode()
    assert b"hemmelig" not in client.get(reverse("gatherings:calendar", args=[told.pk])).content


def test_the_address_shows_what_is_announced_to_whoever_has_it(lead: User, told: Gathering) -> None:
    client = as_(lead)
    draft = meeting(told.space, lead, title="Ikke klart")
    foreign = meeting(make_project().space, lead, title="Andres møte")
    meetings.announce(lead, foreign)
    client.post(reverse("gatherings:feed_make"))
    assert AuditEntry.objects.latest("pk").action == "calendar.address_made"
    address = reverse("gatherings:feed", args=[calendars.address_of(CalendarFeed.objects.get())])
    page = client.get(reverse("gatherings:mine")).content.decode()
    assert address in page.partition('<textarea class="ds-input" id="feed"')[2].partition("</textarea>")[0]
    assert 'data-copy-from="feed"' in page
    stranger = Client()
    answer = stranger.get(address)
    assert [each.summary.value for each in entries(answer.content)] == [told.title]
    assert "no-store" in answer["Cache-Control"]
    assert draft.title.encode() not in answer.content


def test_a_new_address_and_a_taken_away_one_close_the_old(lead: User) -> None:
    client = as_(lead)
    client.post(reverse("gatherings:feed_make"))
    old = reverse("gatherings:feed", args=[calendars.address_of(CalendarFeed.objects.get())])
    client.post(reverse("gatherings:feed_make"))
    new = reverse("gatherings:feed", args=[calendars.address_of(CalendarFeed.objects.get())])
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    client.post(reverse("gatherings:feed_revoke"))
    assert Client().get(new).status_code == 404
    assert AuditEntry.objects.latest("pk").action == "calendar.address_revoked"


@pytest.mark.parametrize("word", ["", "x", "a" * 75, "0" * 32, "x" * 43 + "0" * 32])
def test_a_word_that_is_not_ours_opens_nothing(word: str) -> None:
    assert calendars.feed_at(word) is None


def test_somebody_who_is_closed_out_has_no_calendar(lead: User) -> None:
    feed = calendars.make_feed(lead)
    lead.is_active = False
    lead.save()
    assert calendars.feed_at(calendars.address_of(feed)) is None


def test_long_norwegian_words_are_folded_and_come_back_whole(lead: User, told: Gathering) -> None:
    title = "Forbedringsarbeid på tvers: «blåbærsyltetøy» og øvrige, helt utmerkede; ting, " * 2
    meetings.change(lead, told, told.version, {"title": title.strip()[:200]})
    assert entry(as_(lead), told).summary.value == title.strip()[:200]


# -- letters and files, as calendars take them ------------------------------------------------------------------------


def carried(email: str) -> list[tuple[str, Any]]:
    """The entries that went to somebody by letter, each with the method that it asks for."""
    found = []
    for letter in letters_to(email):
        for part in letter.message().walk():
            if part.get_content_type() == "text/calendar":
                assert part.get_filename() == "mote.ics"
                body = vobject.readOne(part.get_payload(decode=True).decode())
                assert body.method.value == part.get_param("method")
                (event,) = body.contents["vevent"]
                found.append((body.method.value, event))
    return found


def test_letters_put_the_meeting_in_the_calendar_move_it_and_take_it_out(lead: User, told: Gathering) -> None:
    lise, _silent = asked(lead, told, "lise", "ola")
    Client().post(link(lise), {"answer": "yes"})
    meetings.change(lead, told, told.version, {"starts_at": soon(20, 12)})
    as_(lead).post(reverse("gatherings:tell", args=[told.pk]))
    meetings.cancel(lead, Gathering.objects.get(pk=told.pk), "Sykdom")
    as_(lead).post(reverse("gatherings:tell", args=[told.pk]))
    methods, events = zip(*carried("lise@example.no"), strict=True)
    assert methods == ("REQUEST", "REQUEST", "CANCEL")
    assert len({each.uid.value for each in events}) == 1
    assert [each.sequence.value for each in events] == ["0", "1", "2"]
    assert [each.status.value for each in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert events[1].dtstart.value == soon(20, 12).astimezone(UTC)
    assert {each.organizer.value for each in events} == {f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"}
    assert {each.attendee.value for each in events} == {"mailto:lise@example.no"}
    assert events[0].attendee.params["PARTSTAT"] == ["ACCEPTED"]
    assert carried("ola@example.no") == [], "who has not said yes has nothing in the calendar"


def test_a_file_of_what_is_called_off_takes_it_out_and_an_address_tells_of_it(lead: User, told: Gathering) -> None:
    client = as_(lead)
    (lise,) = asked(lead, told, "lise")
    answering.say_yes(lise)
    client.post(reverse("gatherings:feed_make"))
    feed = reverse("gatherings:feed", args=[calendars.address_of(CalendarFeed.objects.get())])
    files = [reverse("gatherings:calendar", args=[told.pk]), reverse("gatherings:seat_calendar", args=[word_of(lise)])]
    found = [vobject.readOne(client.get(each).content.decode()) for each in (*files, feed)]
    assert [each.method.value for each in found] == ["PUBLISH"] * 3
    meetings.cancel(lead, told, "Sykdom")
    found = [vobject.readOne(client.get(each).content.decode()) for each in (*files, feed)]
    assert [each.method.value for each in found] == ["CANCEL", "CANCEL", "PUBLISH"]
    assert all(each.vevent.organizer.value.startswith("mailto:") for each in found)
    assert [each.vevent.sequence.value for each in found] == ["1"] * 3


def test_who_had_a_seat_at_what_is_called_off_is_not_welcomed_but_takes_it_out(lead: User, told: Gathering) -> None:
    (lise,) = asked(lead, told, "lise")
    answering.say_yes(lise)
    page = Client().get(link(lise)).content.decode()
    assert "Du har plass. Velkommen!" in page
    assert "Legg det i kalenderen din" in page
    meetings.cancel(lead, told, "Sykdom")
    page = Client().get(link(lise)).content.decode()
    assert "Velkommen!" not in page
    assert "Legg det i kalenderen din" not in page
    assert "Ta det ut av kalenderen din" in page
    assert "Ta det ut av kalenderen din" in as_(lead).get(told.get_absolute_url()).content.decode()
