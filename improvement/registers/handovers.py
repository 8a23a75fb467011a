"""Hand-over to ordinary operation: an owner, six things that make it last, and a check now and then (S64)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from improvement.domain.handover import is_overdue
from improvement.forms.base import DayField, LineField
from improvement.models import Project
from improvement.models.handovers import HandOver, Holds, Interval
from improvement.registers.base import EntryForm, Register, Rows, choice, text
from portal.accounts.models import User
from portal.spaces.models import SpaceMember

CHECKS = ("in_operation", "in_systems", "in_procedures", "is_watched", "is_shared", "has_next")
"""The six things of S64, in order."""


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class HandOverForm(EntryForm):
    """One practice that is handed over."""

    what = LineField(label=_("What is handed over?"), max_length=200, required=True)
    owner = forms.ModelChoiceField(
        label=_("Who owns it now?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Somebody in the project. They are asked three, six and twelve months after whether it holds."),
    )
    owner_role = LineField(
        label=_("In which role?"), max_length=150, help_text=_("People change places; the role is what stays.")
    )
    handed_over_on = DayField(label=_("When was it handed over?"))
    in_operation = _tick(_("It is part of ordinary operation"))
    in_systems = _tick(_("It is built into systems and infrastructure"))
    in_procedures = _tick(_("Procedures, training, job descriptions and routines are brought up to date"))
    is_watched = _tick(_("It is followed by figures, continuously"))
    is_shared = _tick(_("The experience is shared"))
    has_next = _tick(_("A new area for improvement is chosen"))
    every = forms.TypedChoiceField(
        label=_("How often is it checked?"), coerce=int, choices=Interval.choices, initial=Interval.QUARTERLY
    )
    checked_on = DayField(label=_("When was it last checked?"))
    holds = choice(_("How was it then?"), Holds.choices, empty=_("Not known"))
    note = text(_("Note"))

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        if project is not None:
            inside = SpaceMember.objects.current().filter(space=project.space_id).values("person")
            people = User.objects.filter(pk__in=inside, is_active=True)
            if self.row is not None and self.row.owner_id is not None:
                people |= User.objects.filter(pk=self.row.owner_id)
            self.fields["owner"].queryset = people.order_by("first_name", "last_name", "pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a check before the hand-over."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given, checked = cleaned.get("handed_over_on"), cleaned.get("checked_on")
        if given and checked and checked < given:
            self.add_error("checked_on", _("It was checked before it was handed over. Change one of the two days."))
        return cleaned


def warnings(_project: Project, rows: Rows, today: date) -> list[str]:
    """Say what nobody owns, what has not been checked for as long as was agreed, and what is not followed."""
    said = []
    for row in rows:
        name = {"name": row.what}
        if row.owner is None or not row.owner.is_active:
            said.append(gettext("Nobody owns “%(name)s”.") % name)
        since = row.checked_on or row.handed_over_on
        if since is not None and is_overdue(since, row.every, today):
            said.append(gettext("It is time to check “%(name)s”: is it still followed?") % name)
        if row.holds == Holds.NO:
            said.append(gettext("“%(name)s” is not followed. What was in the way, and what do you do about it?") % name)
    return said


HAND_OVERS = Register(
    model=HandOver,
    form=HandOverForm,
    title=_("Hand-over to operation"),
    lead=_("Who owns the new practice when the project is over, what makes it last, and who checks that it does?"),
    empty=_("A practice without an owner fades. Begin with who it is."),
    add=_("Hand something over"),
    sub_steps=("follow_up.sustain", "follow_up.implement"),
    columns=("what", "owner", "owner_role", "handed_over_on", "every", "checked_on", "holds"),
    related=("owner",),
    warnings=warnings,
)
