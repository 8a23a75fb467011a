"""A list of the project as it stood on a day, kept to be compared with the list as it stands."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeCharField, FreeJSONField


class Snapshot(models.Model):
    """The rows of one list (`slug`), each as its form's values by the row's key. Never changed after it is taken."""

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="snapshots")
    slug = models.SlugField(max_length=40)
    title = FreeCharField(_("what it is called"), max_length=120, blank=True)
    rows = FreeJSONField(default=dict)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("snapshot of a list")
        verbose_name_plural = _("snapshots of lists")
        default_permissions: ClassVar = []
        ordering: ClassVar = ["-taken_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["project", "slug"])]

    def __str__(self) -> str:
        return f"{self.slug} {self.taken_at:%Y-%m-%d}"
