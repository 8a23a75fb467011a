"""Where somebody may fill in a form: their own room, their organisations, their projects."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.accounts.models import Membership, Organisation, User
from portal.accounts.roles import Role
from portal.spaces.doors import door_of
from portal.spaces.models import Space, SpaceKind, SpaceMember
from portal.spaces.permissions import writes_with
from portal.spaces.services.owned import space_of_organisation, space_of_person
from portal.worksheets.models import WorksheetTemplatePage
from portal.worksheets.services.sheets import NotAllowed

MINE = "mine"


@dataclass(frozen=True, slots=True)
class Place:
    """One place to choose. `key` names it in the form; rooms that nobody has needed yet have no space so far."""

    key: str
    name: str
    organisation: Organisation | None = None
    existing: Space | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The places that are open for this form."""

    open: tuple[Place, ...]

    def space(self, key: str, person: User) -> Space:
        """Return the space of a chosen place; made now if it is needed for the first time. Raises NotAllowed."""
        place = next((place for place in self.open if place.key == key), None)
        if place is None:
            raise NotAllowed("not_a_member")
        if place.existing is not None:
            return place.existing
        return space_of_organisation(place.organisation) if place.organisation else space_of_person(person)


def places_for(person: User, page: WorksheetTemplatePage) -> Places:
    """Return where this person may fill this form in, the projects first."""
    kinds = set(page.places or SpaceKind.values)
    asked = {Role(each) for each in page.roles}
    found = [*_joined(person, kinds, asked)]
    if SpaceKind.ORGANISATION in kinds:
        found += _organisations(person, asked)
    if SpaceKind.PERSON in kinds:
        found.append(Place(MINE, _("Myself: only I can see it")))
    return Places(tuple(found))


def _joined(person: User, kinds: set[str], asked: set[Role]) -> list[Place]:
    held = (
        SpaceMember.objects.current()
        .filter(person=person, space__archived_at__isnull=True, space__kind__in=kinds)
        .select_related("space")
        .order_by("space_id")
    )
    roles: dict[Space, set[Role]] = {}
    for member in held:
        roles.setdefault(member.space, set()).add(Role(member.role))
    return [
        Place(f"space-{space.pk}", door_of(space).name, existing=space)
        for space, mine in roles.items()
        if (mine & asked if asked else writes_with(mine, space))
    ]


def _organisations(person: User, asked: set[Role]) -> list[Place]:
    held = Membership.objects.current().filter(person=person).select_related("organisation").order_by("pk")
    roles: dict[Organisation, set[Role]] = {}
    for membership in held:
        roles.setdefault(membership.organisation, set()).add(Role(membership.role))
    return [
        Place(f"organisation-{organisation.pk}", organisation.name, organisation=organisation)
        for organisation, mine in roles.items()
        if not asked or mine & asked
    ]
