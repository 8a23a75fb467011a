"""What somebody wrote in a form that could not be taken: given back, each text under the name of its field."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.urls import Resolver404, resolve

# Never shown again, and nothing anybody would want to copy.
_NOT_GIVEN_BACK = re.compile(
    r"(?i)passw|passord|token|code|credential|key|_FORMS$|(^|[_-])(id|pk|uuid)$|^(next|version|client|q|action|step)$"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One text and what its field was called on the page."""

    label: str
    text: str


def typed_texts(request: HttpRequest) -> list[Typed]:
    """What the person wrote, in the order of the form; no secrets, no choices, no hidden fields of the machinery."""
    fields = _fields_behind(request.path)
    return [
        Typed(_label(name, fields), value)
        for name, values in request.POST.lists()
        if not _NOT_GIVEN_BACK.search(name) and _holds_text(fields.get(_bare(name)))
        for value in values
        if value.strip() and not value.isdigit()
    ]


def _bare(name: str) -> str:
    """Return the field's own name without the form's («form-0-title» is the title)."""
    return name.rpartition("-")[2]


def _label(name: str, fields: dict[str, forms.Field]) -> str:
    field = fields.get(_bare(name))
    if field is not None and field.label:
        return str(field.label)
    return _bare(name).replace("_", " ").strip().capitalize()


def _holds_text(field: forms.Field | None) -> bool:
    return field is None or isinstance(field, forms.CharField)


def _fields_behind(path: str) -> dict[str, forms.Field]:
    """The fields of the forms that the address's view works with, as far as they can be known: for their labels."""
    try:
        view = resolve(path).func
    except Resolver404:
        return {}
    found: dict[str, forms.Field] = {}
    for form in _forms_of(view):
        for name, field in {**getattr(form, "declared_fields", {}), **getattr(form, "base_fields", {})}.items():
            found.setdefault(name, field)
    return found


def _forms_of(view: object) -> Iterator[type[forms.BaseForm]]:
    of_class = getattr(getattr(view, "view_class", None), "form_class", None)
    if of_class is not None:
        yield of_class
    beside = getattr(inspect.unwrap(view), "__globals__", {}) if callable(view) else {}
    yield from (each for each in beside.values() if isinstance(each, type) and issubclass(each, forms.BaseForm))
