"""What stays with a meeting: material before and after, the recording while it may be kept, and how it was rated."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actions.models.base import language_in_use
from portal.gatherings.choices.room import Whens
from portal.gatherings.models.meetings import Gathering
from portal.gatherings.models.seats import Seat
from portal.security.modelfields import FreeCharField
from portal.spaces.models import Versioned
from portal.worksheets.models import Seat as RatersSeat
from portal.worksheets.models import Worksheet

FOLDER = "materials/"
"""Where files of meetings lie. No address leads to the folder; each is handed out to those who may read it."""


def place_of_file(material: MeetingMaterial, name: str) -> str:
    """Return where a new file is kept: under a name that says nothing of what it holds, or of who sent it."""
    return f"{FOLDER}{uuid.uuid4().hex}"


class MeetingMaterial(models.Model):
    """Something to read before the meeting or to have after it: a title with an address or a file.

    Seen by those who take part. Of the file's own name only the `kind` is kept (`pdf`, `docx` …); `size` is in bytes.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="materials")
    when = models.CharField(_("when it is of use"), max_length=10, choices=Whens, default=Whens.BEFORE)
    title = FreeCharField(_("title"), max_length=200)
    address = models.URLField(_("address"), max_length=500, blank=True)
    file = models.FileField(
        _("file"), upload_to=place_of_file, max_length=100, blank=True, default="", db_default="", editable=False
    )
    kind = models.CharField(_("kind of file"), max_length=5, blank=True, default="", db_default="", editable=False)
    size = models.PositiveIntegerField(_("size"), default=0, db_default=0, editable=False)
    form_key = models.UUIDField(unique=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("material of a meeting")
        verbose_name_plural = _("materials of meetings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return self.title


class Recording(Versioned):
    """Where the recording lies, and until when. Whoever saves it says that those who are heard have said yes.

    After `until` nobody sees the address, and the night after it is gone (`services/aftermath.py`).
    """

    gathering = models.OneToOneField(
        Gathering, on_delete=models.CASCADE, primary_key=True, related_name="recording", editable=False
    )
    address = models.URLField(_("address of the recording"), max_length=500)
    until = models.DateField(_("may be seen until"))
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("recording of a meeting")
        verbose_name_plural = _("recordings of meetings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"recording of meeting {self.gathering_id}"


class Evaluation(models.Model):
    """The sheet on which a meeting is rated. The sheet knows its space only; which meeting it is about stands here."""

    gathering = models.OneToOneField(
        Gathering, on_delete=models.CASCADE, primary_key=True, related_name="evaluation", editable=False
    )
    worksheet = models.OneToOneField(Worksheet, on_delete=models.CASCADE, related_name="+", editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("evaluation of a meeting")
        verbose_name_plural = _("evaluations of meetings")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"evaluation of meeting {self.gathering_id}"


class RatingPlace(models.Model):
    """Where somebody who is asked to the meeting, and does not come in to its space, rates it: one place a seat.

    What they answer shares no key with it; that they have answered is kept by day, as for everybody who rates.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="places", editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+", editable=False)
    place = models.OneToOneField(RatersSeat, on_delete=models.CASCADE, related_name="+", editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("place to rate a meeting")
        verbose_name_plural = _("places to rate meetings")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "seat"], name="gatherings_one_rating_a_seat"),
        ]

    def __str__(self) -> str:
        return f"rating by seat {self.seat_id}"
