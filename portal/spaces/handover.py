"""What somebody holds on behalf of an organisation, and how it goes on to another when they leave.

Rooms above register what they know: `register_holdings` for things beside places in spaces (an agreement, an entry in a
directory), `register_name` for what a space is called (the space itself has no title; its owner has).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.spaces.models import Space, SpaceMember

if TYPE_CHECKING:
    GiveOn = Callable[[User | None, date], None]


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing somebody holds. `key` is unique among all; `last_lead` warns that nobody else leads it.

    `thing` is shared by those that are about the same thing, such as two roles in one project; they are asked together.
    `give_on(successor, last_day)` hands it on; a successor of None ends the leaver's part and gives it to nobody.
    """

    key: str
    title: str
    role: str | Promise
    last_lead: bool
    give_on: GiveOn
    thing: str = ""


Holdings = Callable[["User", "Organisation"], Iterable[Holding]]
Names = Callable[["Space"], str]

_holdings: list[Holdings] = []
_names: dict[str, Names] = {}


def register_holdings(find: Holdings) -> None:
    """Add a function that lists what a person holds for an organisation."""
    if find not in _holdings:
        _holdings.append(find)


def register_name(kind: str, name: Names) -> None:
    """Say what spaces of a kind are called: `name(space)`."""
    _names[str(kind)] = name


def name_of(space: Space) -> str:
    """Return the title of the space's owner, or the kind when nobody has said or the owner is gone."""
    name = _names.get(space.kind)
    try:
        return name(space) if name is not None else str(space)
    except ObjectDoesNotExist:
        return str(space)


def holdings_of(person: User, organisation: Organisation) -> list[Holding]:
    """Everything the person holds on behalf of the organisation today."""
    found = list(_places(person, organisation))
    for find in _holdings:
        found.extend(find(person, organisation))
    return found


def without_lead(member: SpaceMember) -> bool:
    """Whether the space would have no project lead without this member."""
    if member.role != Role.PROJECT_LEAD or member.space.archived_at is not None:
        return False
    others = SpaceMember.objects.current().filter(space=member.space, role=Role.PROJECT_LEAD)
    return not others.exclude(person=member.person).exists()


def _places(person: User, organisation: Organisation) -> Iterable[Holding]:
    members = (
        SpaceMember.objects.current()
        .filter(person=person, acting_for=organisation)
        .select_related("space", "person")
        .order_by("space_id", "role")
    )
    for member in members:
        yield Holding(
            key=f"space-{member.pk}",
            title=name_of(member.space),
            role=Role(member.role).label,
            last_lead=without_lead(member),
            give_on=_Place(member),
            thing=f"space-{member.space_id}",
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Hands on one place in a space: the leaver's ends on the last day, the successor's begins today."""

    member: SpaceMember

    def __call__(self, successor: User | None, last_day: date) -> None:
        held = self.member
        last = max(last_day, held.starts_on)
        SpaceMember.objects.filter(pk=held.pk).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last)).update(
            ends_on=last
        )
        if successor is None:
            return
        has = SpaceMember.objects.current().filter(space=held.space, person=successor, role=held.role)
        if not has.exists():
            SpaceMember.objects.create(
                space=held.space,
                person=successor,
                role=held.role,
                acting_for=held.acting_for,
                starts_on=timezone.localdate(),
                taken_over_from=held.person,
            )


def leads_alone(person: User) -> list[str]:
    """Titles of the projects that would stand without a lead if the person's account went away."""
    members = SpaceMember.objects.current().filter(person=person, role=Role.PROJECT_LEAD).select_related("space")
    return [name_of(member.space) for member in members if without_lead(member)]


def concern(person: User) -> list[str]:
    """What the person should know before deleting the account."""
    return [
        _("You are the only project lead of “%(project)s”. Make somebody else lead first.") % {"project": title}
        for title in leads_alone(person)
    ]
