"""A meeting that the demo's project has announced, with days counted from the day the demo is loaded."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from improvement.models import Project
from portal.accounts.democontext import DemoContext
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.cms.demo.loader import page_key
from portal.gatherings.domain.seats import Hindrance
from portal.gatherings.models import Gathering
from portal.gatherings.services import answering, joining, meetings, seating
from portal.gatherings.services.templates import agenda_from
from portal.kernel.clock import from_oslo
from portal.kernel.holidays import next_working_day

#: Loading the demo again finds by this what it made before.
_KEY = uuid5(NAMESPACE_URL, "demo/meeting")


def meet(context: DemoContext, project: Project, data: dict[str, Any]) -> None:
    """Plan and announce it, once. It goes with the project when the demo is removed."""
    lead, one = context.person("prosjektleder"), data["meeting"]
    day = next_working_day(timezone.localdate() + timedelta(days=one["in_days"]))
    begin = agenda_from(str(page_key(one["agenda"])))
    words = {name: one[name] for name in ("title", "kind", "purpose", "focus_question", "place")}
    values = {**words, "starts_at": from_oslo(day, time(9))}
    gathering = meetings.plan(lead, project.space, values, agenda=begin.agenda, template_key=begin.key, form_key=_KEY)
    meetings.announce(lead, gathering)
    _ask(context, gathering)


def _ask(context: DemoContext, gathering: Gathering) -> None:
    """Put the demo's people on the list: one comes and needs something, one can not, one has not answered."""
    lead = context.person("prosjektleder")
    if gathering.seating is not None:
        return
    rows = seating.seating_of(lead, gathering)
    seating.configure(lead, rows, rows.version, {"most": 12, "needed_roles": [str(Role.PEER_CONSULTANT)]})
    people = [context.person(each) for each in ("prosjektmedlem", "koordinator", "leder")]
    guests = [_guest(each) for each in people]
    contact, organisation = people[1], guests[1].organisation
    if organisation is not None:
        seating.set_share(
            lead, rows, organisation, {"least": 2, "contact_name": str(contact), "contact_email": contact.email}
        )
    seats = seating.put_on(lead, rows, guests, "nb")
    seating.send_invitations(lead, rows, [seat.pk for seat in seats])
    comes, can_not, _silent = seats
    joining.say_needs(answering.say_yes(comes), "", "Plass nær skjermen")
    answering.say_no(can_not, Hindrance.OTHER_MEETING, "")


def _guest(person: User) -> seating.Guest:
    organisation, role = joining.home_of(person)
    return seating.Guest(str(person), person.email, role, organisation)
