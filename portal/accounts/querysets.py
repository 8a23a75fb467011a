"""Reads of people's places in organisations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.accounts.roles import Role

if TYPE_CHECKING:
    from portal.accounts.models import User


class OrganisationQuerySet(models.QuerySet[Any]):
    """Reads of organisations."""

    def with_role(self, user: User, *roles: Role) -> Self:
        """Organisations where the person holds one of the roles today."""
        from portal.accounts.models import Membership

        held = Membership.objects.current().filter(person=user, role__in=roles)
        return self.filter(pk__in=held.values("organisation"))


class MembershipQuerySet(models.QuerySet[Any]):
    """Reads of memberships."""

    def current(self, on: date | None = None) -> Self:
        """Those that hold on the day (today unless told)."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def of(self, user: User) -> Self:
        """The person's own, with their organisations."""
        return self.filter(person=user).select_related("organisation")


class InvitationQuerySet(models.QuerySet[Any]):
    """Reads of invitations."""

    def open(self) -> Self:
        """Neither accepted nor withdrawn; the link may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
