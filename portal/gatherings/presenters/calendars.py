"""Meetings as calendars have them: a file one opens, an address that is read, and what goes with a letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.exports.ics import CANCEL, PUBLISH, REQUEST, Entry, Party, calendar
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat
from portal.gatherings.presenters.meetings import where_words
from portal.notifications.models.letters import CALENDAR_FILE


def entry_of(gathering: Gathering, seat: Seat | None = None) -> Entry:
    """Return a meeting as a calendar has it, for whoever has the seat where it is one person's.

    The link to an online meeting is left out: it stands on the page.
    """
    url = f"{settings.WAGTAILADMIN_BASE_URL}{gathering.get_absolute_url()}"
    texts = (gathering.cancelled_reason, gathering.focus_question, gathering.purpose, url)
    return Entry(
        uid=f"{gathering.uid}@varig",
        sequence=gathering.sequence,
        title=_("Called off: %(title)s") % {"title": gathering.title} if gathering.is_cancelled else gathering.title,
        begins=gathering.starts_at,
        ends=gathering.ends_at,
        changed=gathering.changed_at,
        place=where_words(gathering),
        text="\n\n".join(text for text in texts if text),
        url=url,
        cancelled=gathering.is_cancelled,
        organizer=Party(*parseaddr(settings.DEFAULT_FROM_EMAIL)),
        attendee=_attendee(seat) if seat is not None else None,
    )


def _attendee(seat: Seat) -> Party:
    return Party(seat.name, seat.email, "ACCEPTED" if seat.state == SeatState.CONFIRMED else "TENTATIVE")


def file_of(gatherings: Sequence[Gathering], name: str) -> bytes:
    """Return meetings as a file to open. One that is called off, alone in it, is taken out where it lies."""
    off = len(gatherings) == 1 and gatherings[0].is_cancelled
    return _calendar([entry_of(each) for each in gatherings], name, CANCEL if off else PUBLISH)


def feed_of(gatherings: Iterable[Gathering], name: str) -> bytes:
    """Return meetings as a calendar that is read by its address, called off ones among them."""
    return _calendar([entry_of(each) for each in gatherings], name, PUBLISH)


def attachment_of(seat: Seat, gatherings: Sequence[Gathering]) -> tuple[str, str, str] | None:
    """Return what a letter to the seat carries, as (name, text, type): its reader's calendar then follows by itself.

    One meeting is put in, changed or taken out there. Several can't go in one such message (RFC 5546, 3.2), so
    they are told of only; a later change to one of them finds its entry by the same `uid`.
    """
    told = [each for each in gatherings if each.stage != Stage.DRAFT]
    if not told:
        return None
    method, asked = PUBLISH, None
    if len(told) == 1:
        method, asked = CANCEL if told[0].is_cancelled else REQUEST, seat
    text = _calendar([entry_of(each, asked) for each in told], told[0].title, method).decode()
    return CALENDAR_FILE, text, f"text/calendar; method={method}"


def _calendar(entries: list[Entry], name: str, method: str) -> bytes:
    """In the language in use."""
    return calendar(entries, name=name, language=get_language() or "nb", method=method)
