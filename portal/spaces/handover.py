"""What somebody holds on behalf of an organisation, and how it goes on to another when they leave.

Rooms above register what they know: `register_holdings` for things beside places in spaces (an agreement, an entry in a
directory), `register_name` for what a space is called (the space itself has no title; its owner has).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from portal.spaces.models import Space, SpaceKind, SpaceMember
from portal.spaces.querysets import owners_of_spaces

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    GiveOn = Callable[[User, User | None, date], None]


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing somebody holds. `key` is unique among all; `last_lead` warns that nobody else leads it.

    `thing` is shared by those that are about the same thing, such as two roles in one project; they are asked together.
    `give_on(actor, successor, last_day)` hands it on; a successor of None ends the leaver's part.
    `enters` are the people who come in where the thing is: only they, and those who get a place there in the same form,
    can take it over. None: whoever takes it over comes in. `question` and `nobody` replace the usual words.
    """

    key: str
    title: str
    role: str | Promise
    last_lead: bool
    give_on: GiveOn
    thing: str = ""
    enters: frozenset[int] | None = None
    question: str | StrPromise = ""
    nobody: str | StrPromise = ""


Holdings = Callable[["User", "Organisation"], Iterable[Holding]]
Names = Callable[["Space"], str]

LEADING: Mapping[str, frozenset[str]] = {
    SpaceKind.PROJECT: frozenset({Role.PROJECT_LEAD}),
    SpaceKind.COHORT: frozenset({Role.FACILITATOR, Role.ADVISOR}),
    SpaceKind.NETWORK: frozenset({Role.FACILITATOR, Role.ADVISOR}),
}
"""Roles of which somebody must be left in a space, by what owns it. Organisations have their own administrators."""

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


def shut_out(holdings: Iterable[Holding], successors: Mapping[str, User | None]) -> list[Holding]:
    """Return the holdings whose chosen successor would not come in where they are."""
    chosen = [(each, successor) for each in holdings if (successor := successors.get(each.key)) is not None]
    comes_in = {(each.thing, successor.pk) for each, successor in chosen if each.enters is None}
    return [
        each
        for each, successor in chosen
        if each.enters is not None and successor.pk not in each.enters and (each.thing, successor.pk) not in comes_in
    ]


def _led_alone(person: User, members: Iterable[SpaceMember]) -> set[int]:
    """Return the spaces that nobody would lead without these places of the person; closed ones need nobody."""
    led = {each.space_id: each.space.kind for each in members if _leads(each) and each.space.archived_at is None}
    others = SpaceMember.objects.current().filter(space__in=led).exclude(person=person).values_list("space", "role")
    return set(led) - {space for space, role in others if role in LEADING[led[space]]}


def _leads(member: SpaceMember) -> bool:
    return member.role in LEADING.get(member.space.kind, ())


def _places(person: User, organisation: Organisation) -> Iterable[Holding]:
    members = list(
        SpaceMember.objects.current()
        .filter(person=person, acting_for=organisation)
        .select_related("person", "acting_for", "space", *owners_of_spaces("space__"))
        .order_by("space_id", "role")
    )
    alone = _led_alone(person, members)
    for member in members:
        yield Holding(
            key=f"space-{member.pk}",
            title=name_of(member.space),
            role=Role(member.role).label,
            last_lead=_leads(member) and member.space_id in alone,
            give_on=_Place(member),
            thing=f"space-{member.space_id}",
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Hands on one place in a space: the leaver's ends on the last day, the successor's begins today."""

    member: SpaceMember

    def __call__(self, actor: User, successor: User | None, last_day: date) -> None:
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
    """Titles of what would stand without a lead if the person's account went away."""
    held = SpaceMember.objects.current().filter(person=person).order_by("space_id", "role")
    members = list(held.select_related("space", *owners_of_spaces("space__")))
    alone = _led_alone(person, members)
    return [
        name_of(space) for space in {member.space_id: member.space for member in members}.values() if space.pk in alone
    ]


def concern(person: User) -> list[str]:
    """What the person should know before deleting the account."""
    return [
        _("Nobody but you leads “%(thing)s”. Make somebody else lead it first.") % {"thing": title}
        for title in leads_alone(person)
    ]
