"""A decision: what was decided, when, and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actions.models.base import Agreed
from portal.actions.querysets import DecisionQuerySet
from portal.security.modelfields import FreeCharField, FreeTextField


class Decision(Agreed):
    """What was decided. `decided_by_text` names a group, a role or a meeting; `background` says why."""

    what = FreeCharField(_("what was decided"), max_length=300)
    decided_on = models.DateField(_("when"), default=timezone.localdate)
    decided_by_text = FreeCharField(_("decided by"), max_length=200, blank=True)
    background = FreeTextField(_("background"), blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta(Agreed.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes: ClassVar = [models.Index(fields=["space", "-decided_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "origin_kind", "origin_id"],
                condition=~Q(origin_kind=""),
                name="actions_decision_once_an_origin",
            ),
            models.UniqueConstraint(fields=["created_by", "form_key"], name="actions_decision_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Where it is read and changed."""
        return reverse("actions:decision", args=[self.space_id, self.pk])
