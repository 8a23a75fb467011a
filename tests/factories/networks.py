"""Networks for tests, on a site as `setup_site` and `setup_networks` make it."""

from __future__ import annotations

from typing import Any

from network.choices import Access
from network.models import Network
from network.services.networks import create
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.models import Gathering
from portal.gatherings.services import meetings
from portal.spaces.models import SpaceMember
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting

WORDS = {
    "title": "Nettverk for prøving",
    "summary": "Vi øver på å møtes.",
    "purpose": "Her lærer vi av hverandre.",
    "focus_question": "Hvordan kan vi sammen skape gode møter?",
    "overall_goal": "Gode tjenester",
    "overall_group": "Brukere og pårørende",
    "goal": "Tryggere ansatte",
    "group": "Ansatte i kommunene",
}


def advisor(**fields: Any) -> User:
    """An advisor of an office of their own."""
    person: User = UserFactory(**fields)
    MembershipFactory(person=person, organisation=OrganisationFactory(), role=Role.ADVISOR)
    return person


def network(lead: User, access: str = Access.OPEN, **words: Any) -> Network:
    """A network with its page, led by `lead`."""
    held = lead.memberships.first()
    return create(lead, held.organisation if held else None, access, {**WORDS, **words})


def member(of: Network, organisation: Any = None, **fields: Any) -> User:
    """Somebody who is in the network on behalf of an organisation."""
    person: User = UserFactory(**fields)
    place = organisation or OrganisationFactory()
    MembershipFactory(person=person, organisation=place, role=Role.COORDINATOR)
    SpaceMember.objects.create(space_id=of.pk, person=person, role=Role.COORDINATOR, acting_for=place)
    return person


def announced(of: Network, lead: User, **values: Any) -> Gathering:
    """A meeting of the network that has been announced, and so has a page."""
    made = meeting(of.space, lead, **values)
    meetings.announce(lead, made)
    return made
