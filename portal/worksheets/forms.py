"""What people send: one question at a time, as plain fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.security.fields import IdentityNumberGuardMixin
from portal.spaces.models import Space
from portal.worksheets.domain.form import Kind, Part

VALUE, COMMENT, ROW = "value", "comment", "row"


def typed_value(part: Part, data: QueryDict, prefix: str = "") -> Any:
    """Return what was typed for a question, as `domain.answers.clean` takes it."""
    if part.kind is Kind.TABLE:
        return [
            {"id": key, "cells": {column.id: data.get(f"{key}:{column.id}") for column in part.columns}}
            for key in dict.fromkeys(data.getlist(f"{prefix}{ROW}"))
        ]
    if part.kind is Kind.CHOICES:
        return data.getlist(f"{prefix}{VALUE}")
    return data.get(f"{prefix}{VALUE}")


def texts_in(value: Any) -> list[str]:
    """Return every text in an answer, for the guard against identity numbers."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts_in(inner)]
    return []


class BeginForm(IdentityNumberGuardMixin, forms.Form):
    """Where a sheet is filled in, and what it is about."""

    space = forms.ChoiceField(
        label=_("Whom is it for?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom the sheet is for.")},
    )
    title = forms.CharField(
        label=_("What is this sheet about?"),
        required=False,
        max_length=200,
        help_text=_("A few words, so that you find it again. Never the name of somebody who gets help."),
    )

    def __init__(self, spaces: Mapping[str, tuple[Space | None, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["space"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [(key, name) for key, (_space, name) in spaces.items()]
        if len(spaces) == 1:
            field.initial = next(iter(spaces))
