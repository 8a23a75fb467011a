"""The people of a run in words: a list with filters, one person, and a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from courses.domain.roster import There
from courses.services.cohorts.roster import Roster, Row
from courses.services.outline import Outline
from portal.exports.xlsx import Tab
from portal.gatherings.domain.seats import SeatState
from portal.kernel.clock import oslo_date

THERE: dict[There, str | Promise] = {
    There.FULL: pgettext_lazy("attendance", "was there"),
    There.PART: pgettext_lazy("attendance", "was there for part of it"),
    There.NONE: pgettext_lazy("attendance", "was not there"),
    There.MADE_UP: pgettext_lazy("attendance", "made up for"),
    There.UNKNOWN: pgettext_lazy("attendance", "not noted"),
    There.AHEAD: pgettext_lazy("attendance", "to come"),
}
COLOURS = {There.FULL: "success", There.PART: "success", There.MADE_UP: "success", There.NONE: "warning"}

Test = Callable[[Row], bool]
#: What a list can be narrowed to: a word in the address, its label, and who stays.
FILTERS: dict[str, tuple[str | Promise, Test]] = {
    "kommer": (pgettext_lazy("seat", "comes"), lambda row: row.seat.state == SeatState.CONFIRMED),
    "ikke-svart": (
        pgettext_lazy("seat", "not answered"),
        lambda row: row.seat.state in (SeatState.INVITED, SeatState.OPENED),
    ),
    "venter": (
        pgettext_lazy("seat", "on the waiting list"),
        lambda row: row.seat.state in (SeatState.WAITING, SeatState.OFFERED),
    ),
    "bak": (gettext_lazy("behind"), lambda row: bool(row.behind)),
    "ikke-motte": (gettext_lazy("missed a meeting"), lambda row: row.missed),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What came of one meeting, with its colour."""

    meeting: str
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the list."""

    row: Row
    role: str
    marks: tuple[Mark, ...]
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One way to narrow the list, and how many it leaves."""

    word: str
    label: str
    number: int
    chosen: bool


def chosen_rows(roster: Roster, word: str, organisation: str) -> list[Row]:
    """Narrow the list by the words of the address. What is unknown narrows nothing."""
    keep = FILTERS[word][1] if word in FILTERS else lambda row: True
    return [
        row
        for row in roster.rows
        if keep(row) and (not organisation.isdecimal() or row.seat.organisation_id == int(organisation))
    ]


def filter_choices(roster: Roster, word: str) -> list[FilterChoice]:
    """All ways to narrow the list, with their numbers."""
    everybody = FilterChoice("", _("everybody"), len(roster.rows), word not in FILTERS)
    return [
        everybody,
        *(
            FilterChoice(key, str(label), sum(keep(row) for row in roster.rows), key == word)
            for key, (label, keep) in FILTERS.items()
        ),
    ]


def organisation_choices(roster: Roster) -> list[tuple[int, str]]:
    """The organisations that people come from, by name."""
    found = {row.seat.organisation_id: str(row.seat.organisation) for row in roster.rows if row.seat.organisation_id}
    return sorted(found.items(), key=lambda each: each[1].casefold())


def person_lines(rows: Iterable[Row], roster: Roster, outline: Outline | None) -> list[PersonLine]:
    """People as the list shows them."""
    titles = {info.key: info.title for info in outline.infos} if outline is not None else {}
    return [
        PersonLine(
            row,
            row.seat.get_role_display() if row.seat.role else "",
            tuple(
                Mark(meeting.title, str(THERE[each]), COLOURS.get(each, "neutral"))
                for meeting, each in zip(roster.meetings, row.there, strict=True)
            ),
            tuple(titles[key] for key in row.behind if key in titles),
        )
        for row in rows
    ]


def roster_tab(lines: Iterable[PersonLine], roster: Roster) -> Tab:
    """The list as a tab of a workbook."""
    header = [
        _("Name"),
        _("E-mail"),
        _("Organisation"),
        _("Role"),
        pgettext("seat", "Answer"),
        *(meeting.title for meeting in roster.meetings),
        _("Steps done"),
        _("Steps in the course"),
        _("Behind on"),
        _("Last in the course"),
    ]
    return Tab(_("Participants"), header, [_cells(line, roster) for line in lines])


def _cells(line: PersonLine, roster: Roster) -> list[str | int | None]:
    seat, knows = line.row.seat, line.row.knows_progress
    last = line.row.last_here
    return [
        seat.name,
        seat.email,
        str(seat.organisation or ""),
        line.role,
        seat.get_state_display(),
        *(mark.text for mark in line.marks),
        line.row.done if knows else None,
        roster.total if knows else None,
        "; ".join(line.behind),
        oslo_date(last).isoformat() if last is not None else "",
    ]
