"""What those who lead a network write on a meeting's page."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.choices import When
from portal.actions.forms import SharedForm
from portal.cms.blocks.base import check_address
from portal.gatherings.forms.base import ShortForm


class RecordForm(SharedForm):
    """What came of the meeting, and where the recording is."""

    outcome = forms.CharField(
        label=_("What came of it?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "What the meeting led to: what you agreed on, tried or changed. Everybody who sees the page can read it. "
            "No names of people who get help."
        ),
    )
    recording = forms.URLField(
        label=_("Address of the recording"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Shown to members only."),
        error_messages={"invalid": _("Write the whole address, beginning with https://.")},
    )

    columns = ("outcome", "recording")


class MaterialForm(ShortForm):
    """A form of the library, or something with an address."""

    identity_override = True

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    when = forms.ChoiceField(label=_("When is it of use?"), choices=When.choices, widget=forms.RadioSelect)
    template = forms.ChoiceField(
        label=_("A form to fill in"),
        required=False,
        help_text=_("From the forms here. Leave it empty for something else."),
    )
    title = forms.CharField(
        label=_("Or something else: its title"), required=False, max_length=200, help_text=_("For example “Slides”.")
    )
    address = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=500,
        help_text=_("A web address (https://…), or a path on this site that begins with a slash."),
    )
    note = forms.CharField(
        label=_("What to do with it"),
        required=False,
        max_length=300,
        help_text=_("For example “Fill it in together and send it to the guides a week before”."),
    )

    def __init__(self, *args: Any, templates: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), "when": When.BEFORE, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.titles = dict(templates)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [("", _("No form")), *templates]

    def clean_address(self) -> str:
        """Refuse what could run script, and what is no address."""
        address: str = self.cleaned_data["address"].strip()
        if address:
            check_address(address)
        return address

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two: a form, or a title with an address."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("template") and (data.get("title") or self.data.get("address", "").strip()):
            both = _("Choose a form, or write a title and an address; not both. Add the other one afterwards.")
            self.add_error("template", ValidationError(both))
        elif not data.get("template") and "template" not in self.errors:
            if not data.get("title"):
                self.add_error("title", ValidationError(_("Write a title, or choose a form above.")))
            if not data.get("address") and "address" not in self.errors:
                self.add_error("address", ValidationError(_("Write the address, or choose a form above.")))
        return data

    def values(self) -> dict[str, Any]:
        """The columns to write."""
        chosen = self.cleaned_data["template"]
        return {
            "when": self.cleaned_data["when"],
            "note": self.cleaned_data["note"],
            "title": self.titles[chosen] if chosen else self.cleaned_data["title"],
            "address": "" if chosen else self.cleaned_data["address"],
            "template_key": uuid.UUID(chosen) if chosen else None,
        }
