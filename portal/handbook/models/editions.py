"""What people have published and read. All hangs on the chapter's translation key, never on a page."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.handbook.choices import NoticeKind
from portal.handbook.domain.comparison import Para, Style
from portal.handbook.querysets import EditionQuerySet, ReceiptQuerySet
from portal.security.modelfields import FreeCharField, FreeJSONField, FreeTextField


class Edition(models.Model):
    """The words of one version of a chapter in one language, as they were published.

    The language of a chapter's first edition is its original; numbers rise there. A translation has the number of the
    version it was published under.
    """

    chapter_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=5)
    title = FreeCharField(_("title"), max_length=255)
    note = FreeTextField(_("what is new"), blank=True)
    paragraphs = FreeJSONField(_("text"), default=list)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of a chapter")
        verbose_name_plural = _("versions of chapters")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chapter_key", "number", "language"], name="handbook_one_edition")
        ]

    def __str__(self) -> str:
        return f"chapter {self.chapter_key} version {self.number} {self.language}"

    @property
    def text(self) -> list[Para]:
        """The paragraphs, for comparing."""
        return [Para(Style(style), words) for style, words in self.paragraphs]


class Receipt(models.Model):
    """Somebody has said, with a button, that they have read one version of a chapter."""

    chapter_key = models.UUIDField()
    number = models.PositiveIntegerField(_("version"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(_("when it was read"), default=timezone.now)

    objects = ReceiptQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading receipt")
        verbose_name_plural = _("reading receipts")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chapter_key", "number", "person"], name="handbook_one_receipt")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "chapter_key"])]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class RevisionNotice(models.Model):
    """That a letter about one revision date has been written; each kind once."""

    chapter_key = models.UUIDField()
    due_on = models.DateField(_("next revision"))
    kind = models.CharField(_("letter"), max_length=20, choices=NoticeKind)
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter about a revision")
        verbose_name_plural = _("letters about revisions")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chapter_key", "due_on", "kind"], name="handbook_one_notice")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
