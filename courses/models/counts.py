"""How many first meetings (S71) an organisation has offered and held: numbers by month, and nothing about anybody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MeetingCount(models.Model):
    """One month in one organisation. `month` is its first day."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="meeting_counts")
    month = models.DateField(_("month"))
    offered = models.PositiveIntegerField(_("offered"), default=0)
    held = models.PositiveIntegerField(_("held"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("count of first meetings")
        verbose_name_plural = _("counts of first meetings")
        default_permissions: ClassVar = []
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "month"], name="courses_meetingcount_unique"),
            models.CheckConstraint(condition=Q(offered__gte=0, held__gte=0), name="courses_meetingcount_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
