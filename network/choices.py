"""What a network may be, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Access(models.TextChoices):
    """Who comes in. The page of a closed network is shown to its members only."""

    OPEN = "open", pgettext_lazy("network", "open: everybody with an account may join")
    INVITED = "invited", pgettext_lazy("network", "by invitation: the page is public, and one asks to join")
    CLOSED = "closed", pgettext_lazy("network", "closed: only members know of it, and those who lead it name them")


class Answer(models.TextChoices):
    """What became of a wish to join."""

    WAITING = "waiting", pgettext_lazy("wish to join", "waiting")
    YES = "yes", pgettext_lazy("wish to join", "yes")
    NO = "no", pgettext_lazy("wish to join", "no")


class When(models.TextChoices):
    """When a material is of use."""

    BEFORE = "before", _("before the meeting")
    AFTER = "after", _("after the meeting")
