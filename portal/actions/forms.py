"""What people write down: an action, a decision, and why something is not to be done."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.actions.querysets import people_in
from portal.security.fields import IdentityNumberGuardMixin
from portal.spaces.models import Space, SpaceKind

_MOST = 2**31 - 1
#: Years in which something here can be due or have been decided: a slip of the finger falls outside.
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_WRONG_YEAR = _("Look at the year once more.")


class DayField(forms.DateField):
    """A day. The browser's own calendar where there is one; typed as 2026-09-14, 14.09.2026 or 14.9.26 elsewhere."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write a date, for example 14.09.2026.")}  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y"]
        super().__init__(**{"input_formats": formats, "required": False, **kwargs})
        self.validators += [MinValueValidator(_FIRST_DAY, _WRONG_YEAR), MaxValueValidator(_LAST_DAY, _WRONG_YEAR)]


class SharedForm(IdentityNumberGuardMixin, forms.Form):
    """A form over a row that several people may write, or over none yet.

    `version` is the stored version that the writer saw; `form_key` makes a form for something new count once.
    """

    identity_override = True

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=_MOST)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    #: The columns that have a field of the same name.
    columns: tuple[str, ...] = ()

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        self.row = row
        given = kwargs.get("initial") or {}
        start = {"form_key": uuid.uuid4()} if row is None else {**self.stored(row), "version": row.version}
        kwargs["initial"] = {**start, **given}
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        del self.fields["form_key" if row is not None else "version"]
        if row is not None:
            self.fields["version"].required = True
            self._mark_language(row.language)

    def _mark_language(self, language: str) -> None:
        """Say which language the texts are in where it is not the page's: for reading aloud, and for spelling."""
        if language == get_language():
            return
        for field in self.fields.values():
            if type(field) is forms.CharField:
                field.widget.attrs["lang"] = language

    @classmethod
    def stored(cls, row: Any) -> dict[str, Any]:
        """The values of `row` under the form's names; a reference as its key."""
        return {name: getattr(row, f"{name}_id", getattr(row, name)) for name in cls.columns}

    def values(self) -> dict[str, Any]:
        """The columns to write."""
        return {name: self.cleaned_data[name] for name in self.columns if name in self.cleaned_data}


class ActionForm(SharedForm):
    """What, who, by when. Only what is needed to save."""

    what = forms.CharField(
        label=_("What is to be done?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Begin with a verb: “Ring the contact at NAV and agree on a fixed time”."),
        error_messages={"required": _("Write what is to be done.")},
    )
    responsible = forms.ModelChoiceField(
        label=_("Who does it?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": _("Choose somebody who is in here, or write who it is below.")},
    )
    responsible_text = forms.CharField(
        label=_("Or a role, or somebody without an account"),
        required=False,
        max_length=200,
        help_text=_("For example “the coordinating unit”. Never somebody who gets help, or their next of kin."),
    )
    due = DayField(label=_("When is it due?"))
    details = forms.CharField(
        label=_("Details"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What has to be thought of. No names of people who get help."),
    )

    columns = ("what", "responsible", "responsible_text", "due", "details")

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if space.kind == SpaceKind.PERSON:
            # In one's own space there is nobody else to do it.
            del self.fields["responsible"], self.fields["responsible_text"]
            return
        field = self.fields["responsible"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above; tells the type checker
        people = people_in(space)
        if self.row is not None and self.row.responsible_id is not None:
            # Somebody who has left still stands there until another is chosen.
            people = User.objects.filter(pk__in=people.order_by().values("pk")) | User.objects.filter(
                pk=self.row.responsible_id
            )
            people = people.order_by("first_name", "last_name", "pk")
        field.queryset = people


class OwnTaskForm(SharedForm):
    """A task to oneself."""

    what = ActionForm.base_fields["what"]
    due = ActionForm.base_fields["due"]
    details = ActionForm.base_fields["details"]

    columns = ("what", "due", "details")


class DropForm(IdentityNumberGuardMixin, forms.Form):
    """Why something is not to be done."""

    identity_override = True

    reason = forms.CharField(
        label=_("Why is it not to be done?"),
        max_length=300,
        help_text=_("A few words, so that nobody wonders later."),
        error_messages={"required": _("Write in a few words why.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class DecisionForm(SharedForm):
    """What was decided, when and by whom."""

    what = forms.CharField(
        label=_("What was decided?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what was decided.")},
    )
    decided_on = DayField(
        label=_("When?"), required=True, error_messages={"required": _("Choose the day it was decided.")}
    )
    decided_by_text = forms.CharField(
        label=_("By whom?"),
        required=False,
        max_length=200,
        help_text=_("A group, a role or a meeting: “the steering group”."),
    )
    background = forms.CharField(
        label=_("Background"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why it was decided, and what else was considered. No names of people who get help."),
    )

    columns = ("what", "decided_on", "decided_by_text", "background")

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        if row is None:
            kwargs["initial"] = {"decided_on": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, row=row, **kwargs)
