"""The form of every page: keywords by family, and no identity numbers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.cms.forms.terms import TermsForm
from portal.cms.services.fnr import CODE, error_of, fields_with_fnr, without_fnr
from portal.kernel.fnr import contains_fnr

COMMENT_MESSAGE = _("A comment holds what looks like a national identity number. Take it out and save again.")


class GuardedPageForm(TermsForm):
    """Refuses a page that holds an identity number, whatever is to be done with it: drafts and previews as well.

    What was typed stays in the browser's form. Wagtail keeps a draft, an automatic save and a preview only when the
    form is valid, so nothing is stored on the server.
    """

    guards_identity_numbers = True
    data: Any

    class Media:
        css = {"all": ["editing.css"]}  # noqa: RUF012 - Django's form of it
        js = ("saving.js", "lines.js")

    def _post_clean(self) -> None:
        self.instance._checked_by_form = True
        try:
            super()._post_clean()
        finally:
            del self.instance._checked_by_form
        for name in fields_with_fnr(self.instance):
            self.add_error(name if name in self.fields else None, error_of(self.instance, name))
        if self._comments_hold_number():
            self.add_error(None, ValidationError(COMMENT_MESSAGE, code=CODE))
        if not self._errors and isinstance(self.data, QueryDict):
            self.data = without_fnr(self.data)

    def _comments_hold_number(self) -> bool:
        return any(
            contains_fnr(str(text))
            for key, text in self.data.items()
            if key.startswith("comments-") and key.endswith("-text")
        )
