"""Fixed choices of this room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.handbook.domain.revision import Notice


class Access(models.TextChoices):
    """Who may read a handbook."""

    PUBLIC = "public", _("everybody, also team members outside the organisation")
    MEMBERS = "members", _("only those who belong to the organisation")


class NoticeKind(models.TextChoices):
    """Letters about a revision."""

    MONTH_BEFORE = Notice.MONTH_BEFORE.value, _("a month before")
    ON_THE_DAY = Notice.ON_THE_DAY.value, _("on the day")
