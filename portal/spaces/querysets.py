"""The one answer to «which spaces may this person see?»."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.accounts.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

# How long it is news that somebody took over a place.
NEWS_DAYS = 30


def owners_of_spaces(prefix: str = "") -> list[str]:
    """Return the ways from a space to what owns it, whichever rooms there are, for `select_related`."""
    from portal.spaces.models import Space

    # The rooms above point to their space one to one, and are not known here.
    owners = [each for each in Space._meta.related_objects if isinstance(each, models.OneToOneRel)]
    return [f"{prefix}{each.get_accessor_name()}" for each in owners] + [f"{prefix}of_organisation__organisation"]


class SpaceMemberQuerySet(models.QuerySet[Any]):
    """Reads of memberships in spaces."""

    def current(self) -> Self:
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)

    def taken_over_lately(self, user: User) -> Self:
        """Places the person holds today and took over from somebody in the last days."""
        since = timezone.localdate() - timedelta(days=NEWS_DAYS)
        return self.current().filter(person=user, taken_over_from__isnull=False, starts_on__gte=since)


class SpaceQuerySet(models.QuerySet[Any]):
    """Reads of spaces."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Spaces in which the person is a member today. Nobody else sees inside, administrators neither."""
        if not user.is_authenticated:
            return self.none()
        from portal.spaces.models import SpaceMember

        return self.filter(pk__in=SpaceMember.objects.current().filter(person=user).values("space"))

    def open_to(self, user: User | AnonymousUser) -> Self:
        """Those of `visible_to`, the person's own, and those of the organisations the person belongs to today."""
        if not user.is_authenticated:
            return self.none()
        from portal.accounts.models import Membership
        from portal.spaces.models import OrganisationSpace, PersonSpace, SpaceMember

        organisations = Membership.objects.current().filter(person=user).values("organisation")
        return self.filter(
            Q(pk__in=SpaceMember.objects.current().filter(person=user).values("space"))
            | Q(pk__in=PersonSpace.objects.filter(person=user).values("space"))
            | Q(pk__in=OrganisationSpace.objects.filter(organisation__in=organisations).values("space"))
        )

    def with_role(self, user: User | AnonymousUser, *roles: Role) -> Self:
        """Spaces in which the person holds one of the roles today."""
        if not user.is_authenticated:
            return self.none()
        from portal.spaces.models import SpaceMember

        return self.filter(pk__in=SpaceMember.objects.current().filter(person=user, role__in=roles).values("space"))
