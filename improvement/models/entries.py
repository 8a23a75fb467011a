"""What the rows of a project's lists share: laid aside, never deleted, and saved with a version and a name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal.spaces.models import Versioned


class Entry(Versioned):
    """One row of a list that a project keeps (improvement/registers). `slug` is the list's word in addresses."""

    slug: ClassVar[str]

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        default_permissions: ClassVar = []
        ordering: ClassVar = ["project", "pk"]

    def get_absolute_url(self) -> str:
        """The row's form, which is also where it is read."""
        return reverse("improvement:entry", args=[self.project_id, self.slug, self.pk])
