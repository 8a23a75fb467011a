"""Reads of worksheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from portal.spaces.models import Space

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


class WorksheetQuerySet(models.QuerySet[Any]):
    """Sheets by who may see them and where they stand."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those in spaces that the person may enter."""
        return self.filter(space__in=Space.objects.open_to(user))

    def in_space(self, space: Space) -> Self:
        """Those of one space, the last changed first."""
        return self.filter(space=space).order_by("-changed_at", "-pk")

    def rounds_of(self, worksheet: Any) -> Self:
        """Every round of the same form in the same space, the first first."""
        return self.filter(space_id=worksheet.space_id, template_key=worksheet.template_key).order_by("round", "pk")
