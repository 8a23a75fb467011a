"""Who belongs where, as what, from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.querysets import MembershipQuerySet
from portal.accounts.roles import Role
from portal.kernel.choices import label_of


class EndReason(models.TextChoices):
    """Why a membership ended. A code, never a text about a person."""

    CHANGED_JOB = "changed_job", _("has a new job")
    CHANGED_ROLE = "changed_role", _("has another role here")
    LEAVE = "leave", _("on leave")
    RETIRED = "retired", _("retired")
    MISTAKE = "mistake", _("was added by mistake")
    OWN_WISH = "own_wish", _("wished to leave")
    OTHER = "other", _("another reason")


class Membership(models.Model):
    """One hat: a person in an organisation with a role and a period. `ends_on` is the last day it holds."""

    person = models.ForeignKey(
        "accounts.User", verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("to and including"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = ["organisation__name", "role"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="accounts_membership_period"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ends_on__isnull=True),
                name="accounts_membership_one_open",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "role"])]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()}, {self.organisation}"

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        """The role in words."""
        return label_of(Role, self.role)

    @property
    def is_current(self) -> bool:
        """Whether it holds today."""
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)

    def clean(self) -> None:
        """Say in words what the database constraint would refuse."""
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day cannot come before the first.")})
