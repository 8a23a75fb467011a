"""Where somebody may plan a meeting: to choose from, when they come with an agenda and no place."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.models import Membership, Organisation
from portal.accounts.roles import Role
from portal.gatherings.permissions import PLANNERS, can_plan
from portal.spaces.doors import door_of
from portal.spaces.models import Space, SpaceMember
from portal.spaces.querysets import owners_of_spaces


@dataclass(frozen=True, slots=True)
class Place:
    """A space or an organisation, and where its next meeting is planned."""

    name: str
    kind: str
    url: str


def places_to_plan(request: HttpRequest) -> list[Place]:
    """Return the person's projects, groups, networks and organisations in which they plan meetings. Two queries."""
    found = [
        Place(door_of(space).name, space.get_kind_display(), reverse("gatherings:new", args=[space.pk]))
        for space, roles in _spaces(request).items()
        if can_plan(roles, space)
    ]
    found += [
        Place(str(each), str(each.get_kind_display()), reverse("gatherings:new_for", args=[each.slug]))
        for each in _organisations(request)
    ]
    return sorted(found, key=lambda place: place.name.casefold())


def _spaces(request: HttpRequest) -> dict[Space, set[Role]]:
    held = SpaceMember.objects.current().filter(person=request.user).order_by("space_id")  # type: ignore[misc]
    roles: dict[Space, set[Role]] = {}
    for member in held.select_related("space", *owners_of_spaces("space__")):
        roles.setdefault(member.space, set()).add(Role(member.role))
    return roles


def _organisations(request: HttpRequest) -> list[Organisation]:
    planned = Membership.objects.current().filter(person=request.user, role__in=PLANNERS)  # type: ignore[misc]
    return list(Organisation.objects.filter(pk__in=planned.values("organisation")))
