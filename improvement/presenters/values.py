"""The value of a form's field as a reader would read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from improvement.presenters.formats import day


def shown(field: forms.Field, value: Any) -> str:
    """Return `value` (as the row or the form holds it; a reference may be its key) in words; nothing for nothing."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(one) for one in field.queryset.filter(pk__in=value or []))  # type: ignore[union-attr]
    if isinstance(field, forms.ModelChoiceField):
        found = field.queryset.filter(pk=value).first()  # type: ignore[union-attr]
        return str(found) if found else ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, date):
        return day(value)
    return str(field.prepare_value(value))
