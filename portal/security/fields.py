"""The fødselsnummer guard in forms (trust decisions; docs/decisions/0007).

Every free-text field of a form with the mixin is searched before anything is saved. The message says which field and
how to mend it; the digits are never repeated, logged or stored. In workspaces the writer may say that it is not an
identity number; the say-so is audited without the digits. In public comments and applications there is no way past.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.fnr import contains_fnr

OVERRIDE = "not_identity_number"
MESSAGE = _("This looks like a national identity number. Varig stores no such numbers. Take it out and save again.")
MESSAGE_WITH_OVERRIDE = _(
    "This looks like a national identity number. Such numbers must never stand in Varig. "
    "Take it out, or tick “This is not a national identity number” further down."
)


def _is_free_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field, forms.EmailField | forms.URLField)


class IdentityNumberGuardMixin(forms.BaseForm):
    """Refuse identity numbers in every free-text field of the form.

    Set `identity_override = True` in workspaces. After a valid form `used_identity_override` tells whether the writer
    went past the guard; the service then records `identity_guard.overridden` in the audit.
    """

    guards_identity_numbers = True  # portal/security/everyform.py leaves it alone
    identity_override = False
    used_identity_override = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.identity_override and self.is_bound and self.add_prefix(OVERRIDE) in self.data:
            self._offer_override()

    def _offer_override(self, after: str = "") -> None:
        """Offer the way past, below the last field that needs it, so that the message and the box are seen together."""
        box = forms.BooleanField(
            label=_("This is not a national identity number"),
            help_text=_(
                "Tick only when you have checked: it is something else, such as an account number. "
                "The text is then stored as it stands, and it is logged that you said so."
            ),
            required=False,
        )
        self.fields.setdefault(OVERRIDE, box)
        if after:
            order = [name for name in self.fields if name != OVERRIDE]
            order.insert(order.index(after) + 1, OVERRIDE)
            self.order_fields(order)

    def identity_message(self, name: str) -> Any:
        """Return what is said at a field that holds a number. Forms that know more of where it stands say more."""
        return MESSAGE_WITH_OVERRIDE if self.identity_override else MESSAGE

    def _clean_form(self) -> None:  # the hook of Django's full_clean, run after all fields are clean
        super()._clean_form()  # type: ignore[misc]
        suspects = [
            name
            for name, field in self.fields.items()
            if _is_free_text(field) and contains_fnr(str(self.cleaned_data.get(name) or ""))
        ]
        if not suspects:
            return
        if self.identity_override:
            self._offer_override(after=suspects[-1])
        if self.identity_override and self.cleaned_data.get(OVERRIDE):
            self.used_identity_override = True
            return
        for name in suspects:
            self.add_error(name, self.identity_message(name))


class FreeTextField(forms.CharField):
    """A free-text area of its own, for forms without the mixin; has no way past."""

    widget = forms.Textarea

    def validate(self, value: Any) -> None:
        """Refuse identity numbers."""
        super().validate(value)
        if contains_fnr(str(value or "")):
            raise forms.ValidationError(MESSAGE, code="identity_number")
