"""Stakeholders: who they are, where they stand, and what we do about it (S57)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from improvement.domain.stakeholders import Quadrant, missing_groups, quadrant_of
from improvement.forms.base import DayField, LineField
from improvement.models import Project
from improvement.models.stakeholders import Attitude, Place, Stakeholder, StakeholderGroup
from improvement.registers.base import EntryForm, Look, Register, Rows, choice, degree, text
from portal.accounts.models import User

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
    group = choice(_("Group"), StakeholderGroup.choices)
    place = choice(_("Internal or external"), Place.choices)
    influence = degree(_("Influence"), help_text=_("How much can they help or stop the project?"))
    interest = degree(_("Interest"), help_text=_("How much does the project matter to them?"))
    attitude_now = choice(_("Attitude now"), Attitude.choices, empty=_("Not known"))
    attitude_wanted = choice(_("Attitude wanted"), Attitude.choices)
    stake = text(_("What do they gain or lose?"))
    needs_to_know = text(_("What do they need to know?"))
    approach = text(_("What do we do?"))
    responsible = LineField(label=_("Who does it?"), max_length=150)
    due_on = DayField(label=_("By when?"))


def warnings(_project: Project, rows: Rows, today: date) -> list[str]:
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


def map_of(rows: Rows, _person: User) -> dict[str, Any]:
    """The rows in the four fields of influence and interest, the heaviest first; and those not judged."""
    fields: dict[Quadrant | None, list[Any]] = {quadrant: [] for quadrant in _QUADRANTS}
    fields[None] = []
    for row in rows:
        fields[quadrant_of(row.influence, row.interest)].append(row)
    for found in fields.values():
        found.sort(key=lambda row: (-(row.influence or 0), -(row.interest or 0), row.name))
    return {
        "fields": [
            {"key": each.value, "title": title, "text": text, "rows": fields[each]}
            for each, (title, text) in _QUADRANTS.items()
        ],
        "unplaced": fields[None],
    }


def groups_of(rows: Rows, _person: User) -> dict[str, Any]:
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
