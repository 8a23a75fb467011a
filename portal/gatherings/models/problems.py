"""Real problems that people bring to a meeting (S70, second gathering)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actions.models.base import language_in_use
from portal.gatherings.models.meetings import Gathering
from portal.security.modelfields import FreeTextField


class Problem(models.Model):
    """One problem for one meeting. Who brought it stands there only where they said so.

    Without a name the row holds a `mark` instead: a keyed digest of the writer and the meeting, by which the writer
    (and nobody who reads the table) finds it again to withdraw it. The key is drawn at random and the time is kept to
    the day, so that neither order nor hour tells who it was. `slot_key` is where it stands in the agenda.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="problems")
    text = FreeTextField(_("problem"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    mark = models.CharField(max_length=64, blank=True, editable=False)
    form_key = models.UUIDField(unique=True, editable=False)
    brought_on = models.DateField(default=timezone.localdate, editable=False)
    chosen = models.BooleanField(_("to be worked on"), default=False)
    slot_key = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("problem for a meeting")
        verbose_name_plural = _("problems for meetings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"problem for meeting {self.gathering_id}"
