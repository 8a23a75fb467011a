"""Calendar entries (RFC 5545), for a file one opens and for an address one's calendar reads by itself.

The same `uid` is the same entry for ever; a higher `sequence` replaces what a calendar has, and `cancelled` takes it
away there. Times are written in UTC: an entry stands at the right moment also where the clock was changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, vCalAddress, vDuration
from icalendar import Event as CalendarEvent

CONTENT_TYPE = "text/calendar; charset=utf-8"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
"""The methods of iTIP (RFC 5546): only read; put into the attendee's calendar or changed there; taken out of it."""
_PRODUCT = "-//Varig//NO"
#: How often a calendar is asked to look again.
_AGAIN = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Party:
    """Who holds a meeting, or is asked to it; `answer` is then what they have said (PARTSTAT)."""

    name: str
    email: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting as a calendar has it. `changed` is when it was last changed here."""

    uid: str
    sequence: int
    title: str
    begins: datetime
    ends: datetime
    changed: datetime
    place: str = ""
    text: str = ""
    url: str = ""
    cancelled: bool = False
    organizer: Party | None = None
    attendee: Party | None = None


def calendar(entries: Iterable[Entry], *, name: str, language: str, method: str = PUBLISH) -> bytes:
    """Return the entries as a calendar. REQUEST and CANCEL are about one entry, with an organizer (RFC 5546, 3.2)."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", method)
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(_AGAIN), parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry, language))
    return bytes(made.to_ical())


def _event(entry: Entry, language: str) -> CalendarEvent:
    event = CalendarEvent()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("dtstart", entry.begins.astimezone(UTC))
    event.add("dtend", entry.ends.astimezone(UTC))
    event.add("summary", entry.title, parameters={"LANGUAGE": language})
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for field, value in (("location", entry.place), ("description", entry.text), ("url", entry.url)):
        if value:
            event.add(field, value)
    if entry.organizer is not None:
        event.add("organizer", _address(entry.organizer))
    if entry.attendee is not None:
        event.add("attendee", _address(entry.attendee))
    return event


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    # What a letter asks for is answered through its link: whoever reads the entry is not to answer the sender.
    more = {"PARTSTAT": party.answer, "RSVP": "FALSE"} if party.answer else {}
    for name, value in {"CN": party.name, **more}.items():
        if value:
            address.params[name] = value
    return address
