"""Organisations as a tree: a kommune with its services, a helseforetak with its clinics, NAV, USHT, InnoMed."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.querysets import OrganisationQuerySet
from portal.kernel.regions import REGION_NAMES, HealthRegion
from portal.security.modelfields import FreeCharField


class OrganisationKind(models.TextChoices):
    """What an organisation is, in the field's own words."""

    KOMMUNE = "kommune", _("municipality (kommune)")
    SERVICE = "service", _("service or unit")
    HEALTH_TRUST = "helseforetak", _("hospital trust (helseforetak)")
    REGIONAL_HEALTH = "rhf", _("regional health authority (RHF)")
    HELSEFELLESSKAP = "helsefellesskap", _("health partnership (helsefellesskap)")
    NAV = "nav", "NAV"
    USHT = "usht", "USHT"
    INNOMED = "innomed", "InnoMed"
    COUNTY_GOVERNOR = "statsforvalter", _("county governor (Statsforvalteren)")
    DIRECTORATE = "directorate", _("directorate")
    RESEARCH = "research", _("research or education")
    USER_ORGANISATION = "user_organisation", _("user organisation or voluntary body")
    OTHER = "other", _("other")


class Organisation(models.Model):
    """An organisation or a part of one."""

    name = FreeCharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    region = models.CharField(
        _("region"),
        max_length=20,
        blank=True,
        choices=[(region.value, REGION_NAMES[region]) for region in HealthRegion],
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    language = models.CharField(
        _("language of letters"),
        max_length=5,
        default="nb",
        help_text=_("Used for invitations to people who have not chosen a language themselves"),
    )
    is_demo = models.BooleanField(_("made by the demo"), default=False, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def line(self) -> list[Organisation]:
        """Return the organisation and everything it is part of, nearest first. A circle ends the walk."""
        found: list[Organisation] = [self]
        above = self.parent
        while above is not None and above not in found:
            found.append(above)
            above = above.parent
        return found

    def clean(self) -> None:
        """Refuse a circle: no organisation may be part of itself, however far up."""
        if self.pk is None or self.parent is None:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": _("An organisation cannot be part of itself.")})
        if any(above.pk == self.pk for above in self.parent.line()):
            words = {"parent": self.parent.name, "name": self.name}
            message = _("%(parent)s is part of %(name)s already, so it cannot be the other way round as well.")
            raise ValidationError({"parent": message % words})
