"""The form of an organisation in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.accounts.models import Organisation
from portal.accounts.services.organisations import free_slug
from portal.kernel.fnr import contains_fnr
from portal.security.fields import IdentityNumberGuardMixin


class OrganisationForm(IdentityNumberGuardMixin, WagtailAdminModelForm):
    """Refuses identity numbers, circles and an address that is taken; makes the address when none is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        language = self.fields["language"]
        self.fields["language"] = forms.ChoiceField(
            label=language.label, help_text=language.help_text, choices=settings.LANGUAGES, initial=language.initial
        )

    def clean_slug(self) -> str:
        """Refuse another's address in words that say what to do."""
        slug: str = self.cleaned_data["slug"]
        if slug and Organisation.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Another organisation has this address. Write another one, or leave the field empty."), code="unique"
            )
        return slug

    def clean(self) -> dict[str, Any]:
        """Make the address of the name where none was written."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        name = data.get("name", "")
        if data.get("slug") == "" and name and not contains_fnr(name):
            data["slug"] = free_slug(name, self.instance)
        return data
