"""What the lists of a project share: rows pasted from a spreadsheet, and a list kept as it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from improvement.forms.base import LineField, area
from improvement.services.pasting import MOST
from improvement.services.submissions import new_key
from portal.security.fields import IdentityNumberGuardMixin


class PastedForm(IdentityNumberGuardMixin, forms.Form):
    """Lines from a spreadsheet."""

    text = forms.CharField(
        label=_("Rows"),
        max_length=200_000,
        strip=False,
        widget=area(10, spellcheck="false", autocomplete="off"),
        help_text=_(
            "One row a line, with a tab or a semicolon between the columns. Nothing is saved before you have seen it."
        ),
        error_messages={"required": _("Write or paste at least one row.")},
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form_key": new_key()})
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_text(self) -> str:
        """Refuse nothing at all, and more than can be looked through."""
        text: str = self.cleaned_data["text"]
        lines = sum(bool(line.strip()) for line in text.splitlines())
        if not lines:
            raise forms.ValidationError(self.fields["text"].error_messages["required"], code="required")
        if lines > MOST:
            told = _("There are %(n)s rows. At most %(most)s can be read at once; paste the rest afterwards.")
            raise forms.ValidationError(told, params={"n": lines, "most": MOST}, code="too_many")
        return text


class SnapshotForm(IdentityNumberGuardMixin, forms.Form):
    """What a kept list is called."""

    title = LineField(label=_("Name"), max_length=120)
