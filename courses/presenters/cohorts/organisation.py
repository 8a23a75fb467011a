"""Groups that people of an organisation take part in, for its leaders and KE: days, seats, and who came (S07).

Of their own people only, and only answers and attendance: how far somebody has come in the course stands elsewhere by
its own rules, and what they write nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.domain.roster import There, there
from courses.models import Cohort, MadeUp
from courses.presenters.cohorts.lines import StateWords, days_words, seats_words, state_words, titles_of
from courses.presenters.cohorts.roster import THERE
from courses.services.outline import outline_of
from portal.accounts.models import Organisation
from portal.accounts.services.belonging import above
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import HOLDS, SeatState
from portal.gatherings.models import Gathering, Presence, Seat, Share

SHOWN = 30


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody of the organisation in a group: their answer, and what came of each meeting that has been."""

    name: str
    answer: str
    came: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CohortHere:
    """One group as an organisation sees it. `seats` says how many come from here, and what is free.

    `url` is empty where nobody from here may sign up by themselves: the group's page is for those who are asked.
    """

    title: str
    course: str
    url: str
    state: StateWords
    when: str
    seats: str
    people: tuple[PersonHere, ...]


def cohorts_here(organisation: Organisation, language: str) -> list[CohortHere]:
    """Return the groups in which the organisation has seats or people, the latest first. A fixed number of queries."""
    # Who was there stays, whatever became of their seat afterwards.
    was_there = Presence.objects.filter(seat__organisation=organisation).values("seat")
    own_seats = Seat.objects.filter(
        ~Q(state__in=(SeatState.WITHDRAWN, SeatState.REPLACED)) | Q(pk__in=was_there), organisation=organisation
    )
    own_shares = Share.objects.filter(organisation=organisation, withdrawn_at__isnull=True)
    rows = (
        Cohort.objects.filter(opened_at__isnull=False)
        .filter(Q(seating__in=own_seats.values("seating")) | Q(seating__in=own_shares.values("seating")))
        .select_related("seating")
        .annotate(taken=Count("seating__seats", filter=Q(seating__seats__state__in=HOLDS), distinct=True))
        .prefetch_related(
            "seating__gatherings",
            Prefetch("seating__shares", own_shares, to_attr="shares_here"),
            Prefetch("seating__seats", own_seats.order_by("name", "pk"), to_attr="seats_here"),
        )
        .order_by("-opened_at", "-pk")
    )
    cohorts = list(rows[:SHOWN])
    seats = [seat.pk for cohort in cohorts for seat in _seats(cohort)]
    noted = {
        (meeting, seat): state
        for meeting, seat, state in Presence.objects.filter(seat__in=seats).values_list(
            "gathering_id", "seat_id", "state"
        )
    }
    made_up = set(MadeUp.objects.filter(seat__in=seats).values_list("gathering_id", "seat_id"))
    courses = titles_of(outline_of(key, language) for key in dict.fromkeys(each.course_key for each in cohorts))
    line = above([organisation])
    return [_here(each, courses.get(each.course_key, ""), line, noted, made_up) for each in cohorts]


def _seats(cohort: Cohort) -> list[Seat]:
    found: list[Seat] = cohort.seating.seats_here  # type: ignore[attr-defined] # fetched above
    return found


def _open_here(cohort: Cohort, line: set[int]) -> bool:
    """Whether people of the organisation may sign up by themselves; `line` is it and what it is part of."""
    seating = cohort.seating
    own = seating.joining == Joining.OWN_PEOPLE and seating.organisation_id in line
    return own or seating.joining == Joining.OPEN


def _here(
    cohort: Cohort,
    course: str,
    line: set[int],
    noted: dict[tuple[int, int], str],
    made_up: set[tuple[int, int]],
) -> CohortHere:
    meetings = [each for each in cohort.seating.gatherings.all() if each.stage == Stage.ANNOUNCED]
    meetings.sort(key=lambda each: each.starts_at)
    seats = _seats(cohort)
    shares: list[Share] = cohort.seating.shares_here  # type: ignore[attr-defined] # fetched above
    taken = sum(each.state in HOLDS for each in seats)
    return CohortHere(
        cohort.title,
        course,
        cohort.get_absolute_url() if _open_here(cohort, line) else "",
        state_words(cohort, meetings),
        days_words(meetings),
        _seats_words(cohort, shares[0] if shares else None, taken),
        tuple(
            PersonHere(each.name, each.get_state_display(), _came(each, meetings, noted, made_up))  # type: ignore[arg-type]
            for each in seats
        ),
    )


def _seats_words(cohort: Cohort, share: Share | None, taken: int) -> str:
    """How many come from here; of how many seats where a number is kept for here, and what is free for everybody."""
    if share is not None and share.most is not None:
        return _("%(taken)s from here come; %(free)s of %(most)s seats for here are free") % {
            "taken": taken,
            "free": max(share.most - taken, 0),
            "most": share.most,
        }
    words = _("%(taken)s from here come") % {"taken": taken}
    if share is not None and share.least > taken:
        words += "; " + _("at least %(least)s are wished for") % {"least": share.least}
    return f"{words}. {seats_words(cohort, cohort.taken)}" if cohort.seating.most is not None else words  # type: ignore[attr-defined]


def _came(
    seat: Seat,
    meetings: list[Gathering],
    noted: dict[tuple[int, int], str],
    made_up: set[tuple[int, int]],
) -> tuple[str, ...]:
    if seat.state != SeatState.CONFIRMED:
        meetings = [each for each in meetings if (each.pk, seat.pk) in noted]
    now = timezone.now()
    found = [
        (each.title, there(noted.get((each.pk, seat.pk)), (each.pk, seat.pk) in made_up, each.ends_at <= now))
        for each in meetings
    ]
    return tuple(f"{title}: {THERE[state]}" for title, state in found if state is not There.AHEAD)
