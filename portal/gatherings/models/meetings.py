"""A dated meeting in a space: when, where, what happens, and how far it has come on the day."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.actions.models.base import language_in_use
from portal.gatherings.choices.meetings import Form, GatheringKind, Stage
from portal.gatherings.domain import run as run_sheet
from portal.gatherings.domain.agenda import Agenda, Timed, from_json, timed
from portal.gatherings.models.seats import Seating
from portal.gatherings.querysets import GatheringQuerySet
from portal.security.modelfields import FreeCharField, FreeJSONField, FreeTextField
from portal.spaces.models import Space, Versioned


class Gathering(Versioned):
    """One meeting. Its end follows from the agenda; without one it lasts `minutes`.

    `agenda_json` has a version of its own (`agenda_version`): two who change the place and the agenda at once do not
    stand in each other's way. `link` is told to those who are registered only. `uid` and `sequence` are the
    calendar's: the same entry, moved or cancelled (RFC 5545). Without a `seating` the meeting is for everybody in the
    space. `step_key` is the step of a course that it was planned for; this room does not know courses.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="gatherings")
    seating = models.ForeignKey(
        Seating, on_delete=models.RESTRICT, null=True, blank=True, editable=False, related_name="gatherings"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=GatheringKind)
    title = FreeCharField(_("title"), max_length=200)
    purpose = FreeTextField(_("purpose"), blank=True)
    focus_question = FreeCharField(_("focus question"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    form = models.CharField(_("where people meet"), max_length=10, choices=Form, default=Form.ROOM)
    place = FreeCharField(_("room"), max_length=200, blank=True)
    address = FreeCharField(_("address"), max_length=300, blank=True)
    link = models.URLField(_("link to the online meeting"), max_length=500, blank=True)
    stage = models.CharField(_("stage of planning"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    cancelled_reason = FreeCharField(_("why it is cancelled"), max_length=300, blank=True, editable=False)

    agenda_json = FreeJSONField(_("agenda"), default=list, editable=False)
    agenda_version = models.PositiveIntegerField(default=1, editable=False)
    template_key = models.UUIDField(null=True, blank=True, editable=False)
    step_key = models.UUIDField(null=True, blank=True, editable=False)
    run_json = models.JSONField(default=dict, editable=False)
    run_version = models.PositiveIntegerField(default=0, editable=False)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    form_key = models.UUIDField(null=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GatheringQuerySet.as_manager()

    # Nothing in the admin may point here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = pgettext_lazy("kind of gathering", "meeting")
        verbose_name_plural = _("meetings")
        default_permissions: ClassVar = []
        indexes: ClassVar = [models.Index(fields=["space", "starts_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["created_by", "form_key"], name="gatherings_once_a_form"),
            models.CheckConstraint(condition=Q(minutes__gte=5), name="gatherings_lasts_a_while"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("gatherings:meeting", args=[self.pk])

    @property
    def agenda(self) -> Agenda:
        """What happens, in order."""
        return from_json(self.agenda_json)

    @property
    def plan(self) -> list[Timed]:
        """What happens, with the moments at which it is planned to."""
        return timed(self.agenda, self.starts_at)

    @property
    def run(self) -> run_sheet.Run:
        """How far it has come on the day."""
        return run_sheet.from_json(self.run_json)

    @property
    def ends_at(self) -> datetime:
        """When it ends by plan."""
        return self.starts_at + timedelta(minutes=self.agenda.minutes or self.minutes)

    @property
    def is_cancelled(self) -> bool:
        """Whether it is called off."""
        return self.stage == Stage.CANCELLED
