"""Communication, benefits, risks, the change log and the process evaluation (S36, S38, S62, S77)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from improvement.forms.base import DayField, LineField
from improvement.models import Project, Stakeholder
from improvement.models.plans import Benefit, Information, LoggedChange, ProcessNote, Realisation, Risk
from improvement.registers.base import EntryForm, Register, Rows, degree, text

MUCH = 12
"""Likelihood times consequence from which a risk without a remedy is said: 3 × 4."""


class InformationForm(EntryForm):
    """One line of the communication plan."""

    audience = LineField(label=_("Who needs information?"), max_length=200, required=True)
    stakeholder = forms.ModelChoiceField(
        label=_("Which stakeholder is it?"), queryset=Stakeholder.objects.none(), required=False, empty_label=_("None")
    )
    purpose = text(_("What for?"), help_text=_("What shall they know, think or do afterwards?"))
    message = text(_("What do you say?"))
    channel = LineField(
        label=_("Where and how?"), max_length=200, help_text=_("“Staff meeting”, “letter to relatives”.")
    )
    due_on = DayField(label=_("When?"))
    responsible = LineField(label=_("Who does it?"), max_length=150)
    done_on = DayField(label=_("Done on"))

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        found = Stakeholder.objects.filter(project=project, archived_at__isnull=True).order_by("name")
        self.fields["stakeholder"].queryset = found  # type: ignore[attr-defined]


def untold(project: Project, rows: Rows, today: date) -> list[str]:
    """Say what is late, and which stakeholders have something to know and no line in the plan."""
    said = [
        gettext("“%(name)s” should have been told by now.") % {"name": row.audience}
        for row in rows
        if row.due_on is not None and row.due_on < today and row.done_on is None
    ]
    planned = {row.stakeholder_id for row in rows}
    waiting = Stakeholder.objects.filter(project=project, archived_at=None).exclude(needs_to_know="")
    names = [each.name for each in waiting.exclude(pk__in=[key for key in planned if key]).order_by("name")]
    return said + [
        gettext("“%(name)s” needs to know something, and has no line here.") % {"name": name} for name in names
    ]


COMMUNICATION = Register(
    model=Information,
    form=InformationForm,
    title=_("Communication plan"),
    lead=_("Who needs information, what for, what do you say, and where and how?"),
    empty=_("Begin with those who notice the change first."),
    add=_("Add a line to the plan"),
    sub_steps=("prepare.anchor", "follow_up.implement"),
    columns=("audience", "purpose", "message", "channel", "due_on", "responsible", "done_on"),
    pasted=("audience", "purpose", "message", "channel"),
    warnings=untold,
)


class BenefitForm(EntryForm):
    """One effect goal and what comes of it."""

    effect_goal = LineField(
        label=_("Effect goal"), max_length=300, required=True, help_text=_("What shall be different for somebody?")
    )
    realisation = text(_("Realisation"), help_text=_("What has to be done, by whom, for it to come true?"))
    gain = text(_("Gain"), help_text=_("What is then better, and for whom?"))
    indicator = LineField(label=_("How do you see it?"), max_length=200)
    responsible = LineField(
        label=_("Who answers for it?"), max_length=150, help_text=_("A leader: gains come where leaders ask for them.")
    )
    state = forms.ChoiceField(label=_("How far has it come?"), choices=Realisation.choices, initial=Realisation.PLANNED)
    realised_on = DayField(label=_("Realised on"))

    def clean(self) -> dict[str, Any]:
        """Refuse a day for what is not realised."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("realised_on") and cleaned.get("state") != Realisation.REALISED:
            self.add_error("realised_on", _("It has a day, but does not stand as realised. Change one of the two."))
        return cleaned


def unowned(_project: Project, rows: Rows, _today: date) -> list[str]:
    """Say which benefits nobody answers for."""
    return [
        gettext("Nobody answers for “%(name)s”.") % {"name": row.effect_goal} for row in rows if not row.responsible
    ]


