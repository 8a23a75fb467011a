"""Which meetings belong together as a series."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.gatherings.models.meetings import Gathering


class SeriesPlace(models.Model):
    """That a meeting is one of a series. Their order is that of their days, so that a moved one finds its place."""

    gathering = models.OneToOneField(
        Gathering, on_delete=models.CASCADE, primary_key=True, related_name="series_place", editable=False
    )
    key = models.UUIDField(db_index=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("place in a series of meetings")
        verbose_name_plural = _("places in series of meetings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"meeting {self.gathering_id} in series {self.key}"
