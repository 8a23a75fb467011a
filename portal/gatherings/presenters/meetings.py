"""A meeting in words: when, where, what stands in the agenda, and what one should know before planning on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.actions.presenters.words import lang_attribute
from portal.cms.services.links import addresses
from portal.gatherings.choices.meetings import Form, SlotKinds
from portal.gatherings.choices.room import Holidays
from portal.gatherings.domain.agenda import REST, Agenda, Part, Timed, timed
from portal.gatherings.models import Gathering, Notice
from portal.gatherings.services.agendas import seen
from portal.gatherings.services.templates import exercises_at
from portal.kernel.clock import oslo_date
from portal.kernel.holidays import holiday_on


@dataclass(frozen=True, slots=True)
class SlotLine:
    """One slot as it is read. `clock` is «09.00–09.15»; `rest` marks breaks and meals; `way` leads to its exercise."""

    timed: Timed
    clock: str
    kind: str
    rest: bool
    seen: str
    way: str


@dataclass(frozen=True, slots=True)
class PartLines:
    """A part with its slots."""

    part: Part
    lines: list[SlotLine]
    minutes: int


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list. `day` is short, for the narrow column beside it; the year stands below it."""

    gathering: Gathering
    day: str
    when: str
    where: str
    place: str
    own: SafeString


def short_day(moment: datetime) -> str:
    """«24. nov»; in English «24 Nov»."""
    english = (get_language() or "").startswith("en")
    return date_format(timezone.localtime(moment), "j M" if english else "j. b")


def parts_of(gathering: Gathering, request: HttpRequest | None = None) -> list[PartLines]:
    """The agenda with its clock times; with the request also the ways to the exercises, step by step."""
    ways = ways_to_exercises(gathering.agenda, request) if request is not None else {}
    return parts_from(gathering.agenda, gathering.starts_at, ways)


def ways_to_exercises(agenda: Agenda, request: HttpRequest) -> dict[str, str]:
    """Return the addresses of the exercises that an agenda names, by their keys."""
    pages = exercises_at(slot.exercise for slot in agenda.slots)
    urls = addresses(pages, request)
    return {str(page.translation_key): urls[page.pk] for page in pages}


def parts_from(agenda: Agenda, begins: datetime, ways: Mapping[str, str] | None = None) -> list[PartLines]:
    """An agenda that begins at this moment, part by part."""
    rows = [_line(each, (ways or {}).get(each.slot.exercise, "")) for each in timed(agenda, begins)]
    return [
        PartLines(
            part,
            [line for line in rows if line.timed.part == part.key],
            sum(slot.minutes for slot in part.slots),
        )
        for part in agenda.parts
    ]


def _line(each: Timed, way: str) -> SlotLine:
    clock = f"{clock_of(each.begins)}–{clock_of(each.ends)}"
    kind = str(SlotKinds(each.slot.kind).label)
    return SlotLine(each, clock, kind, each.slot.kind in REST, seen(each.slot), way)


def clock_of(moment: datetime) -> str:
    """A moment as a Norwegian wall clock writes it: «09.00»."""
    return time_format(timezone.localtime(moment), "H.i")


def when_words(gathering: Gathering) -> str:
    """«tirsdag 24. november 2026, 09.00–15.00»; with both days where it goes past midnight."""
    return span_words(gathering.starts_at, gathering.ends_at)


def span_words(begins: datetime, ends: datetime) -> str:
    """Two moments as `when_words` has them."""
    begins, ends = timezone.localtime(begins), timezone.localtime(ends)
    first = f"{date_format(begins, 'l')} {date_format(begins, 'DATE_FORMAT')}"
    if begins.date() == ends.date():
        return f"{first}, {clock_of(begins)}–{clock_of(ends)}"
    return f"{first} {clock_of(begins)} – {date_format(ends, 'MONTH_DAY_FORMAT')} {clock_of(ends)}"


def where_words(gathering: Gathering | Notice) -> str:
    """Room and address; that it is online where it is. The link is shown apart, to those who may have it."""
    said = ", ".join(text for text in (gathering.place, gathering.address) if text)
    if gathering.form == Form.DIGITAL:
        return _("Online")
    if gathering.form == Form.HYBRID:
        return _("%(place)s, or online") % {"place": said} if said else _("In a room or online")
    return said


def until_words(until: datetime | None) -> str:
    """«tirsdag 24. november kl. 16.00»."""
    if until is None:
        return ""
    local = timezone.localtime(until)
    day = f"{date_format(local, 'l')} {date_format(local, 'MONTH_DAY_FORMAT')}"
    return _("%(day)s at %(time)s") % {"day": day, "time": clock_of(local)}


def length_words(minutes: int) -> str:
    """«2 timer 15 minutter»."""
    hours, rest = divmod(minutes, 60)
    words = [ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}] if hours else []
    if rest or not hours:
        words.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(words)


def day_warning(gathering: Gathering) -> str:
    """Say that the meeting lies on a holiday, Christmas Eve or a weekend, where it does; a notice, never a stop."""
    day = oslo_date(gathering.starts_at)
    holiday = holiday_on(day)
    if holiday is not None:
        return _("This day is a public holiday: %(name)s.") % {"name": Holidays(holiday).label}
    if (day.month, day.day) == (12, 24):
        return _("This day is Christmas Eve. Many have the day off, or leave early.")
    if day.weekday() >= 5:
        return _("This day is a Saturday.") if day.weekday() == 5 else _("This day is a Sunday.")
    return ""


def lines_of(gatherings: Iterable[Gathering], place: str = "") -> list[MeetingLine]:
    """Meetings as lines. `place` names the space where it is not the same for all."""
    return [
        MeetingLine(
            each, short_day(each.starts_at), when_words(each), where_words(each), place, lang_attribute(each.language)
        )
        for each in gatherings
    ]
