"""Reads of actions and decisions, and of the people and spaces that belong to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from portal.accounts.models import Membership, User
from portal.spaces.models import Space, SpaceKind, SpaceMember
from portal.spaces.querysets import owners_of_spaces

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.actions.models import Action


class AgreedQuerySet(models.QuerySet[Any]):
    """What actions and decisions are asked alike."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those in spaces that are open to the person today."""
        return self.filter(space__in=Space.objects.open_to(user))

    def in_space(self, space: Space) -> Self:
        """Those of one space."""
        return self.filter(space=space)

    def from_origin(self, kind: str, id: str) -> Self:
        """Those that came from this source, or from a part of it (`12:row-3` is a part of `12`)."""
        return self.filter(Q(origin_id=id) | Q(origin_id__startswith=f"{id}:"), origin_kind=kind)

    def by_origin(self, kind: str, id: str) -> dict[str, Any]:
        """Those of `from_origin` under the id each came from, in one query: what the rows of a sheet have led to."""
        return {each.origin_id: each for each in self.from_origin(kind, id)}


class ActionQuerySet(AgreedQuerySet):
    """Who sees which actions, and which of them wait."""

    def open(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(done_at__isnull=True, dropped_at__isnull=True)

    def closed(self) -> Self:
        """Done or dropped, the latest first."""
        ended = models.functions.Coalesce("done_at", "dropped_at")
        return self.exclude(done_at__isnull=True, dropped_at__isnull=True).order_by(ended.desc(), "-pk")

    def overdue(self, today: date) -> Self:
        """Open after their last day. What is due today is not late yet."""
        return self.open().filter(due__lt=today)

    def mine(self, user: User | AnonymousUser, open_spaces: Iterable[int] | None = None) -> Self:
        """What the person is to do, where they still come in and work still goes on.

        Give `open_spaces` where it is known already which spaces are open to the person.
        """
        if not user.is_authenticated:
            return self.none()
        seen = self.visible_to(user) if open_spaces is None else self.filter(space__in=list(open_spaces))
        return seen.filter(responsible=user, space__archived_at__isnull=True)

    def done_since(self, moment: datetime) -> Self:
        """Done at that moment or later, the latest first."""
        return self.filter(done_at__gte=moment).order_by("-done_at", "-pk")

    def by_due(self) -> Self:
        """What is due first stands first; what has no date stands last, in the order it was written."""
        return self.order_by(F("due").asc(nulls_last=True), "pk")

    def with_people(self) -> Self:
        """With the names that a line shows."""
        return self.select_related("responsible", "done_by", "dropped_by")

    def with_places(self) -> Self:
        """With the space and its owner, so that its name costs no query of its own."""
        return self.select_related("space", *owners_of_spaces("space__"))


class DecisionQuerySet(AgreedQuerySet):
    """Reads of decisions."""

    def latest_first(self) -> Self:
        """In the order they were made, the last one first."""
        return self.order_by("-decided_on", "-pk")


def people_in(space: Space) -> models.QuerySet[User]:
    """Return those who come into the space today, by name: the ones that can be given something to do."""
    if space.kind == SpaceKind.PERSON:
        found = Q(own_space__space=space)
    elif space.kind == SpaceKind.ORGANISATION:
        current = Membership.objects.current().filter(organisation__own_space__space=space)
        found = Q(pk__in=current.values("person"))
    else:
        found = Q(pk__in=SpaceMember.objects.current().filter(space=space).values("person"))
    return User.objects.filter(found, is_active=True).order_by("first_name", "last_name", "pk")


def action_in(space: Space, pk: int) -> Action | None:
    """Return one action of the space with the names it shows; None when it is not there."""
    from portal.actions.models import Action

    rows = Action.objects.in_space(space).with_people().select_related("space", "created_by", "changed_by")
    found: Action | None = rows.filter(pk=pk).first()
    return found
