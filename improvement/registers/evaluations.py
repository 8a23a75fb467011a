"""Evaluation: seven questions that lead to a decision (S63)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from improvement.forms.base import DayField
from improvement.models import Project, StepState, SubStepState
from improvement.models.evaluations import Evaluation, Verdict
from improvement.presenters.process import STEPS, step_title
from improvement.registers.base import EntryForm, Register, Rows, choice, text
from improvement.services.process import template_of


class EvaluationForm(EntryForm):
    """One evaluation. The day is enough to begin; the questions are answered as the team talks."""

    evaluated_on = DayField(label=_("When?"), required=True)
    reached = text(_("Did you reach the goals?"), help_text=_("Look at the charts first. What do users say?"))
    worked = text(_("Did you do what you had decided, and did it work?"))
    more_needed = text(_("Is more improvement needed?"))
    earlier = text(_("Is there a reason to go back to an earlier phase?"))
    anchoring = text(_("Is there something to gain in anchoring or organising?"))
    culture = text(_("Does something in the culture work against it?"))
    goals = text(_("Should you adjust the goals?"))
    verdict = choice(_("What do you decide?"), Verdict.choices)
    back_to = choice(_("Back to which sub-step?"), [(key, words[1]) for key, words in STEPS.items()], empty=_("None"))
    reason = text(_("Why?"))

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        if project is not None:
            steps = [(step.key, f"{step.number} {step_title(step.key)}") for step in template_of(project).steps]
            self.fields["back_to"].choices = [("", _("None")), *steps]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask where to when the team goes back, and only then; and for a reason to go back or to stop."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verdict, back_to = cleaned.get("verdict"), cleaned.get("back_to")
        if verdict == Verdict.BACK and not back_to:
            self.add_error("back_to", _("Choose the sub-step that you go back to."))
        if back_to and verdict != Verdict.BACK:
            self.add_error(
                "back_to", _("A sub-step is chosen, but the decision is not to go back. Change one of the two.")
            )
        if verdict in {Verdict.BACK, Verdict.STOP} and not cleaned.get("reason"):
            self.add_error("reason", _("Write why: whoever comes later will ask."))
        return cleaned


def warnings(project: Project, rows: Rows, _today: date) -> list[str]:
    """Say what the latest decision asks for and nobody has done: a sub-step to open again, or a decision to take."""
    latest = next(iter(rows), None)
    if latest is None:
        return []
    if not latest.verdict:
        return [gettext("The latest evaluation has no decision yet.")]
    if latest.verdict != Verdict.BACK:
        return []
    row = SubStepState.objects.filter(project=project, key=latest.back_to).first()
    if row is None or row.state not in {StepState.DONE, StepState.DONE_BEFORE}:
        return []
    return [
        gettext("You decided to go back to “%(step)s”, which still stands as done. Open it again.")
        % {"step": step_title(latest.back_to)}
    ]


EVALUATIONS = Register(
    model=Evaluation,
    form=EvaluationForm,
    title=_("Evaluations"),
    lead=_("Is the change an improvement? Seven questions, and what you decide. The newest first."),
    empty=_("Gather leaders, users and staff around the charts, and go through the questions together."),
    add=_("Begin an evaluation"),
    sub_steps=("evaluate.judge", "evaluate.reflect"),
    columns=("evaluated_on", "verdict", "reached", "worked", "reason"),
    order=lambda row: (-row.evaluated_on.toordinal(), -row.pk),
    warnings=warnings,
)
