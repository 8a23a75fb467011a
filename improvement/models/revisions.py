"""What makes «nothing is lost» true: every saved version stays, and a form sent twice counts once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeJSONField


class Revision(models.Model):
    """The texts of one version of one object. Written with each save, in the same transaction.

    Serves two ends: when two people have written at once it tells who changed which field, and an overwritten text
    can be found again. `values` holds what the form held; the guard against identity numbers has passed over it.
    """

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="revisions")
    target_type = models.CharField(max_length=40)
    target_id = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    values = FreeJSONField(default=dict)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("saved version")
        verbose_name_plural = _("saved versions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target_type", "target_id", "version"], name="improvement_revision_unique")
        ]

    def __str__(self) -> str:
        return f"{self.target_type} {self.target_id} v{self.version}"


class Submission(models.Model):
    """A create form that has been taken: sent twice (double click, back button, retry), it leads to the same place."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    address = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("taken form")
        verbose_name_plural = _("taken forms")
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="improvement_submission_once")]

    def __str__(self) -> str:
        return str(self.key)
