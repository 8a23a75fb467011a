"""What those who plan a meeting write down."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.actions.forms import DayField, SharedForm
from portal.gatherings.choices import Form, GatheringKind, SlotKinds
from portal.gatherings.choices_room import PROMPTS_IN, PROMPTS_OUT
from portal.gatherings.domain.agenda import ASKED, LONGEST, Slot, SlotKind
from portal.kernel.clock import from_oslo, to_oslo
from portal.security.fields import IdentityNumberGuardMixin

_WHEN = ("day", "at")


class ClockField(forms.TimeField):
    """A time of the day. The browser's own where there is one; typed as 09.00, 9:00, 0900 or 9 elsewhere."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write a time, for example 09.00.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": ["%H:%M", "%H.%M", "%H:%M:%S", "%H%M", "%H"], **kwargs})


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
        """Ask for the link where people meet online and nowhere else."""
        data = super().clean() or self.cleaned_data
        if data.get("form") == Form.DIGITAL and not data.get("link") and "link" not in self.errors:
            self.add_error("link", _("Write the link, or choose that people meet in a room."))
        return data


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

    def __init__(self, *args: Any, templates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [("", _("Empty: I write it myself")), *templates]


class MinutesForm(SharedForm):
    """What was said and agreed, and what is still open."""

    text = forms.CharField(
        label=_("What was said and agreed?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Short. No names of people who get help. Decisions and actions are written down beside it."),
    )
    open_points = forms.CharField(
        label=_("What is still open?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One point a line. They stand ready when you plan the next meeting from this one."),
    )

    columns = ("text", "open_points")


class ShortForm(IdentityNumberGuardMixin, forms.Form):
    """A form that no row stands behind: guarded, and with labels as the house writes them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class SlotForm(ShortForm):
    """One thing that happens."""

    identity_override = True

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    title = forms.CharField(
        label=_("What happens?"), max_length=200, error_messages={"required": _("Write what happens.")}
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST,
        initial=10,
        error_messages={"required": _("Write how many minutes."), "invalid": _("Write the minutes as a whole number.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SlotKinds.choices, initial=SlotKinds.CONVERSATION)
    lead = forms.CharField(
        label=_("Who leads"), required=False, max_length=200, help_text=_("A role is enough: “the facilitator”.")
    )
    method = forms.CharField(label=_("How"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    prompt = forms.ChoiceField(
        label=_("Question for a check-in or check-out"),
        required=False,
        choices=[
            ("", _("I write it myself, under “How”")),
            (_("check-in"), [(f"in-{at}", each) for at, each in enumerate(PROMPTS_IN)]),
            (_("check-out"), [(f"out-{at}", each) for at, each in enumerate(PROMPTS_OUT)]),
        ],
        help_text=_("One question for the whole round. It stands on everybody's screen while the round goes on."),
    )
    materials = forms.CharField(label=_("Materials"), required=False, max_length=500)
    needs = forms.CharField(label=_("What the room must have"), required=False, max_length=500)
    script = forms.CharField(
        label=_("Script for whoever leads"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Seen on the facilitator's run sheet only."),
    )

    written = ("title", "minutes", "kind", "lead", "method", "materials", "needs", "script")

    def __init__(self, *args: Any, slot: Slot | None = None, **kwargs: Any) -> None:
        if slot is not None:
            kwargs["initial"] = {name: getattr(slot, name) for name in self.written} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Put the chosen question where the slot keeps it; what was written there is not overwritten."""
        data = super().clean() or self.cleaned_data
        chosen = data.get("prompt")
        if not chosen:
            return data
        if data.get("kind") not in ASKED:
            self.add_error("prompt", _("Choose check-in or check-out as the kind, or take the question away."))
        elif (data.get("method") or "").strip():
            self.add_error(
                "prompt", _("Something stands under “How”. Take it away, or keep it and choose no question.")
            )
        else:
            way, at = chosen.split("-")
            data["method"] = str((PROMPTS_IN if way == "in" else PROMPTS_OUT)[int(at)])
        return data

    def values(self) -> dict[str, Any]:
        """What a slot is made of."""
        found = {name: self.cleaned_data[name] for name in self.written}
        return {**found, "kind": SlotKind(found["kind"])}


class PartForm(ShortForm):
    """The name of a part."""

    title = forms.CharField(
        label=_("Name of the part"),
        max_length=120,
        help_text=_("For example “Part 2: work in groups”."),
        error_messages={"required": _("Write what the part is called.")},
    )


class CancelForm(ShortForm):
    """Why a meeting is called off."""

    identity_override = True

    reason = forms.CharField(
        label=_("Why is it called off?"),
        max_length=300,
        help_text=_("A few words that everybody who was to come can read."),
        error_messages={"required": _("Write in a few words why.")},
    )
