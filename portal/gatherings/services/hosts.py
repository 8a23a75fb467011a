"""Who invites to a meeting: somebody with a name to ask, and the organisation they do it for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.gatherings.models import Gathering
from portal.spaces.doors import door_of
from portal.spaces.models import Space, SpaceMember


@dataclass(frozen=True, slots=True)
class Host:
    """Whom a letter names. `organisation` is empty where it is not known on whose behalf they invite."""

    name: str
    email: str
    organisation: str

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


def host_of(space: Space, meetings: Sequence[Gathering]) -> Host | None:
    """Return who planned the first of the meetings, or who leads the space when they have gone; None for nobody."""
    planner: User | None = meetings[0].created_by if meetings else None
    rows = SpaceMember.objects.current().filter(space=space, person__is_active=True)
    places = list(rows.select_related("person", "acting_for").order_by("pk"))
    own = [each for each in places if planner is not None and each.person_id == planner.pk]
    place = next(iter(own or [each for each in places if each.role == Role.FACILITATOR]), None)
    if place is not None:
        return Host(str(place.person), place.person.email, str(place.acting_for or ""))
    if planner is None or not planner.is_active:
        return None
    # Where a whole organisation comes in nobody has a place of their own, and the space bears its name.
    return Host(str(planner), planner.email, door_of(space).name)
