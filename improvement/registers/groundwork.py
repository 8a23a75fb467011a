"""Need, anchoring, knowledge, mapping and requirements (S56, S58)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from improvement.forms.base import DayField, LineField
from improvement.models import Goal, Project
from improvement.models.groundwork import (
    Anchoring,
    Backing,
    Fulfilment,
    Knowledge,
    KnowledgeKind,
    Mapping,
    Method,
    Need,
    NeedSource,
    Party,
    Requirement,
    Weight,
)
from improvement.registers.base import EntryForm, Register, Rows, choice, text
from improvement.services.process import phase_now
from portal.accounts.roles import Role
from portal.spaces.models import SpaceMember

_SOON = timedelta(days=30)
_STANDS = (Backing.YES, Backing.ACTIVE)


class NeedForm(EntryForm):
    """One thing that says that improvement is needed."""

    what = LineField(label=_("What is needed, or what is wrong?"), max_length=300, required=True)
    source = choice(_("Where does it come from?"), NeedSource.choices)
    shown_by = text(
        _("What shows it?"),
        help_text=_("Figures, what users have told, incidents. Nothing that tells who a patient is."),
    )
    seen_on = DayField(label=_("When was it seen?"))


NEEDS = Register(
    model=Need,
    form=NeedForm,
    title=_("Needs"),
    lead=_("What makes improvement necessary? Seen from several sides a need is easier to agree on."),
    empty=_("Write down what users, staff and figures tell you. Seven kinds of sources are named in the form."),
    add=_("Write down a need"),
    sub_steps=("prepare.recognise",),
    columns=("what", "shown_by", "seen_on"),
    grouped_by="source",
    pasted=("what", "source", "shown_by"),
)


class AnchoringForm(EntryForm):
    """Where one party stands."""

    party = forms.ChoiceField(label=_("Who is it about?"), choices=Party.choices)
    who = LineField(
        label=_("Which of them?"), max_length=200, help_text=_("“Head of home care”, “the users' council”.")
    )
    backing = forms.ChoiceField(label=_("Where do they stand?"), choices=Backing.choices, initial=Backing.NOT_ASKED)
    evidence = text(_("What shows it?"), help_text=_("A decision, minutes, money, somebody who has been freed."))
    holder = LineField(label=_("Who keeps in touch with them?"), max_length=150)
    valid_until = DayField(
        label=_("How long does it hold?"), help_text=_("A yes ages. Set a day on which you ask again.")
    )
    next_move = text(_("What is the next move?"))


def anchoring_warnings(project: Project, rows: Rows, today: date) -> list[str]:
    """Say who has not been asked, and which yes has aged: by its day, by the phase, by a new lead (S56)."""
    asked = {row.party for row in rows if row.backing != Backing.NOT_ASKED}
    said = [
        gettext("Nothing is written of %(party)s.") % {"party": party.label} for party in Party if party not in asked
    ]
    phase, since = phase_now(project).key, _lead_since(project)
    for row in rows:
        if row.backing not in _STANDS:
            continue
        name = {"name": str(row)}
        if row.valid_until is not None and row.valid_until < today:
            said.append(gettext("The yes from “%(name)s” has run out. Ask again.") % name)
        elif row.valid_until is not None and row.valid_until <= today + _SOON:
            said.append(gettext("The yes from “%(name)s” runs out within a month.") % name)
        elif row.phase and row.phase != phase:
            said.append(gettext("“%(name)s” said yes in another phase. Does it still hold?") % name)
        elif since is not None and row.changed_at.date() < since:
            said.append(gettext("The lead has changed since “%(name)s” said yes. Does it still hold?") % name)
    return said


def _lead_since(project: Project) -> date | None:
    """The day on which the newest lead or leader of the project came in."""
    leads = SpaceMember.objects.current().filter(
        space=project.space_id, role__in=(Role.PROJECT_LEAD, Role.LEADER), starts_on__isnull=False
    )
    found: date | None = leads.order_by("-starts_on").values_list("starts_on", flat=True).first()
    return found


ANCHORING = Register(
    model=Anchoring,
    form=AnchoringForm,
    title=_("Anchoring"),
    lead=_(
        "Leaders, professionals, staff, users and others: who has said yes, what shows it, and how long does it hold? "
        "Do plans and the improvement hang together, do users and staff take part in choosing, "
        "which partners are touched?"
    ),
    empty=_("Begin with the leader who must ask for the results and free time."),
    add=_("Write where somebody stands"),
    sub_steps=("prepare.anchor", "follow_up.implement"),
    columns=("who", "backing", "evidence", "holder", "valid_until", "next_move"),
    grouped_by="party",
    warnings=anchoring_warnings,
    stamps=lambda project: {"phase": phase_now(project).key},
)


class KnowledgeForm(EntryForm):
    """One thing that is known."""

    kind = choice(_("What kind of knowledge is it?"), KnowledgeKind.choices)
    says = text(_("What does it say?"), rows=3, most=2000, required=True)
    source = LineField(label=_("Where is it from?"), max_length=300)
    address = forms.URLField(
        label=_("Address on the web"), required=False, max_length=500, assume_scheme="https", widget=forms.URLInput
    )
    means = text(_("What does it mean for you?"))


def knowledge_warnings(_project: Project, rows: Rows, _today: date) -> list[str]:
    """Say which of the three kinds is missing, and how much stands without a source."""
    kinds = {row.kind for row in rows}
    said = [
        gettext("Nothing is written of %(kind)s.") % {"kind": kind.label}
        for kind in KnowledgeKind
        if rows and kind not in kinds
    ]
    bare = sum(not (row.source or row.address) for row in rows)
    return said + ([gettext("Without a source: %(n)s.") % {"n": bare}] if bare else [])


KNOWLEDGE = Register(
    model=Knowledge,
    form=KnowledgeForm,
    title=_("Knowledge base"),
    lead=_("Research, experience and what users know. Three kinds, each with its source."),
    empty=_("Begin with what users have told you; research is easier to read when you know what you ask."),
    add=_("Add what you know"),
    sub_steps=("prepare.knowledge",),
    columns=("says", "source", "means"),
    grouped_by="kind",
    warnings=knowledge_warnings,
)


class MappingForm(EntryForm):
    """One thing that is done to find out how it is today."""

    asks = LineField(label=_("What do you want to know?"), max_length=300, required=True)
    method = choice(_("How will you find out?"), Method.choices)
    who = LineField(label=_("Who does it, and with whom?"), max_length=200)
    due_on = DayField(label=_("When?"))
    material = text(_("What do you need for it?"))
    finding = text(_("What did you find?"), rows=3, most=2000)
    goal = forms.ModelChoiceField(
        label=_("Which goal does it lead to?"), queryset=Goal.objects.none(), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        goals = Goal.objects.filter(project=project, archived_at__isnull=True)
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]


def late(_project: Project, rows: Rows, today: date) -> list[str]:
    """Say of what the day has passed, where the row tells by `finding` or `fulfilment` that it is not done."""
    return [
        gettext("The day for “%(name)s” has passed.") % {"name": str(row)}
        for row in rows
        if row.due_on is not None and row.due_on < today and _open(row)
    ]


def _open(row: Any) -> bool:
    return not row.finding if isinstance(row, Mapping) else row.fulfilment != Fulfilment.MET


MAPPING = Register(
    model=Mapping,
    form=MappingForm,
    title=_("Mapping plan"),
    lead=_("How is it today? Ask, observe and count before you set the goal."),
    empty=_("One question you need an answer to, and the simplest way to find out."),
    add=_("Plan a mapping"),
    sub_steps=("plan.map",),
    columns=("asks", "method", "who", "due_on", "finding", "goal"),
    warnings=late,
    related=("goal",),
)


class RequirementForm(EntryForm):
    """One thing that is required."""

    what = LineField(label=_("What is required?"), max_length=300, required=True)
    weight = choice(_("Must, should or may?"), Weight.choices)
    source = LineField(label=_("Where does it stand?"), max_length=300, help_text=_("Law, regulation or guideline."))
    fulfilment = forms.ChoiceField(
        label=_("How is it with you?"), choices=Fulfilment.choices, initial=Fulfilment.UNKNOWN
    )
    evidence = text(_("What shows it?"))
    gap = text(_("What is the gap?"))
    remedy = text(_("What do you do about it?"))
    responsible = LineField(label=_("Who does it?"), max_length=150)
    due_on = DayField(label=_("By when?"))


REQUIREMENTS = Register(
    model=Requirement,
    form=RequirementForm,
    title=_("Requirements"),
    lead=_("What laws and guidelines ask for, how it is with you, and what you do about the gap."),
    empty=_("Begin with the requirements that are most at stake for the users."),
    add=_("Add a requirement"),
    sub_steps=("plan.map",),
    columns=("what", "weight", "fulfilment", "gap", "remedy", "responsible", "due_on"),
    grouped_by="fulfilment",
    pasted=("what", "weight", "source", "fulfilment", "evidence", "gap", "remedy", "responsible"),
    warnings=late,
)
