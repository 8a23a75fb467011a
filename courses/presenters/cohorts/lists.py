"""Runs of a course as its own pages show them: the reader's own, and those that everybody may join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Cohort, GatheringStepPage, MadeUp, StepPage
from courses.permissions.cohorts import may_plan_cohorts
from courses.presenters.cohorts.lines import CohortLine, cohort_lines
from courses.presenters.lists import learner_of
from courses.services.cohorts.planning import meeting_steps
from courses.services.outline import Outline
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import Attendance, SeatState
from portal.gatherings.models import Gathering, Presence, Seat
from portal.gatherings.presenters.meetings import when_words, where_words

SHOWN = 5


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """The reader's own meeting of a step: when, where, and what has been noted of them."""

    gathering: Gathering
    cohort: Cohort
    when: str
    where: str
    noted: str


def own_meetings(page: StepPage, person: Any | None) -> list[OwnMeeting]:
    """Return the meetings that the reader's groups hold for this step. Nothing for somebody without a seat."""
    if person is None or not isinstance(page, GatheringStepPage):
        return []
    gone = (SeatState.WITHDRAWN, SeatState.REPLACED, SeatState.DECLINED)
    seats = Seat.objects.filter(person=person, seating__cohort__opened_at__isnull=False).exclude(state__in=gone)
    rows = Gathering.objects.filter(step_key=page.translation_key, seating__in=seats.values("seating"))
    found = list(rows.exclude(stage=Stage.DRAFT).select_related("seating__cohort").order_by("starts_at", "pk"))
    noted = _noted(person, found) if found else {}
    return [
        OwnMeeting(each, _cohort(each), when_words(each), where_words(each), noted.get(each.pk, "")) for each in found
    ]


def _cohort(gathering: Gathering) -> Cohort:
    cohort: Cohort = gathering.seating.cohort  # type: ignore[union-attr]
    return cohort


def _noted(person: Any, gatherings: list[Gathering]) -> dict[int, str]:
    was = Presence.objects.filter(
        gathering__in=gatherings, seat__person=person, state__in=(Attendance.FULL, Attendance.PART)
    )
    made_up = MadeUp.objects.filter(gathering__in=gatherings, seat__person=person)
    return dict.fromkeys(made_up.values_list("gathering", flat=True), _("You have made up for it.")) | dict.fromkeys(
        was.values_list("gathering", flat=True), _("You were there.")
    )


def cohorts_in(request: HttpRequest, outline: Outline) -> dict[str, Any]:
    """What a course page adds for somebody signed in: one's own groups, those one may join, and the way to plan one.

    Nothing for others: their page is kept, and groups come and go without the page being published anew.
    """
    person = learner_of(request)
    if person is None or not meeting_steps(outline):
        return {}
    full = Cohort.objects.select_related("seating__organisation").prefetch_related(
        "seating__gatherings", "seating__seats"
    )
    own = full.with_seat(person) | full.led_by(person)
    mine = list(own.filter(course_key=outline.key).distinct().order_by("-created_at")[:SHOWN])
    coming = full.coming(person, timezone.now(), outline.key).exclude(pk__in=[each.pk for each in mine])
    plan = reverse("courses:cohort_new") + f"?kurs={outline.key}" if may_plan_cohorts(request) else ""
    return {
        "own_groups": _lines(mine),
        "coming_groups": _lines(list(coming.order_by("pk")[:SHOWN])),
        "plan_url": plan,
    }


def _lines(cohorts: list[Cohort]) -> list[CohortLine]:
    return cohort_lines(cohorts, {})
