"""allauth's forms in our words: no placeholders, labels and help in plain language, autocomplete tokens."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as library
from django import forms
from django.utils.translation import gettext_lazy as _

Words = tuple[Any, Any]

_EMAIL: Words = (_("E-mail"), "")
_PASSWORD: Words = (_("Password"), "")
_NEW_PASSWORD: Words = (
    _("New password"),
    _("At least ten characters. A few words in a row are easy to remember and hard to guess."),
)
_CODE: Words = (_("Code"), _("Capital and small letters make no difference."))


class Plain(forms.BaseForm):
    """Give fields our words and tokens, and take placeholders away: they vanish as soon as one writes."""

    words: ClassVar[dict[str, Words]] = {}
    tokens: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]
            if name in self.tokens:
                field.widget.attrs["autocomplete"] = self.tokens[name]
            if name == "code":
                field.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "size": 12}


class LoginForm(Plain, library.LoginForm):
    """Address and password; a passkey is offered by the browser in the same field."""

    words: ClassVar = {"login": _EMAIL, "password": _PASSWORD}
    tokens: ClassVar = {"login": "username webauthn", "password": "current-password webauthn"}


class SignupForm(Plain, library.SignupForm):
    """Name, address, password."""

    field_order = ["name", "email", "password1"]  # noqa: RUF012 - the library declares it so
    words: ClassVar = {
        "email": (_("E-mail"), _("We send a code to it.")),
        "password1": (_("Password"), _NEW_PASSWORD[1]),
    }
    tokens: ClassVar = {"email": "email", "password1": "new-password"}


class AddEmailForm(Plain, library.AddEmailForm):
    """A new address for the account."""

    words: ClassVar = {
        "email": (_("New e-mail address"), _("We send a code to it. Until you type the code the old address holds."))
    }


class ChangePasswordForm(Plain, library.ChangePasswordForm):
    """The old password and the new one."""

    words: ClassVar = {
        "oldpassword": (_("Password now"), ""),
        "password1": _NEW_PASSWORD,
        "password2": (_("New password once more"), ""),
    }
    tokens: ClassVar = {"oldpassword": "current-password", "password1": "new-password", "password2": "new-password"}


class SetPasswordForm(Plain, library.SetPasswordForm):
    """A first password, for somebody who has signed in by code or passkey only."""

    words: ClassVar = {"password1": _NEW_PASSWORD, "password2": (_("New password once more"), "")}
    tokens: ClassVar = {"password1": "new-password", "password2": "new-password"}


class ResetPasswordForm(Plain, library.ResetPasswordForm):
    """The address to send a link to."""

    words: ClassVar = {"email": _EMAIL}
    tokens: ClassVar = {"email": "email"}


class ResetPasswordKeyForm(Plain, library.ResetPasswordKeyForm):
    """A new password, from the link in the letter."""

    words: ClassVar = {"password1": _NEW_PASSWORD, "password2": (_("New password once more"), "")}
    tokens: ClassVar = {"password1": "new-password", "password2": "new-password"}


class ReauthenticateForm(Plain, library.ReauthenticateForm):
    """The password once more, before something important."""

    words: ClassVar = {"password": _PASSWORD}
    tokens: ClassVar = {"password": "current-password"}


class RequestLoginCodeForm(Plain, library.RequestLoginCodeForm):
    """The address to send a code to."""

    words: ClassVar = {"email": _EMAIL}
    tokens: ClassVar = {"email": "email"}


class ConfirmLoginCodeForm(Plain, library.ConfirmLoginCodeForm):
    """The code from the letter."""

    words: ClassVar = {"code": _CODE}
    tokens: ClassVar = {"code": "one-time-code"}


class ConfirmEmailCodeForm(Plain, library.ConfirmEmailVerificationCodeForm):
    """The code that shows that the address is one's own."""

    words: ClassVar = {"code": _CODE}
    tokens: ClassVar = {"code": "one-time-code"}
