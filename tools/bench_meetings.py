"""Two groups and two networks that differ in size only: 3 and 300 people, 5 and 500 meetings."""

from __future__ import annotations

import uuid
from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from courses.models import Cohort
from courses.services.cohorts import planning
from courses.services.outline import outline_of
from network.models import NetworkPage
from network.services.networks import create
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.gatherings.choices.meetings import GatheringKind, Stage
from portal.gatherings.choices.seats import Joining
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat

PEOPLE, MEETINGS = (3, 300), (5, 500)
#: So many of the 300 have accounts with progress; the others are names on a list, as on the first day.
ACCOUNTS = 100


def meeting_addresses() -> dict[str, str]:
    """Make them in the demo, and return the addresses of the pages that are compared."""
    lead = User.objects.get(email="radgiver@demo.varig")
    return {**_groups(lead), **_networks(lead)}


def _groups(lead: User) -> dict[str, str]:
    demo = Cohort.objects.order_by("pk").first()
    outline = outline_of(demo.course_key, "nb")
    organisations = list(Organisation.objects.order_by("pk")[:30])
    found = {}
    for number in PEOPLE:
        values = {"title": f"Kull med {number}", "expectations": "", "backing": "", "peer_role": ""}
        where = planning.Where(timezone.localdate() + timedelta(days=20), time(9), "Møterom 2")
        cohort = planning.start(
            lead,
            demo.organisation,
            outline,
            values,
            where,
            planning.Invited((), Joining.INVITED),
            form_key=uuid.uuid4(),
        )
        planning.open_up(lead, cohort)
        Seat.objects.bulk_create(_seats(cohort, number, organisations))
        first = cohort.seating.gatherings.order_by("starts_at").first()
        found[f"group of {number}"] = cohort.get_absolute_url()
        found[f"roster of {number}"] = f"{cohort.get_absolute_url()}folk/"
        found[f"list of {number}"] = f"{first.get_absolute_url()}deltakere/"
    return found


def _seats(cohort: Cohort, number: int, organisations: list[Organisation]) -> list[Seat]:
    people = [
        User.objects.create_user(f"benk{at}.{number}@example.no", first_name=f"Deltaker {at}")
        for at in range(min(number, ACCOUNTS))
    ]
    return [
        Seat(
            seating=cohort.seating,
            person=people[at] if at < len(people) else None,
            name=f"Deltaker {at}",
            email=f"benk{at}.{number}@example.no",
            organisation=organisations[at % len(organisations)],
            role=Role.TEAM_MEMBER,
            state=SeatState.CONFIRMED,
            order=at + 1,
        )
        for at in range(number)
    ]


def _networks(lead: User) -> dict[str, str]:
    words: dict[str, Any] = dict.fromkeys(
        ("summary", "purpose", "focus_question", "overall_goal", "overall_group", "goal", "group"), ""
    )
    found = {}
    for number in MEETINGS:
        network = create(lead, None, "open", {**words, "title": f"Nettverk med {number}", "summary": "Øving."})
        Gathering.objects.bulk_create(
            Gathering(
                space=network.space,
                kind=GatheringKind.NETWORK,
                title=f"Møte {at}",
                starts_at=timezone.now() + timedelta(days=at - number // 2),
                stage=Stage.ANNOUNCED,
            )
            for at in range(number)
        )
        found[f"network of {number}"] = str(NetworkPage.objects.get(network=network, locale__language_code="nb").url)
    return found
