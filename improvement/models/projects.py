"""The project: one improvement, in a space of its own, for one or several organisations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from improvement.querysets import ProjectQuerySet
from portal.security.modelfields import FreeCharField, FreeTextField
from portal.spaces.models import Versioned

DEFAULT_PROCESS = "quality_improvement"


def language_in_use() -> str:
    """The language that the person reads the portal in: most likely the one they write in too."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Project(Versioned):
    """One improvement. Members, archiving and audit hang on its space; which steps it has on its process.

    `language` is the one its texts are written in, so that they can be marked for who reads the portal in another.
    """

    space = models.OneToOneField("spaces.Space", on_delete=models.CASCADE, related_name="project")
    title = FreeCharField(_("title"), max_length=160)
    summary = FreeTextField(_("what the project wants, in short"), blank=True)
    background = FreeTextField(_("background"), blank=True)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, db_default="nb")
    process = models.CharField(_("process"), max_length=40, default=DEFAULT_PROCESS, editable=False)
    process_version = models.PositiveSmallIntegerField(default=1, editable=False)
    organisations = models.ManyToManyField(
        "accounts.Organisation", through="improvement.ProjectOrganisation", related_name="projects"
    )
    terms = models.ManyToManyField("cms.Term", verbose_name=_("region and target group"), blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    # Rises with every change inside the project too: the freshness that a leader sees.
    changed_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    demo_key = models.SlugField(max_length=60, blank=True, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The overview."""
        return reverse("improvement:project", args=[self.pk])

    @property
    def is_archived(self) -> bool:
        """An archived project is read, not written."""
        return self.space.archived_at is not None


class ProjectOrganisation(models.Model):
    """An organisation that takes part. One of them is the main one: it owns the project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="project_organisations")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    is_main = models.BooleanField(_("main organisation"), default=False)

    class Meta:
        verbose_name = _("organisation in a project")
        verbose_name_plural = _("organisations in projects")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "organisation"], name="improvement_projectorg_once"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(is_main=True), name="improvement_projectorg_one_main"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
