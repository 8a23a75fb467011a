"""What happens, and for how long."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.gatherings.choices.meetings import SlotKinds
from portal.gatherings.choices.room import PROMPTS_IN, PROMPTS_OUT
from portal.gatherings.domain.agenda import ASKED, LONGEST, Slot, SlotKind
from portal.gatherings.forms.base import ShortForm


class SlotForm(ShortForm):
    """One thing that happens."""

    identity_override = True

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    exercise = forms.UUIDField(widget=forms.HiddenInput, required=False)
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
            kwargs["initial"] = {name: getattr(slot, name) for name in (*self.written, "exercise")} | (
                kwargs.get("initial") or {}
            )
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
        exercise = self.cleaned_data["exercise"]
        return {**found, "kind": SlotKind(found["kind"]), "exercise": str(exercise) if exercise else ""}


class ExerciseForm(ShortForm):
    """Which exercise of the library an item begins with."""

    ovelse = forms.ChoiceField(label=_("Begin with an exercise from the library"), required=False)

    def __init__(self, *args: Any, exercises: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ovelse"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [("", _("Choose an exercise")), *exercises]


class PartForm(ShortForm):
    """The name of a part."""

    title = forms.CharField(
        label=_("Name of the part"),
        max_length=120,
        help_text=_("For example “Part 2: work in groups”."),
        error_messages={"required": _("Write what the part is called.")},
    )
