"""A practice handed over to ordinary operation: who owns it, how often it is checked, and what has been asked (S64)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from improvement.models.entries import Entry
from portal.security.modelfields import FreeCharField, FreeTextField


class Interval(models.IntegerChoices):
    """How many months may pass between two checks."""

    MONTHLY = 1, _("every month")
    QUARTERLY = 3, _("every third month")
    HALF_YEARLY = 6, _("every half year")
    YEARLY = 12, _("every year")


class Holds(models.TextChoices):
    """Whether the practice was followed when it was last checked."""

    YES = "yes", _("is followed")
    PARTLY = "partly", _("is partly followed")
    NO = "no", _("is not followed")


class HandOver(Entry):
    """What is handed over, to whom, and the six things that make it last."""

    slug = "overlevering"

    what = FreeCharField(_("what is handed over"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    owner_role = FreeCharField(_("the owner's role"), max_length=150, blank=True)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    in_operation = models.BooleanField(_("is part of ordinary operation"), default=False, db_default=False)
    in_systems = models.BooleanField(_("is built into systems"), default=False, db_default=False)
    in_procedures = models.BooleanField(_("stands in procedures and training"), default=False, db_default=False)
    is_watched = models.BooleanField(_("is followed by figures"), default=False, db_default=False)
    is_shared = models.BooleanField(_("the experience is shared"), default=False, db_default=False)
    has_next = models.BooleanField(_("the next area is chosen"), default=False, db_default=False)
    every = models.PositiveSmallIntegerField(_("is checked"), choices=Interval, default=Interval.QUARTERLY)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    holds = models.CharField(_("how it was"), max_length=10, choices=Holds, blank=True)
    note = FreeTextField(_("note"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self) -> str:
        return self.what


class HandOverQuestion(models.Model):
    """That the owner has been asked so many months after. Comes before the letter, so that none goes twice."""

    handover = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="questions")
    months = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("question after a hand-over")
        verbose_name_plural = _("questions after hand-overs")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "months"], name="improvement_handover_question_once")
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.months}"