BENEFITS = Register(
    model=Benefit,
    form=BenefitForm,
    title=_("Benefits"),
    lead=_("From effect goal through realisation to gain. What cannot be counted can still be told."),
    empty=_("One effect goal, what it takes, and what is gained."),
    add=_("Add an effect goal"),
    sub_steps=("plan.goals", "evaluate.judge"),
    columns=("effect_goal", "realisation", "gain", "indicator", "responsible", "state", "realised_on"),
    pasted=("effect_goal", "realisation", "gain", "indicator", "responsible"),
    warnings=unowned,
)


class RiskForm(EntryForm):
    """One thing that can go wrong."""

    what = LineField(label=_("What can happen?"), max_length=300, required=True)
    likelihood = degree(_("How likely is it?"))
    consequence = degree(_("How serious is it?"))
    remedy = text(_("What do you do about it?"))
    responsible = LineField(label=_("Who does it?"), max_length=150)
    due_on = DayField(label=_("By when?"))
    over_on = DayField(label=_("No risk any more since"))


def risky(_project: Project, rows: Rows, today: date) -> list[str]:
    """Say which large risks nothing is done about, and for which the day has passed."""
    said = []
    for row in rows:
        if row.over_on is not None:
            continue
        if (row.size or 0) >= MUCH and not row.remedy:
            said.append(gettext("“%(name)s” is a large risk, and nothing is done about it.") % {"name": row.what})
        elif row.due_on is not None and row.due_on < today:
            said.append(gettext("The day for “%(name)s” has passed.") % {"name": row.what})
    return said


RISKS = Register(
    model=Risk,
    form=RiskForm,
    title=_("Risks"),
    lead=_("What can go wrong, how likely and how serious is it, and what do you do about it? The largest come first."),
    empty=_("Ask the staff: what would make this fail?"),
    add=_("Add a risk"),
    sub_steps=("prepare.anchor", "do.test"),
    columns=("what", "likelihood", "consequence", "remedy", "responsible", "due_on", "over_on"),
    pasted=("what", "likelihood", "consequence", "remedy", "responsible"),
    warnings=risky,
    order=lambda row: (row.over_on is not None, -(row.size or 0), row.pk),
)


class LoggedChangeForm(EntryForm):
    """One change along the way."""

    changed_on = DayField(label=_("When?"), required=True)
    what = LineField(label=_("What was changed?"), max_length=300, required=True)
    reason = text(_("Why?"))
    seen = text(_("What did you see afterwards?"))
    decided_by = LineField(label=_("Who decided it?"), max_length=150)


CHANGES = Register(
    model=LoggedChange,
    form=LoggedChangeForm,
    title=_("Change log"),
    lead=_("What was changed in the new practice along the way, and why. The newest first."),
    empty=_("Write it down the day you change it: in a month nobody remembers why."),
    add=_("Log a change"),
    sub_steps=("do.test",),
    columns=("what", "changed_on", "reason", "seen", "decided_by"),
    order=lambda row: (-row.changed_on.toordinal(), -row.pk),
)


class ProcessNoteForm(EntryForm):
    """One observation of how the work goes."""

    noted_on = DayField(label=_("When?"), required=True)
    seen = text(_("What do you see in the cooperation?"), rows=3, required=True)
    means = text(_("What does it do to the work?"))
    act = text(_("What will you do differently?"))


PROCESS = Register(
    model=ProcessNote,
    form=ProcessNoteForm,
    title=_("Process evaluation"),
    lead=_("How does the work itself go between people? A short note now and then, the newest first."),
    empty=_("Two minutes after a meeting: what helped, what was in the way?"),
    add=_("Write a note"),
    sub_steps=("evaluate.reflect",),
    columns=("seen", "noted_on", "means", "act"),
    order=lambda row: (-row.noted_on.toordinal(), -row.pk),
)
