"""Planning several meetings at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.actions.forms import DayField
from portal.gatherings.choices.room import Rhythms
from portal.gatherings.domain.series import MOST
from portal.gatherings.forms.base import ClockField, OnceForm, ShortForm
from portal.gatherings.models import Gathering
from portal.kernel.clock import to_oslo


class SeriesForm(OnceForm):
    """How many more, and how often."""

    #: The day that the days are counted from: a form that is sent twice means the days it showed.
    first = forms.DateField(widget=forms.HiddenInput)
    count = forms.IntegerField(
        label=_("How many more meetings?"),
        min_value=1,
        max_value=MOST,
        initial=5,
        error_messages={
            "required": _("Write how many meetings."),
            "invalid": _("Write the number as a whole number."),
        },
    )
    rhythm = forms.ChoiceField(label=_("How often?"), choices=Rhythms.choices, initial=Rhythms.WEEK_4)
    same_people = forms.BooleanField(
        label=_("The same people come to all of them"),
        required=False,
        help_text=_("They share the list of participants: whoever answers, answers for all."),
    )

    def __init__(self, *args: Any, with_people: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_people:
            del self.fields["same_people"]


class MoveForm(ShortForm):
    """Where a meeting of a series is moved, with those after it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    day = DayField(label=_("New day"), required=True, error_messages={"required": _("Choose the day.")})
    at = ClockField(label=_("New time"), error_messages={"required": _("Write when it begins.")})

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        begins = to_oslo(gathering.starts_at)
        start = {"version": gathering.version, "day": begins.date(), "at": begins.time()}
        super().__init__(*args, initial=start, auto_id="move_%s", **kwargs)
