"""Where the project stands: one row a sub-step, and the story of how it moved. The story is never erased."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kernel.choices import label_of
from portal.security.modelfields import FreeTextField
from portal.spaces.models import Versioned


class StepState(models.TextChoices):
    """The four states of a sub-step (S55, and «done before Varig» for who starts in the middle)."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("under way")
    DONE = "done", _("done")
    DONE_BEFORE = "done_before", _("done before Varig")


class SubStepState(Versioned):
    """The state of one sub-step of one project, with a note on what was done or found."""

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(_("sub-step"), max_length=60)
    state = models.CharField(_("state"), max_length=20, choices=StepState, default=StepState.NOT_STARTED)
    note = FreeTextField(_("note"), blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("state of a sub-step")
        verbose_name_plural = _("states of sub-steps")
        ordering: ClassVar = ["project", "key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "key"], name="improvement_substep_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.get_state_display()}"

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """The state in words."""
        return label_of(StepState, self.state)


class SubStepChange(models.Model):
    """One move of one sub-step: from, to, why, who, when."""

    project = models.ForeignKey("improvement.Project", on_delete=models.CASCADE, related_name="step_changes")
    key = models.CharField(_("sub-step"), max_length=60)
    from_state = models.CharField(max_length=20, choices=StepState)
    to_state = models.CharField(max_length=20, choices=StepState)
    reason = FreeTextField(_("reason"), blank=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of a sub-step")
        verbose_name_plural = _("changes of sub-steps")
        ordering: ClassVar = ["-when", "-pk"]
        indexes: ClassVar = [models.Index(fields=["project", "key"])]

    def __str__(self) -> str:
        return f"{self.key}: {self.from_state} → {self.to_state}"

    def get_from_state_display(self) -> str:  # type: ignore[no-redef]
        """The state it left, in words."""
        return label_of(StepState, self.from_state)

    def get_to_state_display(self) -> str:  # type: ignore[no-redef]
        """The state it came to, in words."""
        return label_of(StepState, self.to_state)
