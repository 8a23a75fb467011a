"""One PDSA cycle: question, plan and prediction; then what was found; then what it means; then what is decided."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeCharField, FreeTextField
from portal.spaces.models import Versioned


class Stage(models.TextChoices):
    """Where a cycle is."""

    PLAN = "plan", _("being planned")
    DO = "do", _("running")
    STUDY = "study", _("being studied")
    ACT = "act", _("to be decided")
    CLOSED = "closed", _("closed")


class Match(models.TextChoices):
    """How the finding stands to the prediction."""

    AS_PREDICTED = "as_predicted", _("as predicted")
    PARTLY = "partly", _("partly as predicted")
    OTHERWISE = "otherwise", _("otherwise than predicted")


class DecisionMade(models.TextChoices):
    """What follows from a cycle."""

    ADOPT = "adopt", _("adopt: make it the way we work")
    ADAPT = "adapt", _("adapt: change it and test again")
    ABANDON = "abandon", _("abandon: try something else")


class PdsaCycle(Versioned):
    """A small test. The prediction is written before the finding, and stands unchanged after it."""

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="cycles")
    measure = models.ForeignKey(
        "improvement.Measure",
        verbose_name=_("shows on the chart of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cycles",
    )
    previous = models.ForeignKey(
        "self", verbose_name=_("follows"), on_delete=models.SET_NULL, null=True, blank=True, related_name="following"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.PLAN, editable=False)
    title = FreeCharField(_("what is tested, in few words"), max_length=80)
    question = FreeTextField(_("question"))
    plan = FreeTextField(_("plan"), blank=True)
    prediction = FreeTextField(_("prediction"), blank=True)
    started_on = models.DateField(_("began"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    observed = FreeTextField(_("what happened along the way"), blank=True)
    finding = FreeTextField(_("finding"), blank=True)
    match = models.CharField(_("compared with the prediction"), max_length=20, choices=Match, blank=True)
    study = FreeTextField(_("what we learnt"), blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=DecisionMade, blank=True)
    decision_reason = FreeTextField(_("why"), blank=True)
    next_step = FreeTextField(_("what happens next"), blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("PDSA cycle")
        verbose_name_plural = _("PDSA cycles")
        ordering: ClassVar = ["project", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "number"], name="improvement_pdsa_number"),
            models.CheckConstraint(
                condition=Q(finding="") | ~Q(prediction=""), name="improvement_pdsa_prediction_first"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="improvement_pdsa_period"
            ),
        ]

    def __str__(self) -> str:
        return f"PDSA {self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        """The cycle's page."""
        return reverse("improvement:pdsa", args=[self.project_id, self.pk])
