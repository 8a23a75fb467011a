"""Film and sound, with what makes them reachable for all: captions, a transcript and chapters in each language."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from portal.assets.choices import Consent
from portal.assets.services import consent, webvtt
from portal.assets.services.checks import film_problem
from portal.security.modelfields import FreeCharField, FreeTextField

KINDS = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}
"""The files that are taken, and what browsers are told they are."""
VTT_PROBLEMS = {
    "header": _("Captions begin with a line that says WEBVTT."),
    "cues": _("Captions need lines like “00:01.000 --> 00:04.000” with the text below."),
    "order": _("The times of the captions must go forwards, and each must end after it begins."),
}


class Film(ClusterableModel):
    """A film or a sound. Without captions in some language, or consent of those in it, it is not shown to anybody."""

    title = FreeCharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to="films", help_text=_("MP4 or WebM; sound as MP3, M4A, OGG or WAV."))
    duration = models.PositiveIntegerField(_("length in seconds"))
    width = models.PositiveIntegerField(_("width"), default=1280)
    height = models.PositiveIntegerField(_("height"), default=720)
    silent = models.BooleanField(
        _("without sound"), default=False, help_text=_("Said beside it, so that nobody searches for the volume.")
    )
    poster = models.ForeignKey(
        "assets.PortalImage",
        verbose_name=_("picture before it starts"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    own_work = models.BooleanField(
        _("made by ourselves"), default=False, help_text=_("Then credit and licence may be left empty.")
    )
    credit = FreeCharField(_("credit"), max_length=200, blank=True)
    licence = FreeCharField(_("licence"), max_length=120, blank=True)
    consent = models.CharField(
        _("consent"), max_length=20, choices=Consent, default=Consent.NOT_NEEDED, db_default=Consent.NOT_NEEDED
    )
    consent_expires_on = models.DateField(
        _("consent to and including"),
        null=True,
        blank=True,
        help_text=_("The last day it may be shown; after it the film is no longer shown."),
    )

    panels: ClassVar = [
        FieldPanel("title"),
        FieldPanel("file"),
        MultiFieldPanel(
            [FieldPanel("duration"), FieldPanel("width"), FieldPanel("height"), FieldPanel("silent")],
            heading=_("Length and size"),
        ),
        FieldPanel("poster"),
        InlinePanel("texts", label=_("captions and transcript"), min_num=1),
        MultiFieldPanel(
            [FieldPanel("own_work"), FieldPanel("credit"), FieldPanel("licence")], heading=_("Who made it")
        ),
        MultiFieldPanel(
            [FieldPanel("consent"), FieldPanel("consent_expires_on")], heading=_("Those who are seen or heard in it")
        ),
    ]

    class Meta:
        verbose_name = _("film or sound")
        verbose_name_plural = _("films and sounds")

    def __str__(self) -> str:
        return self.title

    @property
    def content_type(self) -> str:
        """What browsers are told the file is."""
        return KINDS.get(str(self.file.name).rsplit(".", 1)[-1].lower(), "application/octet-stream")

    @property
    def is_sound(self) -> bool:
        """Sound without pictures."""
        return self.content_type.startswith("audio/")

    @property
    def url(self) -> str:
        """Where the file is read, whole or in parts."""
        return reverse("film", args=[self.pk])

    @property
    def length(self) -> str:
        """The length as people read it."""
        return webvtt.clock(self.duration)

    def may_be_shown(self, on: date | None = None) -> bool:
        """Say whether consent holds on the day (today unless told)."""
        return consent.holds(self.consent, self.consent_expires_on, on)

    def clean(self) -> None:
        """Look at the file, ask for who made it, and for how long it may be shown."""
        problems: dict[str, Any] = {}
        if self.file and not getattr(self.file, "_committed", True):
            problem = film_problem(self.file.name or "", self.file.file)
            if problem:
                problems["file"] = problem
        if not self.own_work and not (self.credit and self.licence):
            problems["credit"] = _("Say who made it and how it may be used, or that you made it yourselves.")
        problems |= consent.problems(self.consent, self.consent_expires_on)
        if problems:
            raise ValidationError(problems)


class FilmText(Orderable):
    """What is said and shown in a film, in one language."""

    film = ParentalKey(Film, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = FreeCharField(
        _("title"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("In this language. Without it, the title above is used."),
    )
    captions = FreeTextField(_("captions"), help_text=_("WebVTT, as a caption program saves it."))
    transcript = FreeTextField(
        _("transcript"),
        help_text=_("What is said, and what is shown where it matters. Read by those who cannot see it."),
    )
    chapters = FreeTextField(
        _("chapters"), blank=True, help_text=_("One a line: the time and a title, for example “1:05 In the meeting”.")
    )

    panels: ClassVar = [
        FieldPanel("language"),
        FieldPanel("title"),
        FieldPanel("captions"),
        FieldPanel("transcript"),
        FieldPanel("chapters"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("captions and transcript")
        verbose_name_plural = _("captions and transcripts")
        constraints: ClassVar = [models.UniqueConstraint(fields=["film", "language"], name="assets_filmtext_unique")]

    def __str__(self) -> str:
        return f"{self.film_id} {self.language}"

    @property
    def chapter_list(self) -> list[webvtt.Chapter]:
        """The chapters in order."""
        return webvtt.chapters_of(self.chapters)

    def clean(self) -> None:
        """Captions and chapters must be readable by a browser."""
        problems: dict[str, Any] = {}
        problem = webvtt.captions_problem(self.captions)
        if problem:
            problems["captions"] = VTT_PROBLEMS[problem]
        try:
            webvtt.chapters_of(self.chapters)
        except ValueError as error:
            problems["chapters"] = _("“%(line)s” has no time at its beginning, like 1:05.") % {"line": error}
        if problems:
            raise ValidationError(problems)
