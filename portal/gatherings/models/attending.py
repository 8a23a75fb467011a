"""Who came, what they need, and which letters they have had."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.gatherings.choices.seats import Attendances, NotedBy
from portal.gatherings.models.meetings import Gathering
from portal.gatherings.models.seats import Seat
from portal.security.modelfields import FreeTextField


class Presence(models.Model):
    """What came of a seat on the day of one meeting. No row: nobody has noted anything."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="presences")
    state = models.CharField(_("attendance"), max_length=10, choices=Attendances)
    noted_how = models.CharField(max_length=10, choices=NotedBy, default=NotedBy.HOST, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "seat"], name="gatherings_presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.state} of seat {self.seat_id} at {self.gathering_id}"


class Needs(models.Model):
    """What somebody needs to take part: diet and access. Special data: hosts alone read it, and it is deleted after.

    It tells of health or belief, so it hangs on the seat and nowhere else, is in no letter, list or export but the
    person's own, and goes when the last meeting has been (docs/data-classes.md).
    """

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, primary_key=True, related_name="needs")
    diet = FreeTextField(_("food"), blank=True, max_length=300)
    access = FreeTextField(_("access"), blank=True, max_length=300)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("needs of a participant")
        verbose_name_plural = _("needs of participants")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"needs of seat {self.seat_id}"


class SentLetter(models.Model):
    """That a seat has been written to about something. The row comes before the letter, so that none goes twice.

    `about` is what the letter said, with the meeting where it was about one of several: «invited», «remind-3 of 15»,
    «date-2 of 15» for whatever told of day and place (2 is the calendar's sequence; `Notice` keeps what they were).
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="letters")
    about = models.CharField(max_length=40)
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter to a participant")
        verbose_name_plural = _("letters to participants")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "about"], name="gatherings_letter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.about} to seat {self.seat_id}"
