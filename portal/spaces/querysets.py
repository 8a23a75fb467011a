"""The one answer to «which spaces may this person see?»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.accounts.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


class SpaceMemberQuerySet(models.QuerySet[Any]):
    """Reads of memberships in spaces."""

    def current(self) -> Self:
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)


class SpaceQuerySet(models.QuerySet[Any]):
    """Reads of spaces."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Spaces in which the person is a member today. Nobody else sees inside, administrators neither."""
        if not user.is_authenticated:
            return self.none()
        from portal.spaces.models import SpaceMember

        return self.filter(pk__in=SpaceMember.objects.current().filter(person=user).values("space"))

    def with_role(self, user: User | AnonymousUser, *roles: Role) -> Self:
        """Spaces in which the person holds one of the roles today."""
        if not user.is_authenticated:
            return self.none()
        from portal.spaces.models import SpaceMember

        return self.filter(pk__in=SpaceMember.objects.current().filter(person=user, role__in=roles).values("space"))
