"""An action: what, who, by when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.actions.models.base import Agreed
from portal.actions.querysets import ActionQuerySet
from portal.security.modelfields import FreeCharField, FreeTextField


class Action(Agreed):
    """Something that somebody is to do. It is open until it is done, or dropped with a reason.

    `responsible_text` is a role or a person without an account; never somebody who gets help. `due` is the last day on
    which it is in time, as a Norwegian calendar day.
    """

    what = FreeCharField(_("what is to be done"), max_length=300)
    details = FreeTextField(_("details"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who does it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    responsible_text = FreeCharField(_("role, or somebody without an account"), max_length=200, blank=True)
    due = models.DateField(_("by"), null=True, blank=True)
    # The day that a letter has been written about: another day gets another letter.
    reminded_of = models.DateField(_("reminded of"), null=True, blank=True, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True, editable=False)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    dropped_reason = FreeCharField(_("why it is not to be done"), max_length=300, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta(Agreed.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes: ClassVar = [
            models.Index(fields=["space", "done_at", "due"]),
            models.Index(fields=["responsible", "done_at", "due"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "origin_kind", "origin_id"],
                condition=~Q(origin_kind=""),
                name="actions_action_once_an_origin",
            ),
            models.UniqueConstraint(fields=["created_by", "form_key"], name="actions_action_once_a_form"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True), name="actions_action_done_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Where it is read and changed."""
        return reverse("actions:action", args=[self.space_id, self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.done_at is None and self.dropped_at is None
