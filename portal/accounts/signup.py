"""What we ask of somebody who makes an account besides address and password. Kept apart: allauth loads it first."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.security.fields import IdentityNumberGuardMixin


def split_name(name: str) -> tuple[str, str]:
    """Return first and last name: the last word is the last name when there are several."""
    first, _space, last = " ".join(name.split()).rpartition(" ")
    return (first, last) if first else (last, "")


class NameForm(IdentityNumberGuardMixin, forms.Form):
    """The name others see in projects and groups."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Others see it in the groups and projects you take part in."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Store the name on the new account, and the language the form was read in."""
        user.first_name, user.last_name = split_name(self.cleaned_data["name"])
        user.language = getattr(request, "LANGUAGE_CODE", "")
        user.save(update_fields=["first_name", "last_name", "language"])
