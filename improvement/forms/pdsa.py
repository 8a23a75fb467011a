"""The four sittings of a PDSA cycle: plan with predictions, run, findings, decision. One form a stage.

The questions of a cycle are rows of their own; here each has its fields, numbered from the second on (`question`,
`question_2` …), so that saved versions, and the page for two who wrote at once, know them like any other field.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from improvement.domain import pdsa as rules
from improvement.domain.chain import ChainCode
from improvement.domain.pdsa import MOST_QUESTIONS, PdsaCode
from improvement.forms.base import DayField, LineField, WorkspaceForm, area
from improvement.forms.pdsa_questions import FINDING, MATCH, PREDICTION, QUESTION, Row, named, numbered
from improvement.models import DecisionMade, Match, Measure, PdsaCycle, Project, Scale, Stage
from improvement.presenters.pdsa import chain_refusal, domain_cycle
from improvement.services.pdsa import ChainError, Sitting, check_place

_NO_PATIENTS = _("No names, and nothing that tells who a patient is.")

#: Which field a code is about, and what to say.
_WORDS: dict[PdsaCode, tuple[str, Promise]] = {
    PdsaCode.QUESTION_MISSING: (QUESTION, _("Write the question before you begin.")),
    PdsaCode.PREDICTION_MISSING: (PREDICTION, _("Write what you think will happen before you begin.")),
    PdsaCode.START_MISSING: ("started_on", _("Say when the test begins.")),
    PdsaCode.END_BEFORE_START: ("ended_on", _("The last day cannot come before the first.")),
    PdsaCode.FINDING_MISSING: (FINDING, _("Write what you found.")),
    PdsaCode.MATCH_MISSING: (MATCH, _("Compare it with the prediction.")),
    PdsaCode.DECISION_MISSING: ("decision", _("Choose what you decide.")),
    PdsaCode.REASON_MISSING: ("decision_reason", _("Say why you abandon it, so that others can learn.")),
}
_MOVED_ON = _("The cycle has moved on. Open it again.")
#: Columns that the domain knows by another name.
_COLUMN_OF = {"started": "started_on", "ended": "ended_on"}


class StageForm(WorkspaceForm):
    """One stage. `advance=True` asks whether the cycle may go on to the next stage with what was sent."""

    stage: ClassVar[Stage]
    next_stage: ClassVar[Stage]
    #: What this stage writes of each question.
    of_a_question: ClassVar[tuple[str, ...]] = ()
    #: Whether the questions of this form are all that the cycle has.
    whole: ClassVar[bool] = False

    def __init__(self, *args: Any, project: Project, advance: bool = False, **kwargs: Any) -> None:
        self.advance = advance
        self.project = project
        super().__init__(*args, **kwargs)
        if "measures" in self.fields:
            self.fields["measures"].queryset = self._measures()  # type: ignore[attr-defined]

    def _measures(self) -> Any:
        """The measures in use; and those archived since that the test is marked on, so that saving keeps them."""
        found = Measure.objects.filter(project=self.project)
        open_ones = found.filter(archived_at__isnull=True)
        return open_ones if self.row is None else (open_ones | found.filter(cycles=self.row)).distinct()

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """Columns, measures by their keys, and the questions unfolded to fields."""
        values = super().fields_of(row)
        if "measures" in values:
            values["measures"] = sorted(measure.pk for measure in row.measures.all())
        for n, asked in enumerate(row.questions.all(), 1):
            values |= {named(name, n): getattr(asked, name) for name in cls.of_a_question}
        return values

    def texts(self) -> dict[str, Any]:
        """What was sent; measures by their keys."""
        texts = super().texts()
        if "measures" in texts:
            texts["measures"] = sorted(measure.pk for measure in texts["measures"])
        return texts

    def changes(self) -> dict[str, Any]:
        """The columns of the cycle itself."""
        beside = {named(name, n) for name in self.of_a_question for n in range(1, MOST_QUESTIONS + 1)} | {"measures"}
        return {name: value for name, value in super().changes().items() if name not in beside}

    def filled(self) -> list[int]:
        """The numbers, on the form, of the questions that hold something; at least the first."""
        if not self.whole:
            return list(range(1, self.row.questions.count() + 1)) if self.of_a_question else []
        sent = self.cleaned_data
        numbers = range(1, MOST_QUESTIONS + 1)
        return [n for n in numbers if any(sent.get(named(name, n)) for name in self.of_a_question)] or [1]

    def questions(self) -> list[dict[str, str]] | None:
        """What was sent of each question, in order; None where the stage writes nothing of them."""
        if not self.of_a_question:
            return None
        sent = self.cleaned_data
        return [{name: sent.get(named(name, n)) or "" for name in self.of_a_question} for n in self.filled()]

    def sitting(self) -> Sitting:
        """What is to be saved."""
        texts = self.texts()
        return Sitting(
            self.changes(),
            texts,
            self.questions(),
            texts.get("measures"),
            self.whole,
            went_past_guard=self.used_identity_override,
        )

    def rows(self) -> list[Row]:
        """The questions for the page, each with its fields."""
        asked = list(self.row.questions.all()) if self.row is not None else []
        return [
            Row(n, [self[named(name, n)] for name in self.of_a_question], asked[n - 1] if n <= len(asked) else None)
            for n in range(1, MOST_QUESTIONS + 1)
            if any(named(name, n) in self.fields for name in self.of_a_question)
        ]

    def shown_rows(self) -> list[Row]:
        """The questions that stand open: those that hold something, and always the first."""
        return [row for row in self.rows() if row.number == 1 or not self.whole or row.holds]

    def spare_rows(self) -> list[Row]:
        """The questions that may still be asked."""
        return [row for row in self.rows() if row not in self.shown_rows()] if self.whole else []

    def around(self) -> tuple[list[Any], list[Any]]:
        """The other fields for the page: those before the questions, and those after them."""
        inside = {field.name for row in self.rows() for field in row.fields}
        names = [field.name for field in self.visible_fields()]
        first = next((at for at, name in enumerate(names) if name in inside), len(names))
        before = [self[name] for name in names[:first]]
        return before, [self[name] for name in names[first:] if name not in inside]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first; the chain is a line; and, to go on, nothing is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        at = self.filled()
        cycle = self._as_sent()
        lacks = list(rules.missing_for(cycle, rules.Stage(self.next_stage))) if self.advance else []
        end = rules.Lack(PdsaCode.END_BEFORE_START)
        if rules.ends_before_it_starts(cycle) and end not in lacks:
            lacks.append(end)
        if self.whole and not self.advance:
            unasked = [n for n, each in enumerate(cycle.asked, 1) if not each.question.strip()]
            lacks += [rules.Lack(PdsaCode.QUESTION_MISSING, n) for n in unasked]
        if self.row is None or cleaned.get("version") == self.row.version:
            self._hold_what_is_closed(cycle)
            self._hold_the_line()
        for lack in lacks:
            field, message = _WORDS.get(lack.code, ("", _MOVED_ON))
            field = named(field, at[lack.question - 1]) if lack.question and at else field
            self.add_error(field if field in self.fields else None, str(message))
        return cleaned

    def _as_sent(self) -> rules.Cycle:
        stored = self.row if self.row is not None else PdsaCycle(number=1)
        return domain_cycle(stored, self.changes(), self.questions(), whole=self.whole)

    def _hold_what_is_closed(self, cycle: rules.Cycle) -> None:
        """What was predicted stays predicted, also when the page was opened before the test began.

        Only asked when the writer has seen the stored version; an older one is a conflict, with both texts.
        """
        if self.row is None:
            return
        for name, question, _code in rules.check_edit(domain_cycle(self.row), cycle):
            field = named(name, question) if question else _COLUMN_OF.get(name, name)
            message = _("The cycle has moved on, so this can no longer be changed.")
            self.add_error(field if field in self.fields else None, str(message))

    def _hold_the_line(self) -> None:
        sent = self.cleaned_data
        previous = sent["previous"] if "previous" in sent else getattr(self.row, "previous", None)
        started = sent.get("started_on") or getattr(self.row, "started_on", None)
        try:
            check_place(self.project, self.row, previous, started)
        except ChainError as error:
            self.refuse(error)

    def refuse(self, error: ChainError) -> None:
        """Say why the cycle can't follow the one that was chosen, where it can be mended."""
        days = {ChainCode.BEGINS_BEFORE, ChainCode.BEGINS_AFTER}
        field = "started_on" if error.code in days else "previous"
        self.add_error(field if field in self.fields else None, chain_refusal(error.code, error.other))


