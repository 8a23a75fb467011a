"""A space: where people with roles do things. Projects, cohorts, networks, organisations and persons each own one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.kernel.choices import label_of
from portal.spaces.querysets import SpaceMemberQuerySet, SpaceQuerySet


class SpaceKind(models.TextChoices):
    """What owns the space."""

    PROJECT = "project", _("project")
    COHORT = "cohort", _("cohort")
    NETWORK = "network", _("network")
    ORGANISATION = "organisation", _("organisation")
    PERSON = "person", _("person")


class Space(models.Model):
    """Hangs together everything shared: worksheets, gatherings, actions, comments, audit. The owner points here."""

    kind = models.CharField(_("kind"), max_length=20, choices=SpaceKind)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class SpaceMember(models.Model):
    """A person in a space with a role and a period; `acting_for` says on whose behalf. `ends_on` is the last day."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="space_memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    acting_for = models.ForeignKey(
        "accounts.Organisation", verbose_name=_("acts for"), on_delete=models.PROTECT, null=True, blank=True
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("to and including"), null=True, blank=True)
    taken_over_from = models.ForeignKey(
        "accounts.User",
        verbose_name=_("taken over from"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = SpaceMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a space")
        verbose_name_plural = _("members of spaces")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "person", "role"],
                condition=Q(ends_on__isnull=True),
                name="spaces_member_one_open",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "space"])]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()}"

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        """The role in words."""
        return label_of(Role, self.role)
