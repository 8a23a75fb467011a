"""Proof that somebody completed a module."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.querysets import CertificateQuerySet
from portal.security.modelfields import FreeCharField


class Certificate(models.Model):
    """One person's certificate for one module, as it was on the day.

    Titles and text are snapshots in all languages: a page that is renamed later changes no certificate.
    """

    code = models.CharField(_("code"), max_length=19, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    subject_key = models.UUIDField(_("module"), editable=False)
    course_key = models.UUIDField(_("course"), editable=False)
    name = FreeCharField(_("name on the certificate"), max_length=150)
    titles = models.JSONField(_("titles"), default=dict)
    course_titles = models.JSONField(_("titles of the course"), default=dict)
    texts = models.JSONField(_("texts"), default=dict)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    language = models.CharField(_("language"), max_length=5)
    issued_at = models.DateTimeField(_("issued"))

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "subject_key"], name="courses_certificate_unique")
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"
