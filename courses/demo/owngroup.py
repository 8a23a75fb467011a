"""A kommune's own training of coordinators in the demo (S07): its people sign up, with their leader's yes."""

from __future__ import annotations

from contextlib import suppress
from datetime import time, timedelta
from uuid import UUID

from django.utils import timezone, translation

from courses.models import Cohort
from courses.services.cohorts import planning
from courses.services.outline import outline_of
from portal.accounts.democontext import DOMAIN, DemoContext
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.gatherings.choices.seats import Joining
from portal.gatherings.models import Gathering
from portal.gatherings.services import joining
from portal.gatherings.services.seating import sign_up
from portal.kernel.holidays import next_working_day

TITLE = "Koordinatoropplæring i Demo kommune"
# The first meeting lies so many days ahead, so that there is time to sign up.
AHEAD = 24


def gather(context: DemoContext, course: UUID) -> bool:
    """Make the group unless it is there. False without the demo's people, or without the course."""
    leader = None
    # Pages can be loaded without the demo's people.
    with suppress(User.DoesNotExist, Organisation.DoesNotExist):
        leader, kommune = context.person("ke"), context.organisation()
    outline = outline_of(course, "nb")
    if leader is None or outline is None or Cohort.objects.filter(created_by=leader, course_key=course).exists():
        return False
    with translation.override("nb"):
        cohort = planning.start(
            leader,
            kommune,
            outline,
            {
                "title": TITLE,
                "expectations": "For deg som er eller skal bli koordinator hos oss. Ta leksjonene før dere møtes, og "
                "avtal med lederen din at du får tid til dem.",
                "backing": "Tjenestelederne har sagt ja til at nye koordinatorer får fri til samlingen.",
            },
            planning.Where(
                next_working_day(timezone.localdate() + timedelta(days=AHEAD)), time(9), "Møterommet i andre etasje"
            ),
            planning.Invited((), Joining.OWN_PEOPLE, 12, planning.Seats(needs_leader_yes=True)),
        )
        planning.open_up(leader, cohort)
        _first_to_sign_up(context, cohort)
    return True


def _first_to_sign_up(context: DemoContext, cohort: Cohort) -> None:
    person, boss = context.person("prosjektmedlem"), context.person("leder")
    seat, _new = sign_up(person, cohort.seating, cohort.organisation, Role.TEAM_MEMBER, "nb")
    seat.leader_name, seat.leader_email = str(boss), boss.email
    seat.save(update_fields=["leader_name", "leader_email"])
    joining.leader_says(seat, yes=True)


def scatter() -> None:
    """Take the group away, with its meetings and seats."""
    for cohort in Cohort.objects.filter(created_by__email=f"ke@{DOMAIN}", title=TITLE).select_related("space"):
        Gathering.objects.filter(space=cohort.space).delete()
        cohort.space.delete()
