"""What all forms of a project share: the guard against identity numbers, versions, Norwegian numbers and dates."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from improvement.services.submissions import new_key
from portal.security.fields import OVERRIDE, IdentityNumberGuardMixin

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")


class NumberField(forms.DecimalField):
    """A number as people write it: comma or point, spaces between thousands, a sign of per cent."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": "10"})
    default_error_messages = {  # noqa: RUF012 - Django's own form of it
        "invalid": _("Write a number, for example 27.5."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 4, "required": False, **kwargs})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read the number; refuse what could mean two things."""
        if isinstance(value, str):
            value = _SPACES.sub("", value).removesuffix("%").replace("\u2212", "-").replace("\u2013", "-")
            if value.count(",") + value.count(".") > 1:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = value.replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as the reader writes numbers, without idle zeros; what was typed stays as typed."""
        if isinstance(value, Decimal):
            try:
                text = format(value.normalize(), "f")
            except InvalidOperation:
                return value
            return text.replace(".", get_format("DECIMAL_SEPARATOR"))
        return value


class DayField(forms.DateField):
    """A day. The browser's own calendar where there is one; typed as 2026-09-14, 14.09.2026 or 14.9.26 elsewhere."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write a date, for example 14.09.2026.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y"]
        super().__init__(**{"input_formats": formats, "required": False, **kwargs})


def area(rows: int = 4, **attrs: Any) -> forms.Textarea:
    """A text area."""
    return forms.Textarea(attrs={"rows": rows, **attrs})


class LineField(forms.CharField):
    """One line of text, shown in as many as the screen needs: on a phone a single one would hide its end."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "widget": area(1), **kwargs})

    def to_python(self, value: Any) -> str:
        """The text; an Enter between two words is a space."""
        return " ".join((super().to_python(value) or "").split())


class WorkspaceForm(IdentityNumberGuardMixin, forms.Form):
    """A form over one row of a project, or over none yet.

    `version` is the stored version that the writer saw; `form_key` makes a create form count once. `fields_of(row)`
    gives the values of a row under the form's names, `changes()` the columns to write.
    """

    identity_override = True

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    own_fields = frozenset({"version", "form_key", OVERRIDE})

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        self.row = row
        if row is not None:
            kwargs["initial"] = {**self.fields_of(row), "version": row.version, **kwargs.get("initial", {})}
        else:
            kwargs["initial"] = {"form_key": new_key(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self._mark_language()
        del self.fields["form_key" if row is not None else "version"]
        if row is not None:
            self.fields["version"].required = True

    def _mark_language(self) -> None:
        """Say which language the texts are in where it is not the page's: for reading aloud, and for spelling."""
        language = getattr(getattr(self.row, "project", self.row), "language", None)
        if language is None or language == get_language():
            return
        for field in self.fields.values():
            if is_written(field):
                field.widget.attrs["lang"] = language

    @classmethod
    def text_names(cls) -> list[str]:
        """The fields that hold what people write."""
        return [name for name in cls.base_fields if name not in cls.own_fields]

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """The values of `row` under the form's names. References are given as keys."""
        names = (name for name in cls.text_names() if hasattr(row, name))
        return {name: getattr(row, f"{name}_id", getattr(row, name)) for name in names}

    def texts(self) -> dict[str, Any]:
        """What was sent, cleaned, under the form's names."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.own_fields}

    def changes(self) -> dict[str, Any]:
        """The columns to write."""
        return self.texts()


def is_written(field: forms.Field) -> bool:
    """Whether people fill the field with words of their own, rather than a figure, a day or a choice."""
    return type(field) in {forms.CharField, LineField} and not field.widget.is_hidden
