"""What learners send. What was typed stays with the form when something is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from courses.blocks.quiz import QuizValue
from courses.models.reflections import MAX_LENGTH
from portal.security.fields import FreeTextField, IdentityNumberGuardMixin


class AnswerForm(forms.Form):
    """The chosen choices of one question."""

    choices = forms.MultipleChoiceField(error_messages={"required": _("Choose an answer first.")})

    def __init__(self, quiz: QuizValue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.several = quiz.several
        field = self.fields["choices"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [(key, value["text"]) for key, value in quiz.options]
        if quiz.several:
            field.error_messages["required"] = _("Choose at least one answer first.")

    def clean_choices(self) -> set[str]:
        """Return the ids; where one choice fits, only one may be sent."""
        chosen = set(self.cleaned_data["choices"])
        if not self.several and len(chosen) > 1:
            raise forms.ValidationError(_("Choose only one answer."))
        return chosen


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
