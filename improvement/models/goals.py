"""A SMARTER goal (S59), built from parts, with a check and a comment for each letter."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeCharField, FreeJSONField
from portal.spaces.models import Versioned


class Aim(models.TextChoices):
    """Which way a goal wants the figure to go."""

    UP = "up", _("higher is better")
    DOWN = "down", _("lower is better")


class Level(models.TextChoices):
    """Whom a goal is set for: goals hang on one another from the nation to the effect for one person (S20)."""

    NATIONAL = "national", _("national")
    SYSTEM = "system", _("the system")
    SERVICE = "service", _("the service")
    PERSON = "person", _("effect for the individual")


class Goal(Versioned):
    """What shall be how much by when. The sentence is built from the parts; an incomplete goal may be saved."""

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="goals")
    what = FreeCharField(_("what shall change"), max_length=300)
    who = FreeCharField(_("who it is for"), max_length=200, blank=True)
    where = FreeCharField(_("where"), max_length=200, blank=True)
    measured_by = FreeCharField(_("measured by"), max_length=200, blank=True)
    aim = models.CharField(_("which way is better"), max_length=10, choices=Aim, blank=True)
    baseline = models.DecimalField(_("how it is today"), max_digits=14, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(_("how it shall be"), max_digits=14, decimal_places=4, null=True, blank=True)
    unit = FreeCharField(_("unit"), max_length=40, blank=True)
    deadline = models.DateField(_("by"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True, default="", db_default="")
    parent = models.ForeignKey(
        "self",
        verbose_name=_("contributes to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributing",
    )
    sentence = FreeCharField(_("the goal in your own words"), max_length=400, blank=True)
    checks = FreeJSONField(_("checks"), default=dict, blank=True)
    local_r_name = FreeCharField(_("the last R stands for"), max_length=60, blank=True)
    agreed_by = FreeCharField(_("agreed by"), max_length=300, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering: ClassVar = ["project", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="improvement_goal_not_itself",
            )
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """The goal's form, which is also where it is read."""
        return reverse("improvement:goal", args=[self.project_id, self.pk])
