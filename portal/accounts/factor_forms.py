"""allauth's forms for second factors in our words."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from portal.accounts.signin_forms import Plain

_CODE = {"code": (_("Code"), _("Six digits from the app, or one of your spare codes."))}
_TOKEN = {"code": "one-time-code"}


class AuthenticateForm(Plain, base.AuthenticateForm):
    """The second step at sign-in."""

    words: ClassVar = _CODE
    tokens: ClassVar = _TOKEN


class ReauthenticateForm(Plain, base.ReauthenticateForm):
    """The second step before something important."""

    words: ClassVar = _CODE
    tokens: ClassVar = _TOKEN


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    """The first code of a new app."""

    words: ClassVar = {"code": (_("Code from the app"), _("Six digits."))}
    tokens: ClassVar = _TOKEN


class AddWebAuthnForm(Plain, webauthn.AddWebAuthnForm):
    """A new passkey. It signs in by itself unless one chooses to use it as a second step only."""

    words: ClassVar = {
        "name": (_("Name of the passkey"), _("So that you know it again, for example “work phone”.")),
        "passwordless": (
            _("Sign in with this passkey alone, without the password"),
            _("Asks for your finger, your face or the code of the device. Recommended."),
        ),
    }
    tokens: ClassVar = {"name": "off"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditWebAuthnForm(Plain, webauthn.EditWebAuthnForm):
    """A new name for a passkey."""

    words: ClassVar = {"name": (_("Name of the passkey"), "")}
    tokens: ClassVar = {"name": "off"}
