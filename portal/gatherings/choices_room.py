"""What is asked and said in the room, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PulseQuestions(models.TextChoices):
    """What a pulse asks. Trust between those who meet is what much else rests on (S66, S70)."""

    TRUST = "trust", _("How safe do you feel with the others here?")
    USEFUL = "useful", _("How useful was this?")


#: What the lowest and the highest step of each question mean.
PULSE_ENDS = {
    PulseQuestions.TRUST: (_("not safe"), _("very safe")),
    PulseQuestions.USEFUL: (_("not useful"), _("very useful")),
}
