"""PDSA: the chain of one change idea, its cycles, and what each cycle asks, predicts and finds."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from improvement.querysets import PdsaCycleQuerySet
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
    EXPAND = "expand", _("expand: test it at a larger scale")
    ABANDON = "abandon", _("abandon: try something else")


class Scale(models.TextChoices):
    """How much a test takes on, the smallest first."""

    ONE = "one", _("one person, one day")
    FEW = "few", _("a few persons, a few days")
    UNIT = "unit", _("one team or unit, some weeks")
    SEVERAL = "several", _("several teams or units")
    ALL = "all", _("everybody it concerns")


class PdsaChain(Versioned):
    """The cycles that test one change idea, one after the other. What an idea board knows of the idea will point here.

    Is made with its first cycle, and bears that test's name until the team says the idea in better words.
    """

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="chains")
    name = FreeCharField(_("the change idea"), max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("chain of tests")
        verbose_name_plural = _("chains of tests")
        ordering: ClassVar = ["project", "pk"]
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The ramp."""
        return reverse("improvement:pdsa_chain", args=[self.project_id, self.pk])


class PdsaCycle(Versioned):
    """A small test. Its predictions are written before its findings, and stand unchanged after them."""

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="cycles")
    chain = models.ForeignKey(
        PdsaChain, verbose_name=_("chain"), on_delete=models.SET_NULL, null=True, editable=False, related_name="cycles"
    )
    measures = models.ManyToManyField(
        "improvement.Measure", verbose_name=_("shows on the charts of"), blank=True, related_name="cycles"
    )
    previous = models.ForeignKey(
        "self", verbose_name=_("follows"), on_delete=models.SET_NULL, null=True, blank=True, related_name="following"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.PLAN, editable=False)
    title = FreeCharField(_("what is tested, in few words"), max_length=80)
    scale = models.CharField(_("scale"), max_length=10, choices=Scale, blank=True, default="", db_default="")
    plan = FreeTextField(_("what is done"), blank=True)
    plan_who = FreeTextField(_("who does it"), blank=True, default="", db_default="")
    plan_where = FreeTextField(_("where"), blank=True, default="", db_default="")
    plan_when = FreeTextField(_("when"), blank=True, default="", db_default="")
    started_on = models.DateField(_("began"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    observed = FreeTextField(_("what happened along the way"), blank=True)
    # Set by the database with the first finding (migration 0006) and never taken back: the predictions stand from here.
    first_finding_at = models.DateTimeField(_("first finding"), null=True, blank=True, editable=False)
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

    objects = PdsaCycleQuerySet.as_manager()

    #: The prediction of the first question, where the row was read `with_prediction()`.
    predicted: str | None

    class Meta:
        verbose_name = _("PDSA cycle")
        verbose_name_plural = _("PDSA cycles")
        ordering: ClassVar = ["project", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "number"], name="improvement_pdsa_number"),
            models.CheckConstraint(
                condition=Q(previous__isnull=True) | ~Q(previous=F("id")), name="improvement_pdsa_not_itself"
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


class PdsaQuestion(models.Model):
    """One thing a cycle asks: what is expected, what was found, and how the two agree.

    Part of its cycle, whose version counts for it too. Once the cycle's first finding is saved the database refuses to
    change a question or a prediction, or to add one (migration 0006): IntegrityError, whichever way it comes.
    """

    cycle = models.ForeignKey(PdsaCycle, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=1)
    question = FreeTextField(_("question"))
    prediction = FreeTextField(_("prediction"), blank=True)
    finding = FreeTextField(_("finding"), blank=True)
    match = models.CharField(_("compared with the prediction"), max_length=20, choices=Match, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question of a PDSA cycle")
        verbose_name_plural = _("questions of PDSA cycles")
        ordering: ClassVar = ["cycle", "position"]
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "position"], name="improvement_pdsa_question_place"),
            models.CheckConstraint(
                condition=Q(finding="") | ~Q(prediction=""), name="improvement_pdsa_prediction_first"
            ),
        ]

    def __str__(self) -> str:
        return self.question
