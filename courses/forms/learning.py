"""What learners send. What was typed stays with the form when something is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from courses.models.practice import REASON_MAX, SHARED_MAX
from courses.models.reflections import MAX_LENGTH
from portal.security.fields import FreeTextField, IdentityNumberGuardMixin


class ReflectionForm(forms.Form):
    """A private text, perhaps half written, and the version it was written on."""

    text = FreeTextField(
        label=_("What you think"),
        required=False,
        max_length=MAX_LENGTH,
        strip=False,
        error_messages={"max_length": _("The text is too long. Shorten it to %(limit_value)d characters.")},
    )
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    seen_version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    conflict = forms.ChoiceField(choices=[("mine", ""), ("theirs", "")], required=False)

    def clean_text(self) -> str:
        """Browsers send line breaks as CR LF; one kind is stored, so that equal texts are equal."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def expected_version(self) -> int:
        """The version the writer has seen: after a conflict, the one that was shown beside their own."""
        if self.cleaned_data.get("conflict") == "mine":
            return self.cleaned_data.get("seen_version") or 0
        return self.cleaned_data.get("version") or 0


#: What stands before a group's key among those one may share with; organisations have their key alone.
COHORT = "kull-"


class PracticeShareForm(forms.Form):
    """What somebody shares of their practice, and with whom. Taking it back needs no text."""

    text = FreeTextField(
        required=False,
        max_length=SHARED_MAX,
        error_messages={"max_length": _("The text is too long. Shorten it to %(limit_value)d characters.")},
    )
    organisation = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("Choose one of your own organisations or groups.")}
    )

    def __init__(self, organisations: Sequence[Any], cohorts: Sequence[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(each.pk): each for each in organisations}
        self.organisations |= {f"{COHORT}{each.pk}": each for each in cohorts}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [(key, str(each)) for key, each in self.organisations.items()]

    def clean(self) -> dict[str, Any]:
        """To share, there must be something to share and somebody to share it with."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "take_back" not in self.data and not self.errors:
            if not cleaned["text"].strip():
                self.add_error("text", _("Write what you want to share first."))
            elif not cleaned["organisation"]:
                self.add_error("organisation", _("Choose whom you share it with."))
        return cleaned

    def chosen(self) -> Any | None:
        """The chosen organisation or group. The form is valid."""
        return self.organisations.get(self.cleaned_data["organisation"])


class DecisionForm(IdentityNumberGuardMixin, forms.Form):
    """Who has done a step, and why whoever leads the course says so."""

    people = forms.MultipleChoiceField(
        label=_("Who has done it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one person."),
            "invalid_choice": _("Somebody you ticked no longer belongs here, or is decided about already."),
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=REASON_MAX,
        help_text=_("Those you tick can read it, and nobody else. For example: took part all day."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why, in a few words.")},
    )

    def __init__(self, people: Sequence[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in people}
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [(key, str(each)) for key, each in self.known.items()]

    def chosen(self) -> list[Any]:
        """Those who were ticked. The form is valid."""
        return [self.known[key] for key in self.cleaned_data["people"]]


class CertificateForm(IdentityNumberGuardMixin, forms.Form):
    """The name as it should be written, and the language of the document."""

    name = forms.CharField(
        label=_("Your name, as it should stand on the certificate"),
        max_length=150,
        help_text=_("Check it well. It cannot be changed after the certificate is issued."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write the name that should stand on the certificate.")},
    )
    language = forms.ChoiceField(label=_("Language of the certificate"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = list(settings.LANGUAGES)


class VerifyForm(forms.Form):
    """A code, however it is typed."""

    code = forms.CharField(
        label=_("Code on the certificate"),
        max_length=40,
        help_text=_("Sixteen letters and digits, for example 7K3F-Q2MA-9XTD-04HB."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": _("Write the code that stands on the certificate.")},
    )
