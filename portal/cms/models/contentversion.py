"""One number that rises whenever public content changes; every process reads it, so cached pages never outlive an edit."""

from __future__ import annotations

from django.db import models
from django.db.models import F


class ContentVersion(models.Model):
    """A single row (pk 1). `current` reads it with one query; `bump` raises it in the caller's transaction."""

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the number; 0 before the first change."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

    @classmethod
    def bump(cls) -> None:
        """Raise the number by one."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)
