"""What was said and agreed at a meeting, in words (*referat*)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actions.models.base import language_in_use
from portal.gatherings.models.meetings import Gathering
from portal.security.modelfields import FreeTextField
from portal.spaces.models import Versioned


class Minutes(Versioned):
    """The minutes of one meeting: one text, written by those who plan it, read by all who come in to the space.

    `open_points` is what was not finished: it stands ready when the meeting is planned once more. Decisions and actions
    are rows of their own (portal/actions), with the meeting as where they came from.
    """

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="minutes_taken")
    text = FreeTextField(_("minutes of the meeting"), blank=True)
    open_points = FreeTextField(_("open points"), blank=True)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("minutes of a meeting")
        verbose_name_plural = _("minutes of meetings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"minutes of meeting {self.gathering_id}"
