"""Reads of versions and receipts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Max

if TYPE_CHECKING:
    from portal.accounts.models import User


class EditionQuerySet(models.QuerySet[Any]):
    """Reads of the versions of chapters."""

    def of(self, key: UUID) -> Self:
        """One chapter's, the oldest first; within a version the original first."""
        return self.filter(chapter_key=key).order_by("number", "pk")

    def newest_numbers(self, keys: Iterable[UUID], language: str = "") -> dict[UUID, int]:
        """Return the newest version of each chapter, in a language or in any; one query."""
        found = self.filter(chapter_key__in=list(keys))
        if language:
            found = found.filter(language=language)
        rows = found.order_by().values("chapter_key").annotate(newest=Max("number"))
        return {row["chapter_key"]: row["newest"] for row in rows}

    def changed(self, keys: Iterable[UUID]) -> dict[UUID, Any]:
        """Return of each chapter when its newest version came; one query."""
        rows = self.filter(chapter_key__in=list(keys)).order_by("number", "-pk")
        return dict(rows.values_list("chapter_key", "published_at"))


class ReceiptQuerySet(models.QuerySet[Any]):
    """Reads of receipts."""

    def read_by(self, user: User, keys: Iterable[UUID]) -> dict[UUID, int]:
        """Return the newest version that the person has read of each chapter; one query."""
        rows = (
            self.filter(person=user, chapter_key__in=list(keys))
            .order_by()
            .values("chapter_key")
            .annotate(newest=Max("number"))
        )
        return {row["chapter_key"]: row["newest"] for row in rows}
