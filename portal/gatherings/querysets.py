"""Reads of meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.seats import HOLDS, SeatState
from portal.spaces.models import Space

_NOT_COMING = (SeatState.DECLINED, SeatState.WITHDRAWN, SeatState.REPLACED)


class GatheringQuerySet(models.QuerySet[Any]):
    """Which meetings there are."""

    def in_space(self, space: Space) -> Self:
        """Those of one space."""
        return self.filter(space=space)

    def in_spaces(self, spaces: Iterable[int]) -> Self:
        """Those of several spaces."""
        return self.filter(space__in=list(spaces))

    def of(self, person: User, spaces: Iterable[int]) -> Self:
        """Those of a person: in the spaces that are open to them, and those they have a seat at.

        But for those they have said no to.
        """
        from portal.gatherings.models import Seat

        mine = Seat.objects.filter(person=person)
        asked = mine.exclude(state__in=_NOT_COMING).values("seating")
        rows = self.filter(models.Q(space__in=list(spaces)) | models.Q(seating__in=asked))
        return rows.exclude(seating__in=mine.filter(state__in=_NOT_COMING).values("seating"))

    def told(self) -> Self:
        """Those that others than the planners know of: announced, or announced and called off."""
        return self.exclude(stage=Stage.DRAFT)

    def coming(self, now: datetime | None = None) -> Self:
        """Those that have not begun, and those of today: the nearest first."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.filter(starts_at__gte=today).order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> Self:
        """Those of earlier days, the latest first."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.filter(starts_at__lt=today).order_by("-starts_at", "-pk")


class SeatQuerySet(models.QuerySet[Any]):
    """Which seats there are."""

    def of(self, person: User) -> Self:
        """Those of one person, but for those taken back and those given to somebody else."""
        return self.filter(person=person).exclude(state__in=(SeatState.WITHDRAWN, SeatState.REPLACED))

    def held(self) -> Self:
        """Those for which a chair stands ready."""
        return self.filter(state__in=HOLDS)

    def asked(self) -> Self:
        """Those who have not said yes or no."""
        return self.filter(state__in=(SeatState.INVITED, SeatState.OPENED))
