"""What somebody wrote for themselves.

Its own table, so that no list, report or export of progress can bring it along by accident. Only
`Reflection.objects.of(person)` reads it; an architecture test holds that. Never register this model in the admin.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.querysets import ReflectionQuerySet
from portal.security.modelfields import FreeTextField
from portal.spaces.models import Versioned

MAX_LENGTH = 20_000


class Reflection(Versioned):
    """The private text of one person in one block, finished or half written."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    step_key = models.UUIDField(_("step"))
    block_id = models.UUIDField(_("block"))
    text = FreeTextField(_("text"), blank=True, max_length=MAX_LENGTH)
    updated_at = models.DateTimeField(_("saved"))

    objects = ReflectionQuerySet.as_manager()

    # Nothing in the admin may point here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("private reflection")
        verbose_name_plural = _("private reflections")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "step_key", "block_id"], name="courses_reflection_unique")
        ]

    def __str__(self) -> str:
        return f"reflection {self.pk}"
