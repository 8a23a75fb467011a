"""When, where and why people meet, and why not after all."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actions.forms import DayField, SharedForm
from portal.gatherings.choices.meetings import Form, GatheringKind, Stage
from portal.gatherings.domain.agenda import LONGEST
from portal.gatherings.forms.base import ClockField, ShortForm
from portal.kernel.clock import from_oslo, to_oslo

_WHEN = ("day", "at")


class MeetingForm(SharedForm):
    """When, where and why. What happens is written in the agenda."""

    title = forms.CharField(
        label=_("What is the meeting called?"),
        max_length=200,
        error_messages={"required": _("Write what the meeting is called.")},
    )
    kind = forms.ChoiceField(label=_("What kind of meeting is it?"), choices=GatheringKind.choices)
    day = DayField(label=_("Which day?"), required=True, error_messages={"required": _("Choose the day.")})
    at = ClockField(
        label=_("What time does it begin?"),
        initial=time(9),
        error_messages={"required": _("Write when it begins.")},
    )
    minutes = forms.IntegerField(
        label=_("How many minutes does it last?"),
        help_text=_("Holds until the agenda is written; then the agenda decides."),
        min_value=5,
        max_value=LONGEST,
        initial=60,
        error_messages={
            "required": _("Write how many minutes it lasts."),
            "invalid": _("Write the minutes as a whole number."),
        },
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why people should come, and what they leave with."),
    )
    focus_question = forms.CharField(
        label=_("Focus question"),
        required=False,
        max_length=300,
        help_text=_(
            "Begin with “How can we together create …” or “How can we manage to …”. A good one surprises, touches what "
            "people wish for, and lets them see things in a new way."
        ),
    )
    form = forms.ChoiceField(
        label=_("Where do people meet?"), choices=Form.choices, widget=forms.RadioSelect, initial=Form.ROOM
    )
    place = forms.CharField(label=_("Room"), required=False, max_length=200)
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    link = forms.URLField(
        label=_("Link to the online meeting"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Shown to those who may come in to the meeting only."),
        error_messages={"invalid": _("Write the whole address, beginning with https://.")},
    )

    columns = ("title", "kind", "day", "at", "minutes", "purpose", "focus_question", "form", "place", "address", "link")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None and self.row.agenda.minutes:
            # The agenda decides how long it lasts.
            del self.fields["minutes"]

    @classmethod
    def stored(cls, row: Any) -> dict[str, Any]:
        """The stored values; the moment as a Norwegian day and time."""
        begins = to_oslo(row.starts_at)
        values = {name: getattr(row, name) for name in cls.columns if name not in _WHEN}
        return {**values, "day": begins.date(), "at": begins.time().replace(second=0, microsecond=0)}

    def values(self) -> dict[str, Any]:
        """The columns to write."""
        found = {name: value for name, value in super().values().items() if name not in _WHEN}
        return {**found, "starts_at": self.begins()}

    def begins(self) -> datetime:
        """The moment that was written, which is a Norwegian one."""
        return from_oslo(self.cleaned_data["day"], self.cleaned_data["at"])

    def clean(self) -> dict[str, Any]:
        """Ask for the link where people can meet online; refuse to move into the past what people have been told of."""
        data = super().clean() or self.cleaned_data
        if {"day", "at"} <= set(data) and self._goes_back(timezone.now()):
            told = _("That day has been, and people have been told of the meeting. Is the year right?")
            self.add_error("day", told)
        online = data.get("form") in (Form.DIGITAL, Form.HYBRID)
        if online and not data.get("link") and "link" not in self.errors:
            self.add_error("link", _("Write the link, or choose that people meet in a room."))
        return data

    def _goes_back(self, now: datetime) -> bool:
        row = self.row
        return row is not None and row.stage == Stage.ANNOUNCED and row.starts_at > now >= self.begins()


class NewMeetingForm(MeetingForm):
    """A meeting that is planned anew: with an agenda from the library, or an empty one."""

    template = forms.ChoiceField(
        label=_("Which agenda do you begin with?"),
        required=False,
        help_text=_("You get a copy that you can change. The library shows what each of them is."),
    )

    kind = forms.ChoiceField(
        label=_("What kind of meeting is it?"),
        required=False,
        choices=[("", _("As the agenda says")), *GatheringKind.choices],
    )

    field_order = ("title", "template", "kind")

    def __init__(self, *args: Any, templates: list[tuple[str, str]], like: str = "", **kwargs: Any) -> None:
        """Take the library's agendas, and the title of the meeting that this one is to be like."""
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        none = _("The same as “%(title)s”") % {"title": like} if like else _("Empty: I write it myself")
        field.choices = [("", none), *templates]


class CancelForm(ShortForm):
    """Why a meeting is called off."""

    identity_override = True

    reason = forms.CharField(
        label=_("Why is it called off?"),
        max_length=300,
        help_text=_("A few words that everybody who was to come can read."),
        error_messages={"required": _("Write in a few words why.")},
    )
