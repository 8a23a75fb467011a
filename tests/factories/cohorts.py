"""Runs of a course for tests: a course with two meetings and a practice between, a facilitator, and people."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from courses.models import Cohort, CoursePage, GatheringStepPage
from courses.services.cohorts import planning
from courses.services.outline import outline_of
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Seat
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.courses import add_gathering, add_practice, key, make_course


def course_with_meetings() -> CoursePage:
    """A course: a lesson, a meeting, a practice, a meeting."""
    page = make_course(languages=("nb",), lessons=1)
    add_gathering(1)
    add_practice(1)
    add_gathering(2)
    return page


def facilitator(organisation: Organisation | None = None) -> User:
    """Somebody who may plan runs for an organisation."""
    person = UserFactory()
    MembershipFactory(person=person, organisation=organisation or OrganisationFactory(), role=Role.FACILITATOR)
    return person


def cohort(leader: User | None = None, *, days: int = 20, opened: bool = True, **values: Any) -> Cohort:
    """Plan a run that begins in so many days; the course is made when there is none."""
    if not GatheringStepPage.objects.exists():
        course_with_meetings()
    leader = leader or facilitator()
    outline = outline_of(key("course"), "nb")
    assert outline is not None
    membership = leader.memberships.first()
    found = planning.start(
        leader,
        membership.organisation,
        outline,
        {"title": "Tillitsbyggerne vår", "expectations": "", "backing": "", "peer_role": "", **values},
        planning.Where(timezone.localdate() + timedelta(days=days), time(9), "Møterom 2"),
        planning.Invited((), Joining.INVITED),
    )
    if opened:
        planning.open_up(leader, found)
    return found


def seat(of: Cohort, person: User | None = None, **values: Any) -> Seat:
    """Put somebody on the list, who has said yes."""
    number = of.seating.seats.count()
    given: dict[str, Any] = {
        "name": str(person) if person is not None else f"Gjest {number}",
        "email": person.email if person is not None else f"gjest{number}@example.no",
        "state": SeatState.CONFIRMED,
        **values,
    }
    made: Seat = Seat.objects.create(seating=of.seating, person=person, **given)
    return made
