"""Stakeholders: who they are, where they stand, and what we do about it (S57)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from improvement.domain.stakeholders import Quadrant, missing_groups, quadrant_of
from improvement.forms.base import DayField, LineField, area
from improvement.models.stakeholders import Attitude, Place, Stakeholder, StakeholderGroup
from improvement.registers.base import EntryForm, Look, Register, Rows

_DEGREES = [
    ("", _("Not judged")),
    *((n, label) for n, label in enumerate((_("1, very little"), "2", "3", "4", _("5, very much")), start=1)),
]
_QUADRANTS = {
    Quadrant.CLOSE: (_("Work closely with"), _("Much influence, much interest")),
    Quadrant.SATISFIED: (_("Keep satisfied"), _("Much influence, less interest")),
    Quadrant.INFORMED: (_("Keep informed"), _("Less influence, much interest")),
    Quadrant.WATCHED: (_("Keep an eye on"), _("Less influence, less interest")),
}


class StakeholderForm(EntryForm):
    """One stakeholder. A name is enough to save."""

    name = LineField(
        label=_("Name or role"),
        max_length=150,
        required=True,
        help_text=_("Roles and groups rather than private persons: “GPs in the municipality”."),
    )
    organisation = LineField(label=_("Organisation"), max_length=150)
    group = forms.ChoiceField(
        label=_("Group"), required=False, choices=[("", _("Not decided")), *StakeholderGroup.choices]
    )
    place = forms.ChoiceField(
        label=_("Internal or external"), required=False, choices=[("", _("Not decided")), *Place.choices]
    )
    influence = forms.TypedChoiceField(
        label=_("Influence"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=_DEGREES,
        help_text=_("How much can they help or stop the project?"),
    )
    interest = forms.TypedChoiceField(
        label=_("Interest"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=_DEGREES,
        help_text=_("How much does the project matter to them?"),
    )
    attitude_now = forms.ChoiceField(
        label=_("Attitude now"), required=False, choices=[("", _("Not known")), *Attitude.choices]
    )
    attitude_wanted = forms.ChoiceField(
        label=_("Attitude wanted"), required=False, choices=[("", _("Not decided")), *Attitude.choices]
    )
    stake = forms.CharField(label=_("What do they gain or lose?"), required=False, max_length=1000, widget=area(2))
    needs_to_know = forms.CharField(
        label=_("What do they need to know?"), required=False, max_length=1000, widget=area(2)
    )
    approach = forms.CharField(label=_("What do we do?"), required=False, max_length=1000, widget=area(2))
    responsible = LineField(label=_("Who does it?"), max_length=150)
    due_on = DayField(label=_("By when?"))


def warnings(rows: Rows, today: date) -> list[str]:
    """Say which of the four groups nobody stands in, and how many things to do have passed their day."""
    labels = {group.value: str(group.label) for group in StakeholderGroup}
    said = []
    if rows:
        said = [
            gettext("Nobody stands in the group “%(group)s”. Have you forgotten somebody?") % {"group": labels[each]}
            for each in missing_groups([row.group for row in rows], list(labels))
        ]
    late = [row.name for row in rows if row.due_on is not None and row.due_on < today and row.approach]
    said += [gettext("The day for what you do with “%(name)s” has passed.") % {"name": name} for name in late]
    return said


def map_of(rows: Rows) -> dict[str, Any]:
    """The rows in the four fields of influence and interest, the heaviest first; and those not judged."""
    fields: dict[Quadrant | None, list[Any]] = {quadrant: [] for quadrant in _QUADRANTS}
    fields[None] = []
    for row in rows:
        fields[quadrant_of(row.influence, row.interest)].append(row)
    for found in fields.values():
        found.sort(key=lambda row: (-(row.influence or 0), -(row.interest or 0), row.name))
    return {
        "quadrants": [
            {"key": each.value, "title": title, "text": text, "rows": fields[each]}
            for each, (title, text) in _QUADRANTS.items()
        ],
        "unplaced": fields[None],
    }


def groups_of(rows: Rows) -> dict[str, Any]:
    """The rows by group, internal and external apart; those without a group last."""
    found = []
    for value, title in [*StakeholderGroup.choices, ("", _("Not decided"))]:
        inside = [row for row in rows if row.group == value]
        if value or inside:
            places = [*Place.choices, ("", "")]
            parts = [{"title": name, "rows": [row for row in inside if row.place == key]} for key, name in places]
            found.append({"title": title, "rows": inside, "parts": [part for part in parts if part["rows"]]})
    return {"groups": found}


STAKEHOLDERS = Register(
    model=Stakeholder,
    form=StakeholderForm,
    title=_("Stakeholders"),
    lead=_(
        "Everybody who can affect the project, is affected by it, or believes that they will be. "
        "Say where they stand, and what you do about it."
    ),
    empty=_("Begin with those who can stop the project, and those whom it is for."),
    add=_("Add a stakeholder"),
    sub_steps=("prepare.anchor",),
    columns=("name", "organisation", "place", "influence", "interest", "attitude_now", "attitude_wanted", "approach"),
    grouped_by="group",
    pasted=("name", "organisation", "group", "place", "influence", "interest", "attitude_now", "attitude_wanted"),
    looks=(
        Look("kart", _("Map"), "improvement/parts/stakeholder_map.html", map_of),
        Look("grupper", _("Groups"), "improvement/parts/stakeholder_groups.html", groups_of),
    ),
    snapshots=True,
    warnings=warnings,
)
