"""Several people write at once: whoever saves an old version is told, and nothing is lost."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F


class Versioned(models.Model):
    """A row with a version number that rises by one with each save through `save_version`."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, expected: int, **changes: Any) -> bool:
        """Write `changes` if the stored version still is `expected`; say whether it was.

        One UPDATE with the version in its condition, so that two processes can't both win. On success the instance
        carries the new values and version; on failure nothing is written and the instance is left as it was.
        """
        updated = (
            type(self)._default_manager.filter(pk=self.pk, version=expected).update(version=F("version") + 1, **changes)
        )
        if not updated:
            return False
        for name, value in changes.items():
            setattr(self, name, value)
        self.version = expected + 1
        return True
