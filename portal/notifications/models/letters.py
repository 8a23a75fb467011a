"""Letters on their way out: stored in the sender's transaction, sent afterwards; a dead mail server stops nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long to wait before each new try, in minutes; after the last the letter is given up and shown to administrators.
RETRY_MINUTES = (1, 5, 15, 60, 240, 720)
CALENDAR_FILE = "mote.ics"
_METHOD = re.compile(r"\ABEGIN:VCALENDAR\b.*?^METHOD:([A-Z]+)\s*$", re.DOTALL | re.MULTILINE)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Reads of letters."""

    def due(self) -> LetterQuerySet:
        """Not sent, not given up, and time to try."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True, next_try_at__lte=timezone.now())


class Letter(models.Model):
    """One letter to one person. Deleted some days after it was sent (docs/operations.md).

    `html` is the same as the text, for those who read it so.
    `calendar` is the entry that the letter tells of (RFC 5545); it goes as a file.
    """

    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True, default="", db_default="")
    sender = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["sent_at", "next_try_at"])]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} {self.recipient}"

    @property
    def calendar_method(self) -> str:
        """What the calendar entry asks for (iTIP, RFC 5546: REQUEST, CANCEL, PUBLISH); empty for a letter without."""
        found = _METHOD.match(self.calendar)
        return found[1] if found else ""

    def failed(self) -> None:
        """Note a failed try and when to try again."""
        self.attempts += 1
        if self.attempts > len(RETRY_MINUTES):
            self.given_up_at = timezone.now()
        else:
            self.next_try_at = timezone.now() + timedelta(minutes=RETRY_MINUTES[self.attempts - 1])
        self.save(update_fields=["attempts", "next_try_at", "given_up_at"])
