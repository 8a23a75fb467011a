"""The pulse of a meeting: one short question, answered without a name."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gatherings.choices.room import PulseQuestions
from portal.gatherings.models.meetings import Gathering


class Pulse(models.Model):
    """One question that is asked once. `closed` is for good as soon as the answers may be seen."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="pulses")
    question = models.CharField(_("question"), max_length=10, choices=PulseQuestions)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closed = models.BooleanField(default=False, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("pulse of a meeting")
        verbose_name_plural = _("pulses of meetings")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering"], condition=Q(closed=False), name="gatherings_one_open_pulse"),
        ]

    def __str__(self) -> str:
        return f"{self.question} in meeting {self.gathering_id}"


class PulseSeat(models.Model):
    """That somebody has answered: not what, and not when."""

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("that somebody has answered a pulse")
        verbose_name_plural = _("that people have answered a pulse")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pulse", "person"], name="gatherings_pulse_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"seat in pulse {self.pulse_id}"


class PulseAnswer(models.Model):
    """What somebody answered: not who, and not when. The key is drawn at random, so that its order tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="answers")
    value = models.PositiveSmallIntegerField(_("answer"), validators=[MinValueValidator(1), MaxValueValidator(5)])

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to a pulse")
        verbose_name_plural = _("answers to a pulse")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="gatherings_pulse_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"answer to pulse {self.pulse_id}"
