"""A cohort: one run of a course, with its people, its meetings, and what follows."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.querysets import CohortQuerySet
from portal.accounts.models import Organisation
from portal.accounts.roles import Role
from portal.actions.models.base import language_in_use
from portal.gatherings.models import Gathering, Seat, Seating
from portal.security.modelfields import FreeCharField, FreeTextField
from portal.spaces.models import Space, Versioned


class Cohort(Versioned):
    """One run of a course. Its people are the seats of `seating`, which all of its meetings share.

    Facilitators are members of the space; participants are not, they hold a seat. How far it has come is not stored
    beyond when it was opened and closed: the rest follows from the days (`domain.cohorts.state_of`). `groups_json` is
    the division into groups that was kept: {"size", "seed", "groups": [[seat, …], …], "at"}.
    """

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="cohort")
    seating = models.OneToOneField(Seating, on_delete=models.CASCADE, related_name="cohort")
    course_key = models.UUIDField(_("course"), db_index=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("held by"), on_delete=models.PROTECT, related_name="cohorts_held"
    )
    title = FreeCharField(_("title"), max_length=160)
    expectations = FreeTextField(_("what is expected of those who take part"), blank=True, max_length=1500)
    backing = FreeTextField(_("what the leaders have said yes to"), blank=True, max_length=1000)
    peer_role = FreeTextField(_("what the peer consultant does"), blank=True, max_length=1000)
    groups_json = models.JSONField(default=dict, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    form_key = models.UUIDField(null=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CohortQuerySet.as_manager()

    # Nothing in the admin may point here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["created_by", "form_key"], name="courses_cohort_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("courses:cohort", args=[self.pk])

    @property
    def wants_peer(self) -> bool:
        """Whether a peer consultant must be there."""
        return Role.PEER_CONSULTANT in self.seating.needed_roles

    @property
    def needs_leader_yes(self) -> bool:
        """Whether those who sign up need a yes from their leader."""
        needs: bool = self.seating.needs_leader_yes
        return needs


class MadeUp(models.Model):
    """Somebody who missed a meeting has made up for it, and how: another date, a lesson, a conversation."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="made_up")
    how = FreeCharField(_("how"), max_length=300)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("missed meeting made up for")
        verbose_name_plural = _("missed meetings made up for")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "seat"], name="courses_madeup_once"),
        ]

    def __str__(self) -> str:
        return f"seat {self.seat_id} made up for {self.gathering_id}"


class ContactWish(models.Model):
    """Somebody wants to stand on the list of names and numbers that the group prints. No row: they do not."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, primary_key=True, related_name="contact_wish")
    phone = FreeCharField(_("phone"), max_length=40, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry in a contact list")
        verbose_name_plural = _("entries in contact lists")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"contact of seat {self.seat_id}"


class CohortLetter(models.Model):
    """That a facilitator has written to people of the cohort. The words stand in the letters alone.

    `form_key` makes a letter go once, however often its button is pressed.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="letters")
    form_key = models.UUIDField(unique=True, editable=False)
    number = models.PositiveIntegerField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter to a cohort")
        verbose_name_plural = _("letters to cohorts")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"letter {self.pk} to {self.number} of cohort {self.cohort_id}"


class FollowUp(models.Model):
    """What somebody says weeks and months after the last meeting: what held, and what did not.

    `shared` is their own choice: the facilitators read it only then. Without it nobody but the writer does.
    """

    class When(models.TextChoices):
        """How long after the last meeting (domain.followups)."""

        SIX_WEEKS = "6w", _("six weeks after")
        THREE_MONTHS = "3m", _("three months after")
        SIX_MONTHS = "6m", _("six months after")
        A_YEAR = "12m", _("a year after")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="follow_ups")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="follow_ups")
    when = models.CharField(max_length=5, choices=When)
    held = FreeTextField(_("what has held"), blank=True, max_length=2000)
    slipped = FreeTextField(_("what has not"), blank=True, max_length=2000)
    shared = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "when"], name="courses_followup_once"),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.when} of seat {self.seat_id}"
