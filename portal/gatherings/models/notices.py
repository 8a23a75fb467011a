"""When and where a meeting was to be, as letters have told it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.gatherings.choices.meetings import Form
from portal.gatherings.models.meetings import Gathering
from portal.security.modelfields import FreeCharField


class Notice(models.Model):
    """What letters said of when and where at one step of the calendar's `sequence`: whatever changes it raises that.

    One row for all who were told the same. Which step somebody has heard of is known by their letters
    (`services.notices`). The link to an online meeting is a secret of those who are registered, and is not kept here.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, editable=False, related_name="notices")
    sequence = models.PositiveIntegerField(editable=False)
    starts_at = models.DateTimeField(_("starts"), editable=False)
    ends_at = models.DateTimeField(_("ends"), editable=False)
    form = models.CharField(_("where people meet"), max_length=10, choices=Form, editable=False)
    place = FreeCharField(_("room"), max_length=200, blank=True, editable=False)
    address = FreeCharField(_("address"), max_length=300, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("what letters told of a meeting")
        verbose_name_plural = _("what letters told of meetings")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "sequence"], name="gatherings_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} of {self.gathering_id}"
