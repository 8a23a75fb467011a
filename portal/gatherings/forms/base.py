"""What forms about meetings are made of."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.security.fields import IdentityNumberGuardMixin


class ClockField(forms.TimeField):
    """A time of the day. The browser's own where there is one; typed as 09.00, 9:00, 0900 or 9 elsewhere."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write a time, for example 09.00.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": ["%H:%M", "%H.%M", "%H:%M:%S", "%H%M", "%H"], **kwargs})


class ShortForm(IdentityNumberGuardMixin, forms.Form):
    """A form that no row stands behind: guarded, and with labels as the house writes them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class OnceForm(ShortForm):
    """A form for something new, that counts once however often it is sent."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
