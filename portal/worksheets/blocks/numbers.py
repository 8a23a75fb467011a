"""A figure that editors type: with a comma or a point, whatever language their browser speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.worksheets.domain.answers import Mistake, number_in

NO_NUMBER = _("Write a number, for example 3 or 2,5.")


def in_words(value: float) -> str:
    """Return the figure as it is written in the language in use, without decimals that say nothing."""
    plain = int(value) if value == int(value) else value
    return str(number_format(plain, use_l10n=True, force_grouping=False))


class FigureInput(forms.TextInput):
    """A text field, since a number field of the browser drops the comma where the browser speaks English.

    Phones still show their keys for figures.
    """

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def format_value(self, value: Any) -> str | None:
        """Write a figure as the reader does; what could not be read stays as it was typed."""
        return in_words(value) if isinstance(value, int | float) else super().format_value(value)


class FigureField(forms.FloatField):
    """Takes what `FigureInput` sends."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FigureInput(), **kwargs)

    def to_python(self, value: Any) -> float | None:  # type: ignore[override] # the stubs let a float be a whole number
        """Read the figure, and say what to write when it is none."""
        if value in self.empty_values:
            return None
        if isinstance(value, int | float):
            return float(value)
        try:
            return float(number_in(str(value)))
        except Mistake:
            raise ValidationError(NO_NUMBER, code="invalid") from None


class FigureBlock(blocks.FloatBlock):
    """A number with decimals."""

    def __init__(
        self,
        required: bool = True,
        help_text: str | Promise | None = None,
        max_value: float | None = None,
        min_value: float | None = None,
        validators: tuple[Callable[[Any], None], ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(
            required=required,
            help_text=help_text,
            max_value=max_value,
            min_value=min_value,
            validators=validators,
            **kwargs,
        )
        self.field = FigureField(
            required=required, help_text=help_text, max_value=max_value, min_value=min_value, validators=validators
        )

    class Meta:
        icon = "decimal"
