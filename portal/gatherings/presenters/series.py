"""A series in words: days with what is special about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.gatherings.choices.room import Holidays
from portal.gatherings.domain.series import Day, next_year
from portal.gatherings.models import Gathering
from portal.gatherings.presenters.meetings import MeetingLine, day_warning, lines_of
from portal.kernel.clock import oslo_date
from portal.kernel.holidays import holiday_on


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day that is proposed. `note` says why it is left out, or what to think of."""

    value: str
    words: str
    note: str
    left_out: bool
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A meeting of this year with its day next year."""

    line: MeetingLine
    day: str
    note: str


def day_words(day: date) -> str:
    """«tirsdag 24. november 2026»."""
    return f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}"


def day_lines(days: list[Day], left_out: frozenset[str] = frozenset()) -> list[DayLine]:
    """The days of a series as lines, holidays with their name."""
    return [
        DayLine(
            each.day.isoformat(),
            day_words(each.day),
            _("Left out: %(name)s") % {"name": Holidays(each.holiday).label} if each.holiday else _weekend(each.day),
            each.holiday is not None,
            each.day.isoformat() not in left_out,
        )
        for each in days
    ]


def _weekend(day: date) -> str:
    return {5: _("This day is a Saturday."), 6: _("This day is a Sunday.")}.get(day.weekday(), "")


def copy_lines(gatherings: list[Gathering]) -> list[CopyLine]:
    """The meetings of a year with where they land next year; holidays are told."""
    return [
        CopyLine(line, day_words(day := next_year(oslo_date(line.gathering.starts_at))), _said_of(day))
        for line in lines_of(gatherings)
    ]


def _said_of(day: date) -> str:
    holiday = holiday_on(day)
    return _("Falls on %(name)s.") % {"name": Holidays(holiday).label} if holiday else _weekend(day)


def series_lines(gatherings: list[Gathering]) -> list[tuple[MeetingLine, str]]:
    """The meetings of a series, each with what one should know of its day."""
    return [(line, "" if line.gathering.is_cancelled else day_warning(line.gathering)) for line in lines_of(gatherings)]
