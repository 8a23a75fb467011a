"""A gentle word where the project holds what a sub-step is for, but the step still says «not started».

Nothing moves by itself: the page asks, and a person answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from improvement.models import Goal, Measure, PdsaCycle, Project, StepState, SubStepState
from improvement.presenters.process import step_short
from improvement.services.process import template_of


@dataclass(frozen=True, slots=True)
class Nudge:
    """A question about one sub-step, the state that a yes gives it, and where the step is opened instead."""

    question: str
    yes: str
    state: str
    mark_url: str
    step_url: str


def nudges(
    project: Project,
    steps: Sequence[SubStepState],
    goals: Sequence[Goal],
    measures: Sequence[Measure],
    cycles: Sequence[PdsaCycle],
) -> list[Nudge]:
    """What may be asked now, in the order of the steps."""
    untouched = {step.key for step in steps if step.state == StepState.NOT_STARTED}
    asked = []
    for step in template_of(project).steps:
        if step.key not in untouched:
            continue
        words = {"number": step.number, "title": step_short(step.key)}
        if step.key == "plan.goals" and goals:
            question = _("You have a goal. Is %(number)s %(title)s done?") % words
        elif step.key == "plan.measures" and measures:
            question = _("You have a measure. Is %(number)s %(title)s done?") % words
        elif step.key == "do.test" and any(cycle.started_on for cycle in cycles):
            question = _("You have begun a test. Is %(number)s %(title)s under way?") % words
        else:
            continue
        begun = step.key == "do.test"
        where = [project.pk, step.number]
        asked.append(
            Nudge(
                question,
                _("Yes, it is under way") if begun else _("Yes, it is done"),
                StepState.IN_PROGRESS if begun else StepState.DONE,
                reverse("improvement:step_mark", args=where),
                reverse("improvement:step", args=where),
            )
        )
    return asked
