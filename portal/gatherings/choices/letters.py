"""The kinds of letters that can be read before they go."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """What a letter is about, as it stands in the address, and in words."""

    CHANGE = "endring", _("Letters about the change")
    INVITATION = "invitasjon", _("Invitations")
    LEADER = "leder", _("Letters to leaders")
    CONTACT = "kontakt", _("Letters to contacts who name people")
    DEPUTY = "varakontakt", _("Letters to deputy contacts")
    REMINDER = "paminnelse", _("Reminders")
    ASK_AGAIN = "purring", _("Letters that ask once more")
