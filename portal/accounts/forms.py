"""Forms of this room: inviting, accepting, one's own settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.security.fields import IdentityNumberGuardMixin


class InviteForm(forms.Form):
    """A pasted list and the role of those who have none beside their name. Each row is checked by the service."""

    people = forms.CharField(
        label=_("People to invite"),
        help_text=_(
            "One person a line: name, e-mail and role in any order, with a comma, a semicolon, a tab or blanks "
            "between. You can paste from a spreadsheet."
        ),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role of those without one"),
        help_text=_("Used for lines that name no role."),
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(str(role), role.label) for role in roles]  # type: ignore[attr-defined]


class JoinForm(IdentityNumberGuardMixin, forms.Form):
    """An account for somebody who follows an invitation: the address is known, name and password are asked."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Others see it in the groups and projects you take part in."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least ten characters. A few words in a row are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Hold the password to the rules of the house."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(
            password, User(email=self.email, first_name=self.cleaned_data.get("name", ""))
        )
        return password


class SettingsForm(IdentityNumberGuardMixin, forms.ModelForm):
    """What people decide about themselves."""

    language = forms.ChoiceField(
        label=_("Language of letters"),
        required=False,
        help_text=_("E-mails from Varig come in this language."),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        widgets = {  # noqa: RUF012
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("The language of the page I use")), *settings.LANGUAGES]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


class EraseForm(forms.Form):
    """The last question before an account is deleted."""

    sure = forms.BooleanField(
        label=_("Yes, delete my account. I know that it cannot be undone."),
        error_messages={
            "required": _("Tick the box if you want to delete the account. Otherwise just leave the page.")
        },
    )
