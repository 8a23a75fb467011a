"""The people of a run: what they answered, where they were, how far they have come. A fixed number of queries.

Never what somebody has written for themselves, and never their answers: steps, dates and attendance alone. How far
somebody has come is read for those with an account who have a seat that holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from courses.domain.roster import There, behind, due_steps, there
from courses.models import Cohort, MadeUp, StepProgress
from courses.services.cohorts.planning import meetings_of
from courses.services.outline import Outline
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Presence, Seat

OFF_THE_LIST = (SeatState.WITHDRAWN, SeatState.REPLACED)


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the run. `behind` are steps that should be done by now; `done` counts those of the whole course."""

    seat: Seat
    there: tuple[There, ...]
    done: int
    behind: tuple[UUID, ...]
    last_here: datetime | None

    @property
    def knows_progress(self) -> bool:
        """Whether there is anything to know: an account, and a seat that holds."""
        return self.seat.person_id is not None and self.seat.state == SeatState.CONFIRMED

    @property
    def missed(self) -> bool:
        """Whether a meeting was missed and not made up for."""
        return self.seat.state == SeatState.CONFIRMED and There.NONE in self.there


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody, and the meetings that their attendance is about, in order."""

    rows: tuple[Row, ...]
    meetings: tuple[Gathering, ...]
    total: int
    due: tuple[UUID, ...]


@dataclass(slots=True)
class _Progress:
    done: set[UUID] = field(default_factory=set)
    last: datetime | None = None


def roster_of(cohort: Cohort, outline: Outline | None, now: datetime) -> Roster:
    """Return everybody on the list, and those who were taken off it or sent somebody else after they had been there."""
    meetings = [each for each in meetings_of(cohort) if each.stage != Stage.CANCELLED]
    was_there = Presence.objects.filter(gathering__in=[each.pk for each in meetings]).values("seat")
    seats = cohort.seating.seats.filter(~Q(state__in=OFF_THE_LIST) | Q(pk__in=was_there))
    people = list(seats.select_related("organisation", "person").order_by("name", "pk"))
    steps = [info.key for info in outline.infos] if outline is not None else []
    ends = {each.step_key: each.ends_at for each in meetings if each.step_key is not None}
    due = due_steps(steps, ends, now)
    progress = _progress([each.person_id for each in people if each.person_id], steps)
    noted, made_up = _noted(meetings), _made_up(meetings)
    rows = []
    for seat in people:
        own = progress.get(seat.person_id or 0, _Progress())
        knows = seat.person_id is not None and seat.state == SeatState.CONFIRMED
        rows.append(
            Row(
                seat,
                tuple(
                    there(noted.get((each.pk, seat.pk)), (each.pk, seat.pk) in made_up, each.ends_at <= now)
                    for each in meetings
                ),
                len(own.done) if knows else 0,
                behind(due, own.done) if knows else (),
                own.last if knows else None,
            )
        )
    return Roster(tuple(rows), tuple(meetings), len(steps), due)


def _progress(people: Iterable[int], steps: list[UUID]) -> dict[int, _Progress]:
    found: dict[int, _Progress] = defaultdict(_Progress)
    rows = StepProgress.objects.filter(person_id__in=list(people), step_key__in=steps)
    for person, key, touched, completed in rows.values_list("person_id", "step_key", "touched_at", "completed_at"):
        each = found[person]
        if completed is not None:
            each.done.add(key)
        each.last = touched if each.last is None else max(each.last, touched)
    return found


def _noted(meetings: list[Gathering]) -> dict[tuple[int, int], str]:
    rows = Presence.objects.filter(gathering__in=[each.pk for each in meetings])
    return {(meeting, seat): state for meeting, seat, state in rows.values_list("gathering_id", "seat_id", "state")}


def _made_up(meetings: list[Gathering]) -> set[tuple[int, int]]:
    return set(
        MadeUp.objects.filter(gathering__in=[each.pk for each in meetings]).values_list("gathering_id", "seat_id")
    )
