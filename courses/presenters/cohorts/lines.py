"""A run of a course in words: where it stands, its meetings, and what should be looked at before it begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.domain.cohortchecks import Concern, Found, Plan, Share, concerns
from courses.domain.cohorts import Day, State, Why, state_of
from courses.models import Cohort
from courses.models.pages import TrainingKind
from courses.services.outline import Outline
from portal.accounts.models import Organisation
from portal.accounts.roles import Role
from portal.gatherings.choices.room import Holidays
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import HOLDS, SeatState
from portal.gatherings.models import Gathering, Seat
from portal.gatherings.presenters.meetings import MeetingLine, lines_of
from portal.gatherings.presenters.seats import open_words
from portal.kernel.choices import label_of


@dataclass(frozen=True, slots=True)
class StateWords:
    """Where a run stands, and the colour of its tag."""

    state: State
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to look at: what, why it matters, and where it is mended."""

    title: str
    why: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class CohortLine:
    """A run in a list. `open_to` says who may sign up by themselves before it begins."""

    cohort: Cohort
    course: str
    state: StateWords
    when: str
    seats: str
    open_to: str


def state_words(cohort: Cohort, gatherings: Iterable[Gathering], now: datetime | None = None) -> StateWords:
    """Where a run stands today."""
    begins = [each.starts_at for each in gatherings if not each.is_cancelled]
    opened, closed = cohort.opened_at is not None, cohort.closed_at is not None
    state = state_of(opened, closed, begins, now or timezone.now())
    words = {
        State.PLANNED: (pgettext("cohort", "Planned"), "neutral"),
        State.OPEN: (pgettext("cohort", "Open"), "info"),
        State.UNDER_WAY: (pgettext("cohort", "Under way"), "success"),
        State.DONE: (pgettext("cohort", "Done"), "neutral"),
    }[state]
    return StateWords(state, *words)


def cohort_lines(cohorts: Sequence[Cohort], titles: dict[object, str]) -> list[CohortLine]:
    """Runs as lines. `cohorts` have their seatings' holders, meetings and seats fetched; `titles` are by course key."""
    return [_line(each, titles.get(each.course_key, "")) for each in cohorts]


def _line(cohort: Cohort, course: str) -> CohortLine:
    gatherings = sorted(cohort.seating.gatherings.all(), key=lambda each: each.starts_at)
    held = [each for each in gatherings if not each.is_cancelled]
    taken = sum(seat.state in HOLDS for seat in cohort.seating.seats.all())
    state = state_words(cohort, held)
    open_to = open_words(cohort.seating) if state.state is State.OPEN else ""
    return CohortLine(cohort, course, state, days_words(held), seats_words(cohort, taken), open_to)


def days_words(gatherings: Sequence[Gathering]) -> str:
    """«3. mars, 17. mars 2027»: the days of the meetings, the year with the last of each."""
    days = [timezone.localtime(each.starts_at).date() for each in gatherings]
    return ", ".join(
        date_format(day, "DATE_FORMAT" if at == len(days) - 1 or days[at + 1].year != day.year else "MONTH_DAY_FORMAT")
        for at, day in enumerate(days)
    )


def seats_words(cohort: Cohort, taken: int) -> str:
    """How many come, and how many seats are free where they are counted."""
    most = cohort.seating.most
    if most is None:
        return _("%(taken)s come") % {"taken": taken}
    return _("%(free)s of %(most)s seats are free") % {"free": max(most - taken, 0), "most": most}


