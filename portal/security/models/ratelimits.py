"""Counters for rate limits, one row a key, shared by all processes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RateCounter(models.Model):
    """How often something was tried since `started_at`. The key is a digest: it names no person and no address."""

    key = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("rate counter")
        verbose_name_plural = _("rate counters")
        indexes: ClassVar = [models.Index(fields=["started_at"])]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
