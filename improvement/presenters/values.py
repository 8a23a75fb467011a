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
    # Not of what may be chosen now: an earlier version may name what has been laid aside since.
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(one) for one in _all_of(field).filter(pk__in=value or []))
    if isinstance(field, forms.ModelChoiceField):
        found = _all_of(field).filter(pk=value).first()
        return str(found) if found else ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, date):
        return day(value)
    return str(field.prepare_value(value))


def _all_of(field: forms.ModelChoiceField) -> models.QuerySet[models.Model]:  # type: ignore[type-arg]
    return field.queryset.model._default_manager.all()  # type: ignore[union-attr]
