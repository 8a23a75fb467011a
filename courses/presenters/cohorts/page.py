"""What a run's own page shows: to those who lead it, to those who take part, to those who may sign up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from courses.models import Cohort, ContactWish, FollowUp, Practice
from courses.presenters.cohorts.lines import (
    answer_counts,
    kind_words,
    meeting_lines,
    seats_words,
    state_words,
    warnings_of,
)
from courses.presenters.organisation import shared_rows
from courses.services.cohorts.planning import meetings_of
from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import HOLDS, SeatState
from portal.gatherings.models import Gathering, Seat
from portal.gatherings.presenters.seats import open_words
from portal.gatherings.services.seatlinks import word_of
from portal.spaces.models import SpaceMember


def page_context(request: HttpRequest, base: dict[str, Any]) -> dict[str, Any]:
    """The meetings, and what this very reader may see of the people."""
    cohort: Cohort = base["cohort"]
    gatherings = meetings_of(cohort)
    told = gatherings if base["leads"] else [each for each in gatherings if each.stage != Stage.DRAFT]
    seats = list(cohort.seating.seats.all())
    shown: dict[str, Any] = {
        "state": state_words(cohort, gatherings),
        "meetings": meeting_lines(told),
        "seats": seats_words(cohort, sum(each.state in HOLDS for each in seats)),
        "open_to": open_words(cohort.seating),
        "facilitators": facilitators_of(cohort),
        "people_url": people_url(gatherings),
        "sign_up_url": sign_up_url(gatherings),
        "kind": kind_words(base["course"]),
    }
    if base["leads"]:
        shown |= _for_leaders(request, cohort, gatherings, seats)
    elif base["seat"] is not None:
        shown |= _for_participant(request, cohort, base["seat"])
    return shown


def _for_leaders(
    request: HttpRequest, cohort: Cohort, gatherings: list[Gathering], seats: list[Seat]
) -> dict[str, Any]:
    closed = cohort.closed_at is not None
    return {
        "counts": answer_counts(seats),
        "begun": {each.pk for each in gatherings if each.starts_at <= timezone.now() and each.stage == Stage.ANNOUNCED},
        "warnings": [] if closed else warnings_of(cohort, gatherings, seats),
        "drafts": any(each.stage == Stage.DRAFT for each in gatherings),
        "shared": shared_rows(list(Practice.objects.shared_in_cohort(cohort)), request),
        "follow_ups": _shared_follow_ups(cohort),
    }


def _for_participant(request: HttpRequest, cohort: Cohort, seat: Seat) -> dict[str, Any]:
    comes = seat.state == SeatState.CONFIRMED
    return {
        "comes": comes,
        "answer_url": "" if cohort.closed_at else reverse("gatherings:seat", args=[word_of(seat)]),
        "unanswered": seat.state in (SeatState.INVITED, SeatState.OPENED, SeatState.OFFERED),
        "wish": ContactWish.objects.filter(seat=seat).first() if comes else None,
        "asked": FollowUp.objects.filter(seat=seat).order_by("asked_at") if comes else (),
        "shared": shared_rows(list(Practice.objects.shared_in_cohort(cohort)), request) if comes else (),
    }


def _shared_follow_ups(cohort: Cohort) -> list[FollowUp]:
    rows = FollowUp.objects.filter(cohort=cohort, shared=True, answered_at__isnull=False)
    return list(rows.select_related("seat").order_by("-answered_at", "-pk"))


def facilitators_of(cohort: Cohort) -> list[User]:
    """Those who run it today, by name."""
    from courses.querysets import LEAD_COHORTS

    held = SpaceMember.objects.current().filter(space=cohort.space_id, role__in=LEAD_COHORTS)
    people = User.objects.filter(pk__in=held.values("person"), is_active=True)
    return list(people.order_by("first_name", "last_name", "pk"))


def people_url(gatherings: list[Gathering]) -> str:
    """Where the list of participants is kept: the first meeting's, which is that of all of them."""
    return _first("gatherings:people", gatherings)


def sign_up_url(gatherings: list[Gathering]) -> str:
    """Where somebody signs up by themselves, while a meeting is announced."""
    return _first("gatherings:sign_up", [each for each in gatherings if each.stage == Stage.ANNOUNCED])


def _first(name: str, gatherings: list[Gathering]) -> str:
    if not gatherings:
        return ""
    try:
        return reverse(name, args=[gatherings[0].pk])
    except NoReverseMatch:
        return ""
