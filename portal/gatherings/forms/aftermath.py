"""Material, recording and evaluation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.actions.forms import DayField, SharedForm
from portal.gatherings.choices.room import Whens
from portal.gatherings.forms.base import OnceForm, ShortForm
from portal.gatherings.services.materialfiles import KINDS, Checked, checked_file

_ADDRESS = {"invalid": _("Write the whole address, beginning with https://.")}


class MaterialForm(OnceForm):
    """One material."""

    identity_override = True

    title = forms.CharField(
        label=_("What is it called?"), max_length=200, error_messages={"required": _("Write what it is called.")}
    )
    address = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Those who take part see the link. Who may open it, is settled where it lies."),
        error_messages=_ADDRESS,
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_(
            "PDF, Word, Excel, PowerPoint, CSV or text, at most 20 MB. Only those who take part can open it here. "
            "Nothing about a person who gets help."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in KINDS)}),
        error_messages={
            "empty": _("The file is empty. Look at it where it lies, and choose it again."),
            "invalid": _("The file did not arrive. Choose it again."),
            "missing": _("The file did not arrive. Choose it again."),
        },
    )
    when = forms.ChoiceField(
        label=_("When is it of use?"), choices=Whens.choices, widget=forms.RadioSelect, initial=Whens.BEFORE
    )

    def values(self) -> dict[str, Any]:
        """The columns to write."""
        values = {name: self.cleaned_data[name] for name in ("title", "address", "when")}
        checked: Checked | None = self.cleaned_data.get("file")
        if checked is None:
            return values
        return {**values, "file": checked.content, "kind": checked.kind, "size": checked.content.size}

    def clean_file(self) -> Checked | None:
        """Look at the file: its size, and whether it is what its name says."""
        sent = self.cleaned_data["file"]
        return checked_file(sent) if sent else None

    def clean(self) -> dict[str, Any]:
        """An address or a file, not both. A browser does not keep the file of a form that comes back."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"address", "file"} & set(self.errors):
            if not data.get("address") and data.get("file") is None:
                self.add_error("address", _("Write the address, or choose a file."))
            elif data.get("address") and data.get("file") is not None:
                self.add_error("file", _("Choose one of the two: the address or the file."))
        self.ask_again()
        return data

    def ask_again(self) -> None:
        """Say that the file must be chosen once more, where the form comes back for something else."""
        if self.errors and "file" not in self.errors and self.files.get(self.add_prefix("file")):
            self.add_error("file", _("Choose the file once more: the browser does not keep it."))


class RecordingForm(SharedForm):
    """Where the recording lies, and until when it may be seen."""

    LONGEST = timedelta(days=366)

    address = forms.URLField(
        label=_("Address of the recording"),
        max_length=500,
        assume_scheme="https",
        error_messages={**_ADDRESS, "required": _("Write the address.")},
    )
    until = DayField(
        label=_("May be seen until"),
        required=True,
        help_text=_("The day after, Varig deletes the address. The film itself you delete where it lies."),
        error_messages={"required": _("Choose the day.")},
    )
    consent = forms.BooleanField(
        label=_("Everybody who is seen or heard has said yes"),
        help_text=_(
            "To the recording, to who gets it, and to how long it is kept. Nobody who gets help is spoken of in it."
        ),
        error_messages={"required": _("A recording can be shared only when everybody in it has said yes.")},
    )

    columns = ("address", "until")

    def clean_until(self) -> date:
        """From today on, a year at most."""
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("Choose a day that has not passed."))
        if day > today + self.LONGEST:
            raise forms.ValidationError(_("A recording is kept a year at most."))
        return day


class EvaluationForm(ShortForm):
    """Which form the meeting is rated on."""

    template = forms.ChoiceField(
        label=_("Which form?"), error_messages={"required": _("Choose a form."), "invalid_choice": _("Choose a form.")}
    )

    def __init__(self, *args: Any, templates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="evaluation_%s", **kwargs)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = templates
