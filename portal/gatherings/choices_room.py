"""What is asked and said in the room, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PulseQuestions(models.TextChoices):
    """What a pulse asks. Trust between those who meet is what much else rests on (S66, S70)."""

    TRUST = "trust", _("How safe do you feel with the others here?")
    USEFUL = "useful", _("How useful was this?")


class Rhythms(models.TextChoices):
    """The rhythms of `domain.series.Rhythm`, in words."""

    WEEK_1 = "1", _("every week")
    WEEK_2 = "2", _("every second week")
    WEEK_3 = "3", _("every third week")
    WEEK_4 = "4", _("every fourth week")
    MONTH = "month", _("every month, on the same weekday")


class Holidays(models.TextChoices):
    """Public holidays, in words."""

    NEW_YEAR = "new_year", _("New Year's Day")
    MAUNDY_THURSDAY = "maundy_thursday", _("Maundy Thursday")
    GOOD_FRIDAY = "good_friday", _("Good Friday")
    EASTER_SUNDAY = "easter_sunday", _("Easter Sunday")
    EASTER_MONDAY = "easter_monday", _("Easter Monday")
    LABOUR_DAY = "labour_day", _("1 May")
    CONSTITUTION_DAY = "constitution_day", _("17 May")
    ASCENSION_DAY = "ascension_day", _("Ascension Day")
    WHIT_SUNDAY = "whit_sunday", _("Whit Sunday")
    WHIT_MONDAY = "whit_monday", _("Whit Monday")
    CHRISTMAS_DAY = "christmas_day", _("Christmas Day")
    BOXING_DAY = "boxing_day", _("Boxing Day")


#: What the lowest and the highest step of each question mean.
PULSE_ENDS = {
    PulseQuestions.TRUST: (_("not safe"), _("very safe")),
    PulseQuestions.USEFUL: (_("not useful"), _("very useful")),
}
