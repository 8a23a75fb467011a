"""A column that holds several of a fixed set of choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models


class SeveralField(models.JSONField):
    """A list of keys out of `choices`, ticked in forms. An empty list means all of them."""

    def __init__(self, *args: Any, offered: Any = (), **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """Tick boxes; read when the form is made, so that the labels come in the reader's language."""
        return forms.MultipleChoiceField(
            choices=self.offered,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
            initial=kwargs.get("initial"),
        )
