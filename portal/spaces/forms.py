"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import EndReason, Membership, User
from portal.spaces.handover import Holding, shut_out
from portal.spaces.services.leaving import Parting

NOBODY = "nobody"
# Another answer than `NOBODY`, so that nobody leaves a project without a lead by an answer that did not say so.
ALONE = "alone"


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
        self,
        *args: Any,
        membership: Membership,
        holdings: list[Holding],
        people: list[User],
        needs_administrator: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"last_day": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.holdings = holdings
        self.people = {str(person.pk): person for person in people}
        if needs_administrator:
            self.fields["administrator"] = forms.ChoiceField(
                label=_("New organisation administrator"),
                choices=[
                    ("", _("Choose who takes over")),
                    *[(key, str(person)) for key, person in self.people.items()],
                ],
                error_messages={"required": _("Choose who looks after the organisation from now on.")},
                help_text=_("Invites people, ends memberships, and can give the role on."),
            )
        for holding in holdings:
            self.fields[holding.key] = self._question(holding)

    def _question(self, holding: Holding) -> forms.ChoiceField:
        """Ask who takes over; that nobody does is an answer too, and says there and then what it means."""
        nobody = (
            (ALONE, _("Nobody: then nobody leads it"))
            if holding.last_lead
            else (NOBODY, holding.nobody or _("Nobody takes over"))
        )
        people = [(key, str(person)) for key, person in self.people.items()]
        # Many questions sound alike: what is missing is said with the name of the thing.
        missing = _("Choose who takes over in “%(thing)s”, or that nobody does.") % {"thing": holding.title}
        return forms.ChoiceField(
            label=holding.question or _("Who takes over as %(role)s?") % {"role": str(holding.role).lower()},
            choices=[("", _("Choose who takes over")), *people, nobody],
            error_messages={"required": missing, "invalid_choice": missing},
            help_text=_("Nobody else leads this.") if holding.last_lead else "",
        )

    def clean_last_day(self) -> Any:
        """Refuse a day before the membership began."""
        day = self.cleaned_data["last_day"]
        if day < self.membership.starts_on:
            raise forms.ValidationError(
                _("The membership began on %(day)s. Choose that day or a later one.")
                % {"day": date_format(self.membership.starts_on, "SHORT_DATE_FORMAT")}
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse that somebody takes over what they would not come in to."""
        data = super().clean() or self.cleaned_data
        chosen = {holding.key: self.people.get(data.get(holding.key, "")) for holding in self.holdings}
        for holding in shut_out(self.holdings, chosen):
            words = {"person": chosen[holding.key], "thing": holding.title}
            self.add_error(
                holding.key,
                _(
                    "%(person)s has no place in “%(thing)s”. Choose somebody who has, or let %(person)s take over a "
                    "role there as well."
                )
                % words,
            )
        return data

    def things(self) -> list[tuple[str, list[BoundField]]]:
        """The questions about what goes on: each thing's name, and a question for each role held in it."""
        found: dict[str, tuple[str, list[BoundField]]] = {}
        for holding in self.holdings:
            _name, questions = found.setdefault(holding.thing or holding.key, (holding.title, []))
            questions.append(self[holding.key])
        return list(found.values())

    def parting(self) -> Parting:
        """The answers, as the service takes them."""
        data = self.cleaned_data
        return Parting(
            last_day=data["last_day"],
            reason=EndReason(data["reason"]),
            successors=self.chosen(),
            without_lead=self.alone(),
            administrator=self.people.get(data.get("administrator", "")),
        )

    def chosen(self) -> dict[str, User | None]:
        """Who takes over what."""
        return {holding.key: self.people.get(self.cleaned_data[holding.key]) for holding in self.holdings}

    def alone(self) -> frozenset[str]:
        """What may stand without a lead."""
        return frozenset(holding.key for holding in self.holdings if self.cleaned_data.get(holding.key) == ALONE)
