"""Measures and their points. Numerator and denominator are stored as given; what is plotted is computed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeCharField, FreeTextField
from portal.spaces.models import Versioned


class MeasureKind(models.TextChoices):
    """What a measure tells about (S60)."""

    OUTCOME = "outcome", _("outcome measure")
    PROCESS = "process", _("process measure")
    BALANCING = "balancing", _("balancing measure")


class Wanted(models.TextChoices):
    """Which way is better."""

    UP = "up", _("higher is better")
    DOWN = "down", _("lower is better")
    NEITHER = "neither", _("neither is better")


class ValueShape(models.TextChoices):
    """How a point is given."""

    NUMBER = "number", _("a number or count")
    PERCENT = "percent", _("a share in per cent (56, or 14 of 25 written 14/25)")


class Measure(Versioned):
    """What is counted or measured, how, and which way is better."""

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="measures")
    goal = models.ForeignKey(
        "improvement.Goal",
        verbose_name=_("goal"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
    )
    name = FreeCharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=MeasureKind, default=MeasureKind.PROCESS)
    shape = models.CharField(_("the value is"), max_length=20, choices=ValueShape, default=ValueShape.NUMBER)
    unit = FreeCharField(_("unit"), max_length=40, blank=True)
    wanted = models.CharField(_("direction"), max_length=20, choices=Wanted, default=Wanted.UP)
    definition = FreeTextField(_("definition"), blank=True)
    source = FreeTextField(_("where the figures come from"), blank=True)
    note = FreeTextField(_("what a reader should know about the figures"), blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=4, null=True, blank=True)
    is_practice = models.BooleanField(_("practice figures"), default=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering: ClassVar = ["project", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The measure's page with its chart."""
        return reverse("improvement:measure", args=[self.project_id, self.pk])

    @property
    def is_percent(self) -> bool:
        """Whether values are shown in per cent, on a scale from 0 to 100."""
        return self.shape == ValueShape.PERCENT


class Point(Versioned):
    """One measurement on one day: a value, or a numerator and a denominator."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="points")
    date = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(_("how many"), max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(_("out of how many"), max_digits=14, decimal_places=4, null=True, blank=True)
    note = FreeCharField(_("note"), max_length=200, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering: ClassVar = ["measure", "date"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "date"], name="improvement_point_day"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | (Q(numerator__isnull=True) & Q(denominator__isnull=True)),
                name="improvement_point_one_shape",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="improvement_point_both_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}"

    def plotted(self, *, percent: bool) -> float | None:
        """The value of the chart: as given, or the fraction (times 100 for per cent); None where it is missing."""
        if self.value is not None:
            return float(self.value)
        if self.numerator is None or not self.denominator:
            return None
        return (100.0 if percent else 1.0) * float(self.numerator) / float(self.denominator)


class ImportDraft(models.Model):
    """Pasted or typed rows, kept until somebody has looked at them and said yes. Not measurements yet."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = FreeTextField(_("rows"))
    start = models.DateField(_("first date"), null=True, blank=True)
    interval = models.CharField(_("time between the figures"), max_length=10, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rows not yet confirmed")
        verbose_name_plural = _("rows not yet confirmed")

    def __str__(self) -> str:
        return f"{self.measure_id} {self.created_at:%Y-%m-%d}"
