"""Spaces that belong to a person or to an organisation. Projects, cohorts and networks point to theirs themselves."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation
from portal.spaces.models.spaces import Space, SpaceKind


class PersonSpace(models.Model):
    """Somebody's own room: nobody else comes in."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, primary_key=True, related_name="of_person")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_space")

    class Meta:
        verbose_name = _("own space")
        verbose_name_plural = _("own spaces")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"space of person {self.person_id}"


class OrganisationSpace(models.Model):
    """An organisation's room: those who belong to it today come in, with the roles they hold there."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, primary_key=True, related_name="of_organisation")
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="own_space")

    class Meta:
        verbose_name = _("space of an organisation")
        verbose_name_plural = _("spaces of organisations")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"space of organisation {self.organisation_id}"


def organisation_of(space: Space) -> Organisation | None:
    """Return the organisation whose own room the space is; None for every other kind of space."""
    if space.kind != SpaceKind.ORGANISATION:
        return None
    owner = OrganisationSpace.objects.select_related("organisation").filter(space=space).first()
    return owner.organisation if owner is not None else None
