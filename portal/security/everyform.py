"""The fødselsnummer guard in the forms we did not write: pictures, documents, redirects, collections, people, tags.

Wagtail's forms share no base class of their own, and a list of them would miss the next one. So the guard stands in
Django's form of a model, where all of them pass, with the few admin forms beside it that store text without being one.
Forms with a guard of their own say so with `guards_identity_numbers`: theirs may have a way past, or look in blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from portal.kernel.fnr import contains_fnr
from portal.security.fields import MESSAGE

CODE = "identity_number"
FILE_MESSAGE = _(
    "The name of the file holds what looks like a national identity number. "
    "Give the file another name and send it again."
)


def guard_every_form() -> None:
    """Put the guard on the forms of models, and on the admin's forms that keep text in other ways."""
    from wagtail.admin.forms.pages import CopyForm
    from wagtail.documents.views.bulk_actions.add_tags import TagForm as DocumentTags
    from wagtail.images.views.bulk_actions.add_tags import TagForm as ImageTags

    for form_class in (forms.BaseModelForm, CopyForm, DocumentTags, ImageTags):
        _guard(form_class)


def _guard(form_class: Any) -> None:
    # After the model has looked: a value taken out before would be called missing as well, and nobody left it out.
    cleaning = form_class._post_clean
    if getattr(cleaning, "looks_for_numbers", False):
        return

    def looking(self: Any) -> None:
        cleaning(self)
        if not getattr(self, "guards_identity_numbers", False):
            for name, message in list(_suspects(self)):
                self.add_error(name, forms.ValidationError(message, code=CODE))

    looking.looks_for_numbers = True  # type: ignore[attr-defined]
    form_class._post_clean = looking


def _suspects(form: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields that hold a number, and what to say. Tags come as a list of words, or as one text."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if isinstance(value, UploadedFile):
            if contains_fnr(value.name or ""):
                yield name, FILE_MESSAGE
        elif not isinstance(field, forms.EmailField | forms.URLField) and any(map(contains_fnr, _texts(value))):
            yield name, MESSAGE


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (each for each in value if isinstance(each, str))
