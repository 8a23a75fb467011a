"""A group that takes Tillitsbyggerne in the demo: between its two meetings, so that there is something to see.

Only people of the demo, named by their role, from invented services; days are counted from the day it was loaded.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import time, timedelta
from uuid import UUID

from django.utils import timezone, translation

from courses.models import Cohort
from courses.services.cohorts import attending, planning
from courses.services.outline import outline_of
from portal.accounts.democontext import DOMAIN, DemoContext
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Presence, Seat
from portal.kernel.holidays import next_working_day

TITLE = "Tillitsbyggerne i demoen"
# The first meeting was so many days ago; the second one is two weeks after it.
BEGAN = 9


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is in it, from where, in which role, and what came of the first meeting (empty: has not answered)."""

    name: str
    organisation: str
    role: str = ""
    first: str = ""


PARTICIPANTS = (
    Participant("koordinator", "demo-kommune", Role.COORDINATOR, "full"),
    Participant("prosjektmedlem", "demo-psykisk-helse", Role.TEAM_MEMBER, "full"),
    Participant("prosjektleder", "demo-hjemmetjenesten", Role.TEAM_MEMBER, "none"),
    Participant("erfaringskonsulent", "", Role.PEER_CONSULTANT, "part"),
    Participant("leder", "demo-oppvekst", Role.LEADER),
)


def gather(context: DemoContext, course: UUID) -> bool:
    """Make the group unless it is there. False without the demo's people, or without the course."""
    leader = None
    # Pages can be loaded without the demo's people.
    with suppress(User.DoesNotExist):
        leader = context.person("radgiver")
    outline = outline_of(course, "nb")
    if leader is None or outline is None or Cohort.objects.filter(created_by=leader, course_key=course).exists():
        return False
    with translation.override("nb"):
        host = leader.memberships.current().select_related("organisation").earliest("pk").organisation
        invited = planning.Invited(_organisations(), Joining.INVITED, 8, planning.Seats(wants_peer=True))
        first = timezone.localdate() - timedelta(days=BEGAN)
        cohort = planning.start(
            leader,
            host,
            outline,
            {
                "title": TITLE,
                "expectations": "Kom begge dagene. Velg én ting å øve på. Ta med ett virkelig problem til samling 2, "
                "gjort om så ingen kan kjennes igjen.",
                "peer_role": "Er i brukerens rolle i øvingssamtalen, etter rollekortet. Bestemmer selv hva som "
                "fortelles, og kan stoppe når som helst. Prosessveilederen ringer dagen etter.",
            },
            planning.Where(next_working_day(first), time(9), "Møterommet i andre etasje"),
            invited,
        )
        planning.open_up(leader, cohort)
        _seat_people(context, cohort, leader)
    return True


def scatter() -> None:
    """Take the group away, with its meetings and seats."""
    for cohort in Cohort.objects.filter(created_by__email=f"radgiver@{DOMAIN}", title=TITLE).select_related("space"):
        Gathering.objects.filter(space=cohort.space).delete()
        cohort.space.delete()


def _organisations() -> list[Organisation]:
    slugs = [each.organisation for each in PARTICIPANTS if each.organisation]
    return list(Organisation.objects.filter(slug__in=slugs).order_by("name"))


def _seat_people(context: DemoContext, cohort: Cohort, leader: User) -> None:
    first = planning.meetings_of(cohort)[0]
    for order, each in enumerate(PARTICIPANTS, start=1):
        person = context.person(each.name)
        seat = Seat.objects.create(
            seating=cohort.seating,
            person=person,
            name=str(person),
            email=person.email,
            organisation=Organisation.objects.filter(slug=each.organisation).first(),
            role=each.role,
            state=SeatState.CONFIRMED if each.first else SeatState.INVITED,
            order=order if each.first else 0,
            language="nb",
        )
        if each.first:
            Presence.objects.create(gathering=first, seat=seat, state=each.first, noted_by=leader)
            attending.settle(first, seat)
