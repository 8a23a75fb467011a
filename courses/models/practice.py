"""What a person practises, what they share of it, and what whoever leads a course decides.

What somebody notes for themselves is not here: it is a private reflection (models/reflections.py). `shared` is a text
of its own, written to be read by those named beside its field, and by nobody else.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.querysets import PracticeQuerySet, StepDecisionQuerySet
from portal.security.modelfields import FreeTextField

SHARED_MAX = 2_000
REASON_MAX = 500


class Practice(models.Model):
    """One person's practice in one step."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practices")
    step_key = models.UUIDField(_("step"), db_index=True)
    thing = models.UUIDField(_("what was chosen"))
    chosen_at = models.DateTimeField(_("chosen"))
    tried_at = models.DateTimeField(_("tried"), null=True, blank=True)
    shared = FreeTextField(_("shared"), blank=True, max_length=SHARED_MAX)
    # Those who follow up learning there may read it, while the person belongs there.
    shared_with = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("shared with"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Or whoever is in this run of the course: those who take part, and its facilitators.
    shared_cohort = models.ForeignKey(
        "courses.Cohort",
        verbose_name=_("shared with"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    shared_at = models.DateTimeField(_("shared at"), null=True, blank=True)

    objects = PracticeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practice")
        default_permissions: ClassVar = []
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "step_key"], name="courses_practice_unique")]

    def __str__(self) -> str:
        return f"practice {self.pk}"


class StepDecision(models.Model):
    """Whoever leads a course says that a person has done a step, and why. The person can read it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="step_decisions")
    step_key = models.UUIDField(_("step"), db_index=True)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"))
    reason = FreeTextField(_("reason"), max_length=REASON_MAX)

    objects = StepDecisionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("decision about a step")
        verbose_name_plural = _("decisions about steps")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "step_key"], name="courses_stepdecision_unique")
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
