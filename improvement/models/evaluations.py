"""What the team found when it asked whether the change is an improvement, and what it decided (S63)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from improvement.models.entries import Entry
from portal.kernel.choices import label_of
from portal.security.modelfields import FreeTextField


class Verdict(models.TextChoices):
    """What follows from an evaluation."""

    CARRY_ON = "carry_on", _("carry on and implement")
    ADJUST = "adjust", _("adjust and try again")
    BACK = "back", _("go back to an earlier sub-step")
    STOP = "stop", _("stop")


class Evaluation(Entry):
    """The seven questions of S63 answered on a day, and the decision they led to. `back_to` is a sub-step's key."""

    slug = "evaluering"

    evaluated_on = models.DateField(_("when"))
    reached = FreeTextField(_("were the goals reached"), blank=True)
    worked = FreeTextField(_("did we do it, and did it work"), blank=True)
    more_needed = FreeTextField(_("is more improvement needed"), blank=True)
    earlier = FreeTextField(_("is there a reason to go back"), blank=True)
    anchoring = FreeTextField(_("is there something to gain in anchoring or organising"), blank=True)
    culture = FreeTextField(_("does something in the culture work against it"), blank=True)
    goals = FreeTextField(_("should the goals be adjusted"), blank=True)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict, blank=True)
    back_to = models.CharField(_("back to"), max_length=60, blank=True)
    reason = FreeTextField(_("why"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(back_to="") | Q(verdict="back"), name="improvement_evaluation_back")
        ]

    def __str__(self) -> str:
        day = date_format(self.evaluated_on, "DATE_FORMAT")
        return f"{day}: {label_of(Verdict, self.verdict)}" if self.verdict else str(day)
