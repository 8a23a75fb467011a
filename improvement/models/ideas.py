"""From the aim through its drivers to ideas for change: the driver diagram and the idea board (S61)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from improvement.models.entries import Entry
from portal.security.modelfields import FreeCharField, FreeTextField

SCALE = (1, 5)
"""Effect and effort: from very little to very much."""


class Driver(Entry):
    """What has to be in place for the aim. One without a parent is a primary driver; what hangs on it is secondary."""

    slug = "drivere"

    what = FreeCharField(_("what has to be in place"), max_length=200)
    goal = models.ForeignKey(
        "improvement.Goal", verbose_name=_("aim"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("hangs on"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta(Entry.Meta):
        verbose_name = _("driver")
        verbose_name_plural = _("driver diagram")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")), name="improvement_driver_not_itself"
            )
        ]

    def __str__(self) -> str:
        return self.what


class Idea(Entry):
    """A change that could be tried."""

    slug = "ideer"

    what = FreeCharField(_("the idea"), max_length=200)
    text = FreeTextField(_("what we would do"), blank=True)
    source = FreeCharField(_("where it comes from"), max_length=200, blank=True)
    from_users = models.BooleanField(_("comes from users"), default=False, db_default=False)
    driver = models.ForeignKey(
        Driver, verbose_name=_("works on"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    effect = models.PositiveSmallIntegerField(
        _("effect"), null=True, blank=True, validators=[MinValueValidator(SCALE[0]), MaxValueValidator(SCALE[1])]
    )
    effort = models.PositiveSmallIntegerField(
        _("effort"), null=True, blank=True, validators=[MinValueValidator(SCALE[0]), MaxValueValidator(SCALE[1])]
    )

    class Meta(Entry.Meta):
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(effect__isnull=True) | Q(effect__range=SCALE))
                & (Q(effort__isnull=True) | Q(effort__range=SCALE)),
                name="improvement_idea_scale",
            )
        ]

    def __str__(self) -> str:
        return self.what


class IdeaVote(models.Model):
    """That somebody has voted for an idea. One vote each; it can be taken back."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    voted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vote for an idea")
        verbose_name_plural = _("votes for ideas")
        default_permissions: ClassVar = []
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "person"], name="improvement_idea_vote_once")]

    def __str__(self) -> str:
        return f"vote for {self.idea_id}"
