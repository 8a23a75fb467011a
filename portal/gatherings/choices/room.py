"""What is asked and said in the room, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PulseQuestions(models.TextChoices):
    """What a pulse asks. Trust between those who meet is what much else rests on (S66, S70)."""

    TRUST = "trust", _("How safe do you feel with the others here?")
    USEFUL = "useful", _("How useful was this?")


#: Questions that everybody can answer in a sentence and without getting ready; it is always fine to pass.
PROMPTS_IN = (
    _("What do you hope to take with you when you leave today?"),
    _("What have you come from, and what do you need to put aside to be here?"),
    _("What has gone better than you thought since last time?"),
    _("Whom in this group have you learned something from?"),
    _("What did you try since last time, and what happened?"),
    _("What would those you work for want us to talk about today?"),
)
PROMPTS_OUT = (
    _("What do you do differently from tomorrow?"),
    _("What is one thing you now know about the others' work?"),
    _("Which new thought do you go home with?"),
    _("What will you tell a colleague about this?"),
    _("What should we do otherwise next time?"),
    _("How are you now, in one word?"),
)


class Whens(models.TextChoices):
    """When a material is of use."""

    BEFORE = "before", _("before the meeting")
    AFTER = "after", _("after the meeting")


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
