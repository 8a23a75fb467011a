"""Who can affect the project, is affected by it, or believes that they will be (S57)."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from improvement.models.entries import Entry
from portal.security.modelfields import FreeCharField, FreeTextField

SCALE = (1, 5)
"""Influence and interest: from very little to very much."""


class StakeholderGroup(models.TextChoices):
    """The four groups of a stakeholder analysis (S57)."""

    TARGET = "target", _("primary target group")
    CONTRIBUTOR = "contributor", _("contributors")
    DECIDER = "decider", _("decision-makers")
    INFLUENCER = "influencer", _("influencers")


class Place(models.TextChoices):
    """Whether somebody belongs to the organisations that run the project."""

    INTERNAL = "internal", pgettext_lazy("a stakeholder", "internal")
    EXTERNAL = "external", pgettext_lazy("a stakeholder", "external")


class Attitude(models.TextChoices):
    """How somebody stands to the change, from against to driving it."""

    AGAINST = "against", _("works against it")
    SCEPTICAL = "sceptical", _("is sceptical")
    NEUTRAL = "neutral", _("is neutral")
    SUPPORTIVE = "supportive", _("supports it")
    DRIVING = "driving", _("drives it forward")


class Stakeholder(Entry):
    """A person, role or group with a stake. A row with a name alone may be saved; what is missing is said."""

    slug = "interessenter"

    name = FreeCharField(_("name or role"), max_length=150)
    organisation = FreeCharField(_("organisation"), max_length=150, blank=True)
    group = models.CharField(_("group"), max_length=12, choices=StakeholderGroup, blank=True)
    place = models.CharField(_("internal or external"), max_length=10, choices=Place, blank=True)
    influence = models.PositiveSmallIntegerField(
        _("influence"), null=True, blank=True, validators=[MinValueValidator(SCALE[0]), MaxValueValidator(SCALE[1])]
    )
    interest = models.PositiveSmallIntegerField(
        _("interest"), null=True, blank=True, validators=[MinValueValidator(SCALE[0]), MaxValueValidator(SCALE[1])]
    )
    attitude_now = models.CharField(_("attitude now"), max_length=12, choices=Attitude, blank=True)
    attitude_wanted = models.CharField(_("attitude wanted"), max_length=12, choices=Attitude, blank=True)
    stake = FreeTextField(_("what they gain or lose"), blank=True)
    needs_to_know = FreeTextField(_("what they need to know"), blank=True)
    approach = FreeTextField(_("what we do about it"), blank=True)
    responsible = FreeCharField(_("who does it"), max_length=150, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(influence__isnull=True) | Q(influence__range=SCALE))
                & (Q(interest__isnull=True) | Q(interest__range=SCALE)),
                name="improvement_stakeholder_scale",
            )
        ]

    def __str__(self) -> str:
        return self.name
