"""What is chosen about pictures and films."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Consent(models.TextChoices):
    """Whether the people in it have agreed to it being shown."""

    NOT_NEEDED = "not_needed", _("nobody can be recognised")
    GIVEN = "given", _("given in writing")
    GIVEN_FOR_GOOD = "given_for_good", _("given in writing, with no end")
    WITHDRAWN = "withdrawn", _("withdrawn")
