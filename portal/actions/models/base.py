"""What actions and decisions have in common: the space, where they came from, who wrote them and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.actions.origins import ID_LENGTH, KIND_LENGTH, LABEL_LENGTH, URL_LENGTH, Origin
from portal.security.modelfields import FreeCharField
from portal.spaces.models import Space, Versioned


def language_in_use() -> str:
    """The language that the person reads the portal in: most likely the one they write in too."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Agreed(Versioned):
    """Something that people in a space have agreed on.

    `form_key` makes a form count once, however often it is sent. `language` is the one it was written in.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    origin_kind = models.CharField(max_length=KIND_LENGTH, blank=True, editable=False)
    origin_id = models.CharField(max_length=ID_LENGTH, blank=True, editable=False)
    origin_label = FreeCharField(_("where it came from"), max_length=LABEL_LENGTH, blank=True, editable=False)
    origin_url = models.CharField(max_length=URL_LENGTH, blank=True, editable=False)
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

    # Nothing in the admin may point here.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        default_permissions: ClassVar = []

    @property
    def origin(self) -> Origin | None:
        """Where it came from, if that is known."""
        if not self.origin_kind:
            return None
        return Origin(self.origin_kind, self.origin_id, self.origin_label, self.origin_url)
