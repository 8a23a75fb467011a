"""What people write on notes in a meeting, and the groups they sort them into."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.actions.models.base import language_in_use
from portal.gatherings.models.meetings import Gathering
from portal.security.modelfields import FreeCharField, FreeTextField


class NoteBoard(models.Model):
    """The wall of one meeting. Its row is the lock of every change, and `version` tells the others that one was made.

    `is_open`: those who take part write and sort. `carried` is what was last put into the minutes, so that carrying it
    over once more puts the new in place of the old.
    """

    gathering = models.OneToOneField(
        Gathering, on_delete=models.CASCADE, primary_key=True, related_name="note_board", editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    is_open = models.BooleanField(default=True, editable=False)
    carried = FreeTextField(blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wall of notes")
        verbose_name_plural = _("walls of notes")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"notes of meeting {self.gathering_id}"


class Cluster(models.Model):
    """A named group of notes."""

    board = models.ForeignKey(NoteBoard, on_delete=models.CASCADE, related_name="clusters")
    title = FreeCharField(_("name of the group"), max_length=120)
    place = models.PositiveIntegerField(default=0, editable=False)
    form_key = models.UUIDField(unique=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("group of notes")
        verbose_name_plural = _("groups of notes")
        default_permissions: ClassVar = []
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    """One note. Who wrote it is not shown; it is kept so that the writer can take it away again.

    `form_key` and `line` make a form count once, also when its lines became several notes.
    """

    board = models.ForeignKey(NoteBoard, on_delete=models.CASCADE, related_name="notes")
    cluster = models.ForeignKey(Cluster, on_delete=models.SET_NULL, null=True, blank=True, related_name="notes")
    text = FreeCharField(_("text of the note"), max_length=280)
    place = models.PositiveIntegerField(default=0, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    line = models.PositiveSmallIntegerField(default=0, editable=False)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note from a meeting")
        verbose_name_plural = _("notes from meetings")
        default_permissions: ClassVar = []
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form_key", "line"], name="gatherings_note_once"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk} of meeting {self.board_id}"