def warnings_of(cohort: Cohort, gatherings: Sequence[Gathering], seats: Sequence[Seat]) -> list[Notice]:
    """What should be looked at before the run begins, in words."""
    shares = list(cohort.seating.shares.filter(withdrawn_at__isnull=True).select_related("organisation"))
    held = [each for each in seats if each.state in HOLDS]
    coming = Counter(each.organisation_id for each in held)
    plan = Plan(
        dates=sum(not each.is_cancelled and each.starts_at > timezone.now() for each in gatherings),
        shares=tuple(Share(each.organisation_id, each.least, coming[each.organisation_id]) for each in shares),
        backing=bool(cohort.backing.strip()),
        expected=bool(cohort.expectations.strip()),
        wants_peer=Role.PEER_CONSULTANT in cohort.seating.needed_roles,
        peers=sum(each.role == Role.PEER_CONSULTANT for each in held),
        peer_role=bool(cohort.peer_role.strip()),
        own_people=cohort.seating.joining == Joining.OWN_PEOPLE,
    )
    names = {each.organisation_id: each.organisation for each in shares}
    edit = reverse("courses:cohort_edit", args=[cohort.pk])
    dates = reverse("courses:cohort_dates", args=[cohort.pk])
    return [_warning(found, names, edit, dates) for found in concerns(plan)]


def _warning(found: Found, names: dict[int, Organisation], edit: str, dates: str) -> Notice:
    who = ", ".join(str(names[key]) for key in found.organisations)
    write = _("Write it down")
    match found.concern:
        case Concern.NO_DATES:
            return Notice(_("No meeting lies ahead."), _("Set the days first."), dates, _("Set the days"))
        case Concern.NO_ORGANISATION:
            return Notice(
                _("No organisation has seats."),
                _("Without a contact in each organisation nobody names people or is asked when one drops out."),
            )
        case Concern.ONE_ORGANISATION:
            return Notice(
                _("Only one organisation takes part."), _("People who meet across organisations are what builds trust.")
            )
        case Concern.MISSING:
            return Notice(
                _("Nobody comes from %(organisations)s yet.") % {"organisations": who},
                _("In the pilot, those who dropped out were often talked about and could not answer."),
            )
        case Concern.NO_BACKING:
            return Notice(
                _("The leaders' yes is not noted."),
                _("Those who are not released by their leader do not come, however much they want to."),
                edit,
                write,
            )
        case Concern.NO_PEER:
            return Notice(
                _("No peer consultant comes yet."),
                _("They show what it is like on the other side of the table. Nobody else can."),
            )
        case Concern.PEER_NOT_ASKED:
            return Notice(
                _("No peer consultant is asked for."),
                _("Without one, what users meet is told by others. Ask for one, and write what the role is."),
                edit,
                _("Ask for one"),
            )
        case Concern.NO_PEER_ROLE:
            return Notice(
                _("The peer consultant's role is not described."),
                _("With a clear role they are safe and contribute. Without one they are left to guess."),
                edit,
                write,
            )
    return Notice(
        _("It is not written what is expected."),
        _("Those who do not know what they say yes to, do not answer."),
        edit,
        write,
    )


def day_note(day: Day) -> str:
    """Say why a proposed day is another than the one that was counted to; empty where it is the same."""
    if day.why is None:
        return ""
    wanted = date_format(day.wanted, "MONTH_DAY_FORMAT")
    if day.why is Why.HOLIDAY and day.holiday is not None:
        return _("%(day)s is %(holiday)s.") % {"day": wanted, "holiday": Holidays(day.holiday).label}
    return _("%(day)s is in a weekend.") % {"day": wanted}


def meeting_lines(gatherings: Sequence[Gathering]) -> list[MeetingLine]:
    """The meetings of a run, as everywhere."""
    return lines_of(gatherings)


def answer_counts(seats: Iterable[Seat]) -> dict[str, int]:
    """How many come, wait, have not answered and cannot come."""
    counted = Counter(each.state for each in seats)
    return {
        "coming": counted[SeatState.CONFIRMED],
        "waiting": counted[SeatState.WAITING] + counted[SeatState.OFFERED],
        "asked": counted[SeatState.INVITED] + counted[SeatState.OPENED],
        "no": counted[SeatState.DECLINED],
    }


def titles_of(outlines: Iterable[Outline | None]) -> dict[object, str]:
    """Titles of courses by key, with the kind of training where the course says one (S07)."""
    return {each.key: " · ".join(filter(None, (each.title, kind_words(each)))) for each in outlines if each is not None}


def kind_words(outline: Outline | None) -> str:
    """What kind of training a course is, in the field's words; empty where the course does not say."""
    return label_of(TrainingKind, outline.kind) if outline is not None and outline.kind else ""
