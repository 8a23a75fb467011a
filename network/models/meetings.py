"""What a network's meeting leaves behind: what came of it, the recording, and material before and after."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.choices import When
from portal.actions.models.base import language_in_use
from portal.gatherings.models import Gathering
from portal.security.modelfields import FreeCharField, FreeTextField
from portal.spaces.models import Versioned


class MeetingRecord(Versioned):
    """One to one with the meeting. `key` is the translation key of the meeting's page.

    Like the minutes it is written once, in the language of whoever writes; the page stands in every language.
    """

    gathering = models.OneToOneField(
        Gathering, on_delete=models.CASCADE, primary_key=True, related_name="network_record"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outcome = FreeTextField(_("what came of it"), blank=True)
    recording = models.URLField(_("address of the recording"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("what came of a meeting")
        verbose_name_plural = _("what came of meetings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"record of meeting {self.gathering_id}"


class Material(models.Model):
    """Something to read, fill in or look at, before the meeting or after it: a title and an address."""

    record = models.ForeignKey(MeetingRecord, on_delete=models.CASCADE, related_name="materials")
    when = models.CharField(_("when it is of use"), max_length=10, choices=When, default=When.BEFORE)
    title = FreeCharField(_("title"), max_length=200)
    note = FreeCharField(_("what to do with it"), max_length=300, blank=True)
    # A form of the library has no address of its own that holds in every language, so its key stands here.
    template_key = models.UUIDField(null=True, blank=True, editable=False)
    address = FreeCharField(_("address"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("material of a meeting")
        verbose_name_plural = _("materials of meetings")
        default_permissions: ClassVar = []
        ordering: ClassVar = ["when", "created_at", "pk"]

    def __str__(self) -> str:
        return self.title
