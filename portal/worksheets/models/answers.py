"""What is written in a sheet that people fill in together: a row a question, each with its own version."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.security.modelfields import FreeJSONField, FreeTextField
from portal.spaces.models import Versioned
from portal.worksheets.models.worksheets import Worksheet


class Answer(Versioned):
    """The answer to one question. `part` is the id of the question in the snapshot; `value` as domain/answers.py says.

    Two people who write in different questions never meet; two in the same are told (`save_version`).
    """

    worksheet = models.ForeignKey(Worksheet, on_delete=models.CASCADE, related_name="answers")
    part = models.CharField(_("question"), max_length=36)
    value = FreeJSONField(_("answer"), null=True)
    comment = FreeTextField(_("comment"), blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("saved"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        default_permissions: ClassVar = []
        constraints: ClassVar = [models.UniqueConstraint(fields=["worksheet", "part"], name="worksheets_one_answer")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerRevision(models.Model):
    """An answer that was written over: kept, so that nothing is lost when several people write."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    value = FreeJSONField(null=True)
    comment = FreeTextField(blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("earlier answer")
        verbose_name_plural = _("earlier answers")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "version"], name="worksheets_one_revision_a_version")
        ]

    def __str__(self) -> str:
        return f"answer {self.answer_id} version {self.version}"