def _measures_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=_("Which measures should show it?"),
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The test is marked on their charts from the day it begins."),
    )


class PdsaPlanForm(StageForm):
    """Questions, predictions and plan. Questions and predictions are closed once the test has begun."""

    stage = Stage.PLAN
    next_stage = Stage.DO
    of_a_question = (QUESTION, PREDICTION)
    whole = True

    title = forms.CharField(
        label=_("What will you test, in few words?"),
        max_length=80,
        help_text=_("Stands on the chart: “ring before the meeting”."),
    )
    scale = forms.ChoiceField(
        label=_("How large is the test?"),
        required=False,
        choices=Scale.choices,
        widget=forms.RadioSelect,
        help_text=_("Begin as small as you can. What you learn in one day costs little if it goes wrong."),
    )
    plan = forms.CharField(
        label=_("What will you do?"),
        required=False,
        max_length=4000,
        widget=area(3),
        help_text=_NO_PATIENTS,
    )
    plan_who = LineField(label=_("Who does it?"), max_length=300, help_text=_("Roles, not names of users."))
    plan_where = LineField(label=_("Where?"), max_length=300)
    plan_when = LineField(label=_("When, and how often?"), max_length=300)
    measures = _measures_field()
    started_on = DayField(label=_("When does it begin?"))
    previous = forms.ModelChoiceField(
        label=_("Does it go on from an earlier test?"),
        queryset=PdsaCycle.objects.none(),
        required=False,
        empty_label=_("No, this is the first test of the change"),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        field: Any = self.fields["previous"]
        field.queryset = PdsaCycle.objects.filter(project=project).order_by("number")
        self.earlier = list(field.queryset)
        own = self.row.pk if self.row is not None else None
        taken = {row.previous_id for row in self.earlier if row.pk != own and row.archived_at is None}
        field.widget.choices = [
            ("", field.empty_label),
            *((row.pk, str(row)) for row in self.earlier if self._may_be_chosen(row, own, taken)),
        ]

    def _may_be_chosen(self, row: PdsaCycle, own: int | None, taken: set[int | None]) -> bool:
        """Offer what can be chosen; what is stored, and what was sent, so that it does not vanish from the form."""
        if self.row is not None and row.pk == self.row.previous_id:
            return True
        if self.is_bound and str(row.pk) == self.data.get("previous"):
            return True
        return row.pk != own and row.pk not in taken and row.archived_at is None

    @property
    def asks_for_chain(self) -> bool:
        """Whether there is another test to go on from."""
        return len(self.fields["previous"].widget.choices) > 1  # type: ignore[attr-defined]

    def around(self) -> tuple[list[Any], list[Any]]:
        """As before; without the question of what it goes on from where there is nothing to go on from."""
        before, after = super().around()
        return before, [field for field in after if field.name != "previous" or self.asks_for_chain]


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
    measures = _measures_field()


class PdsaFindingForm(StageForm):
    """What was found, question by question, and how it stands to the prediction."""

    stage = Stage.STUDY
    next_stage = Stage.ACT
    of_a_question = (FINDING, MATCH)

    study = forms.CharField(
        label=_("What did you learn?"),
        required=False,
        max_length=4000,
        widget=area(3),
        help_text=_("Why did it go as it did? Where would it be different?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.row.questions.count()
        for n in range(asked + 1, MOST_QUESTIONS + 1):
            for name in self.of_a_question:
                del self.fields[named(name, n)]


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


numbered(
    PdsaPlanForm,
    before="plan",
    fields={
        QUESTION: lambda n: forms.CharField(
            label=_("What do you want to find out?"), required=n == 1, max_length=1000, widget=area(2)
        ),
        PREDICTION: lambda n: forms.CharField(
            label=_("What do you think will happen?"),
            required=False,
            max_length=1000,
            widget=area(2),
            help_text=_(
                "Write it before you test, with a figure if you can. It cannot be changed after the test has begun."
            ),
        ),
    },
)
numbered(
    PdsaFindingForm,
    before="study",
    fields={
        FINDING: lambda n: forms.CharField(
            label=_("What did you find?"),
            required=False,
            max_length=4000,
            widget=area(3),
            help_text=_("What you saw, before you discuss it."),
        ),
        MATCH: lambda n: forms.ChoiceField(
            label=_("How does it compare with the prediction?"),
            required=False,
            choices=Match.choices,
            widget=forms.RadioSelect,
        ),
    },
)


STAGE_FORMS: dict[str, type[StageForm]] = {
    form.stage: form for form in (PdsaPlanForm, PdsaRunForm, PdsaFindingForm, PdsaDecisionForm)
}
