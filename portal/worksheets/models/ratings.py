"""What each fills in alone.

A `Seat` says who may rate and whether they have; a `Sheet` holds what was answered. When a rating is anonymous the two
share no key, times are kept to the day, and a sheet's own key is drawn at random so that its order tells nothing.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeCharField, FreeJSONField
from portal.spaces.models import Versioned
from portal.worksheets.models.worksheets import Worksheet


class Seat(models.Model):
    """A place for one rater: a member, or whoever holds the link (signed with the seat's key, so not stored)."""

    worksheet = models.ForeignKey(Worksheet, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    label = FreeCharField(_("whom the link is for"), max_length=120, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    used_on = models.DateField(_("answered"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("place to rate")
        verbose_name_plural = _("places to rate")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worksheet", "person"], condition=Q(person__isnull=False), name="worksheets_one_seat_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class Sheet(Versioned):
    """What one rater answered. `seat` is empty in anonymous ratings, always."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.CASCADE, related_name="sheets")
    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, null=True, blank=True, related_name="sheet")
    values = FreeJSONField(_("answers"), default=dict)
    comments = FreeJSONField(_("comments"), default=dict)
    sent_on = models.DateField(_("sent"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"sheet {self.pk}"
