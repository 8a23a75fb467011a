"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import EndReason, Membership, User
from portal.spaces.handover import Holding

NOBODY = "nobody"


class LeaveForm(forms.Form):
    """The last day, why, and for each thing held who takes it over."""

    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("The membership holds to the end of this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the last day."), "invalid": _("Write the date as day.month.year.")},
    )
    reason = forms.ChoiceField(
        label=_("Why it ends"),
        choices=EndReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it ends.")},
    )

    def __init__(
        self, *args: Any, membership: Membership, holdings: list[Holding], people: list[User], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"last_day": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.holdings = holdings
        self.people = {str(person.pk): person for person in people}
        for holding in holdings:
            self.fields[holding.key] = forms.ChoiceField(
                label=f"{holding.title} – {holding.role}",
                choices=[
                    ("", _("Choose who takes over")),
                    *[(key, str(person)) for key, person in self.people.items()],
                    (NOBODY, _("Nobody takes over")),
                ],
                error_messages={"required": _("Choose who takes over, or that nobody does.")},
                help_text=_("Nobody else leads this project.") if holding.last_lead else "",
            )
            if holding.last_lead:
                self.fields[f"{holding.key}-alone"] = forms.BooleanField(
                    label=_("Yes, «%(project)s» may stand without a project lead") % {"project": holding.title},
                    required=False,
                )

    def clean_last_day(self) -> Any:
        """Refuse a day before the membership began."""
        day = self.cleaned_data["last_day"]
        if day < self.membership.starts_on:
            raise forms.ValidationError(
                _("The membership began on %(day)s. Choose that day or a later one.")
                % {"day": self.membership.starts_on.strftime("%d.%m.%Y")}
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Ask once more before a project is left without a lead."""
        data = super().clean() or {}
        for holding in self.holdings:
            if holding.last_lead and data.get(holding.key) == NOBODY and not data.get(f"{holding.key}-alone"):
                self.add_error(
                    holding.key,
                    _("«%(project)s» would stand without a project lead. Choose somebody, or tick the box below.")
                    % {"project": holding.title},
                )
        return data

    def chosen(self) -> dict[str, User | None]:
        """Who takes over what."""
        return {holding.key: self.people.get(self.cleaned_data[holding.key]) for holding in self.holdings}

    def alone(self) -> frozenset[str]:
        """What may stand without a lead."""
        return frozenset(
            holding.key for holding in self.holdings if self.cleaned_data.get(f"{holding.key}-alone") is True
        )
