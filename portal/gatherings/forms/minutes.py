"""What was said, and what is still open."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.actions.forms import SharedForm


class MinutesForm(SharedForm):
    """What was said and agreed, and what is still open."""

    text = forms.CharField(
        label=_("What was said and agreed?"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Short. No names of people who get help. Decisions and actions are written down beside it."),
    )
    open_points = forms.CharField(
        label=_("What is still open?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One point a line. They stand ready when you plan the next meeting from this one."),
    )

    columns = ("text", "open_points")
