"""`{{ form|mistakes }}`: what is wrong with a form, point by point, so that what is counted is what is shown."""

from __future__ import annotations

from typing import NamedTuple

from django import forms, template

register = template.Library()


class Mistake(NamedTuple):
    """One sentence, and where it is mended: the id and name of a field, or neither when it is about the whole."""

    text: str
    field_id: str = ""
    label: str = ""


@register.filter
def mistakes(form: forms.BaseForm) -> list[Mistake]:
    """Return every sentence, first those about the whole form; a hidden field cannot be gone to."""
    found = [Mistake(str(text)) for text in form.non_field_errors()]
    for field in form:
        for text in field.errors:
            found.append(Mistake(str(text)) if field.is_hidden else Mistake(str(text), field.auto_id, str(field.label)))
    return found
