"""Reads of projects and what hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery

from portal.accounts.models import Organisation
from portal.accounts.roles import Role
from portal.spaces.models import Space

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


class ProjectQuerySet(models.QuerySet[Any]):
    """Who sees which projects, and with what beside them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Projects in which the person is a member today."""
        return self.filter(space__in=Space.objects.visible_to(user))

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Projects of the organisations that the person leads, and of the parts below them (three floors down).

        For title, phase and freshness only; `visible_to` decides who sees inside.
        """
        if not user.is_authenticated:
            return self.none()
        own = Organisation.objects.with_role(user, Role.LEADER)
        inside = Q(pk__in=own) | Q(parent__in=own) | Q(parent__parent__in=own) | Q(parent__parent__parent__in=own)
        organisations = Organisation.objects.filter(inside)
        return self.filter(pk__in=self.model.objects.filter(organisations__in=organisations).values("pk"))

    def open(self) -> Self:
        """Not archived."""
        return self.filter(space__archived_at__isnull=True)

    def for_list(self) -> Self:
        """With what a line in a list needs, in a fixed number of queries."""
        from improvement.models import ProjectOrganisation

        return (
            self.select_related("space")
            .prefetch_related(
                Prefetch(
                    "project_organisations",
                    queryset=ProjectOrganisation.objects.select_related("organisation").order_by("-is_main", "pk"),
                ),
                "steps",
            )
            .order_by("-changed_at", "-pk")
        )


class PdsaCycleQuerySet(models.QuerySet[Any]):
    """Cycles, with what beside them."""

    def with_prediction(self) -> Self:
        """With `predicted`: the prediction of the first question; None where there is none."""
        from improvement.models import PdsaQuestion

        first = PdsaQuestion.objects.filter(cycle=OuterRef("pk")).order_by("position")
        return self.annotate(predicted=Subquery(first.values("prediction")[:1]))
