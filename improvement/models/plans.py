"""What a project plans and follows up: information, benefits, risks, what was changed, how the work itself goes."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from improvement.models.entries import Entry
from portal.security.modelfields import FreeCharField, FreeTextField

SCALE = (1, 5)
"""Likelihood and consequence: from very little to very much."""


class Information(Entry):
    """A line of the communication plan (S36): who needs to know, what for, what, where and how, when and by whom."""

    slug = "kommunikasjon"

    audience = FreeCharField(_("target group"), max_length=200)
    stakeholder = models.ForeignKey(
        "improvement.Stakeholder",
        verbose_name=_("from the stakeholders"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    purpose = FreeTextField(_("purpose"), blank=True)
    message = FreeTextField(_("message"), blank=True)
    channel = FreeCharField(_("where and how"), max_length=200, blank=True)
    due_on = models.DateField(_("when"), null=True, blank=True)
    responsible = FreeCharField(_("who does it"), max_length=150, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("line of the communication plan")
        verbose_name_plural = _("communication plan")

    def __str__(self) -> str:
        return self.audience


class Realisation(models.TextChoices):
    """How far a benefit has come."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    REALISED = "realised", _("realised")
    NOT_REALISED = "not_realised", _("not realised")


class Benefit(Entry):
    """Effect goal → realisation → gain (S77), with who answers for it: leaders must be made accountable."""

    slug = "gevinster"

    effect_goal = FreeCharField(_("effect goal"), max_length=300)
    realisation = FreeTextField(_("realisation"), blank=True)
    gain = FreeTextField(_("gain"), blank=True)
    indicator = FreeCharField(_("indicator"), max_length=200, blank=True)
    responsible = FreeCharField(_("who answers for it"), max_length=150, blank=True)
    state = models.CharField(_("status"), max_length=12, choices=Realisation, default=Realisation.PLANNED)
    realised_on = models.DateField(_("realised on"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")

    def __str__(self) -> str:
        return self.effect_goal


class Risk(Entry):
    """Something that can go wrong, how likely and how serious, and what is done about it."""

    slug = "risiko"

    what = FreeCharField(_("what can happen"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(
        _("likelihood"), null=True, blank=True, validators=[MinValueValidator(SCALE[0]), MaxValueValidator(SCALE[1])]
    )
    consequence = models.PositiveSmallIntegerField(
        _("consequence"), null=True, blank=True, validators=[MinValueValidator(SCALE[0]), MaxValueValidator(SCALE[1])]
    )
    remedy = FreeTextField(_("what we do about the risk"), blank=True)
    responsible = FreeCharField(_("who does it"), max_length=150, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    over_on = models.DateField(_("no risk any more since"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(likelihood__isnull=True) | Q(likelihood__range=SCALE))
                & (Q(consequence__isnull=True) | Q(consequence__range=SCALE)),
                name="improvement_risk_scale",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def size(self) -> int | None:
        """Likelihood times consequence, 1 to 25; None while one of them is not judged."""
        return self.likelihood * self.consequence if self.likelihood and self.consequence else None


class LoggedChange(Entry):
    """A line of the change log (S62): what was changed in the new practice along the way, and why."""

    slug = "endringslogg"

    changed_on = models.DateField(_("when"))
    what = FreeCharField(_("what was changed"), max_length=300)
    reason = FreeTextField(_("why"), blank=True)
    seen = FreeTextField(_("what we saw afterwards"), blank=True)
    decided_by = FreeCharField(_("who decided it"), max_length=150, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("change")
        verbose_name_plural = _("change log")

    def __str__(self) -> str:
        return self.what


class ProcessNote(Entry):
    """A line of the process evaluation (S38): how the work itself goes between people."""

    slug = "prosessevaluering"

    noted_on = models.DateField(_("when"))
    seen = FreeTextField(_("what we see in the cooperation"))
    means = FreeTextField(_("what it does to the work"), blank=True)
    act = FreeTextField(_("what we do differently"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("note on the process")
        verbose_name_plural = _("process evaluation")

    def __str__(self) -> str:
        return self.seen
