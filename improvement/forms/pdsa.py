"""The four sittings of a PDSA cycle: plan with prediction, run, finding, decision. One form a stage."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from improvement.domain import pdsa as rules
from improvement.domain.pdsa import PdsaCode
from improvement.forms.base import DayField, WorkspaceForm, area
from improvement.models import DecisionMade, Match, Measure, PdsaCycle, Project, Stage

_NO_PATIENTS = _("No names, and nothing that tells who a patient is.")

#: Which field a code is about, and what to say.
_WORDS: dict[PdsaCode, tuple[str, Promise]] = {
    PdsaCode.QUESTION_MISSING: ("question", _("Write the question before you begin.")),
    PdsaCode.PREDICTION_MISSING: ("prediction", _("Write what you think will happen before you begin.")),
    PdsaCode.START_MISSING: ("started_on", _("Say when the test begins.")),
    PdsaCode.END_BEFORE_START: ("ended_on", _("The last day cannot come before the first.")),
    PdsaCode.FINDING_MISSING: ("finding", _("Write what you found.")),
    PdsaCode.MATCH_MISSING: ("match", _("Compare it with the prediction.")),
    PdsaCode.DECISION_MISSING: ("decision", _("Choose what you decide.")),
    PdsaCode.REASON_MISSING: ("decision_reason", _("Say why you abandon it, so that others can learn.")),
}


def domain_cycle(cycle: PdsaCycle, changes: dict[str, Any] | None = None) -> rules.Cycle:
    """The stored cycle, with `changes` laid over, as the domain reads it."""
    now = {**{name: getattr(cycle, name) for name in _COLUMNS}, **(changes or {})}
    return rules.Cycle(
        number=cycle.number,
        stage=rules.Stage(cycle.stage),
        question=now["question"],
        prediction=now["prediction"],
        plan=now["plan"],
        started=now["started_on"],
        ended=now["ended_on"],
        observed=now["observed"],
        finding=now["finding"],
        match=rules.Match(now["match"]) if now["match"] else None,
        decision=rules.CycleDecision(now["decision"]) if now["decision"] else None,
        decision_reason=now["decision_reason"],
    )


_COLUMNS = (
    "question",
    "prediction",
    "plan",
    "started_on",
    "ended_on",
    "observed",
    "finding",
    "match",
    "decision",
    "decision_reason",
)


class StageForm(WorkspaceForm):
    """One stage. `advance=True` asks whether the cycle may go on to the next stage with what was sent."""

    stage: ClassVar[Stage]
    next_stage: ClassVar[Stage]

    def __init__(self, *args: Any, project: Project, advance: bool = False, **kwargs: Any) -> None:
        self.advance = advance
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first; and, to go on, nothing is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        changes = {name: value for name, value in self.changes().items() if name in _COLUMNS}
        cycle = domain_cycle(self.row if self.row is not None else PdsaCycle(number=1), changes)
        codes = set(rules.missing_for(cycle, rules.Stage(self.next_stage))) if self.advance else set()
        if cycle.started and cycle.ended and cycle.ended < cycle.started:
            codes.add(PdsaCode.END_BEFORE_START)
        if self.row is not None and cleaned.get("version") == self.row.version:
            self._hold_what_is_closed(cycle)
        for code in (code for code in PdsaCode if code in codes):
            field, message = _WORDS.get(code, ("", _("The cycle has moved on. Open it again.")))
            self.add_error(field if field in self.fields else None, str(message))
        return cleaned

    def _hold_what_is_closed(self, cycle: rules.Cycle) -> None:
        """What was predicted stays predicted, also when the page was opened before the test began.

        Only asked when the writer has seen the stored version; an older one is a conflict, with both texts.
        """
        for name in rules.check_edit(domain_cycle(self.row), cycle):
            field = {"started": "started_on", "ended": "ended_on"}.get(name, name)
            self.add_error(field, _("The cycle has moved on, so this can no longer be changed."))


class PdsaPlanForm(StageForm):
    """Question, plan and prediction. Question and prediction are closed once the test has begun."""

    stage = Stage.PLAN
    next_stage = Stage.DO

    title = forms.CharField(
        label=_("What will you test, in few words?"),
        max_length=80,
        help_text=_("Stands on the chart: “ring before the meeting”."),
    )
    question = forms.CharField(label=_("What do you want to find out?"), max_length=1000, widget=area(2))
    prediction = forms.CharField(
        label=_("What do you think will happen?"),
        required=False,
        max_length=1000,
        widget=area(2),
        help_text=_(
            "Write it before you test, with a figure if you can. It cannot be changed after the test has begun."
        ),
    )
    plan = forms.CharField(
        label=_("Who does what, where and when?"),
        required=False,
        max_length=4000,
        widget=area(4),
        help_text=_NO_PATIENTS,
    )
    measure = forms.ModelChoiceField(
        label=_("Which measure should show it?"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("None yet"),
        help_text=_("The test is marked on that chart from the day it begins."),
    )
    started_on = DayField(label=_("When does it begin?"))

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        measures = Measure.objects.filter(project=project, archived_at__isnull=True)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]

    def texts(self) -> dict[str, Any]:
        """What was sent; the measure by its key."""
        texts = super().texts()
        texts["measure"] = texts["measure"].pk if texts.get("measure") else None
        return texts

    def changes(self) -> dict[str, Any]:
        """The columns."""
        changes = self.texts()
        changes["measure_id"] = changes.pop("measure")
        return changes


class PdsaRunForm(StageForm):
    """What happened along the way, and when it ended."""

    stage = Stage.DO
    next_stage = Stage.STUDY

    started_on = DayField(label=_("Began"), required=True)
    ended_on = DayField(label=_("Ended"), help_text=_("Leave it empty while the test is running."))
    observed = forms.CharField(
        label=_("What happened along the way?"),
        required=False,
        max_length=4000,
        widget=area(4),
        help_text=_("Did you do as planned? What surprised you?"),
    )


class PdsaFindingForm(StageForm):
    """What was found, and how it stands to the prediction."""

    stage = Stage.STUDY
    next_stage = Stage.ACT

    finding = forms.CharField(
        label=_("What did you find?"),
        required=False,
        max_length=4000,
        widget=area(4),
        help_text=_("What you saw, before you discuss it."),
    )
    match = forms.ChoiceField(
        label=_("How does it compare with the prediction?"),
        required=False,
        choices=Match.choices,
        widget=forms.RadioSelect,
    )
    study = forms.CharField(
        label=_("What did you learn?"),
        required=False,
        max_length=4000,
        widget=area(3),
        help_text=_("Why did it go as it did? Where would it be different?"),
    )


class PdsaDecisionForm(StageForm):
    """What follows."""

    stage = Stage.ACT
    next_stage = Stage.CLOSED

    decision = forms.ChoiceField(
        label=_("What do you decide?"), required=False, choices=DecisionMade.choices, widget=forms.RadioSelect
    )
    decision_reason = forms.CharField(label=_("Why?"), required=False, max_length=2000, widget=area(2))
    next_step = forms.CharField(
        label=_("What happens next?"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("Who does what, and what will you test in the next round?"),
    )


STAGE_FORMS: dict[str, type[StageForm]] = {
    form.stage: form for form in (PdsaPlanForm, PdsaRunForm, PdsaFindingForm, PdsaDecisionForm)
}


def default_plan(project: Project, previous: PdsaCycle | None) -> dict[str, Any]:
    """What a new cycle starts from: the one it follows, else the only measure there is."""
    if previous is not None:
        return {"measure": previous.measure_id, "plan": previous.plan, "question": previous.question}
    measures = list(Measure.objects.filter(project=project, archived_at__isnull=True).values_list("pk", flat=True)[:2])
    return {"measure": measures[0] if len(measures) == 1 else None, "started_on": timezone.localdate()}
