"""The one obvious next step of a project: what to do, why, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from improvement.domain.process import NextCode, next_step
from improvement.models import DecisionMade, Goal, Measure, PdsaCycle, Project, Stage, StepState, SubStepState
from improvement.presenters.languages import own_words, told
from improvement.presenters.process import step_help, step_title
from improvement.services.process import states_of, template_of


@dataclass(frozen=True, slots=True)
class NextView:
    """What to do next. Title and text may hold what people wrote, marked with its language."""

    title: str
    text: str
    link: str
    url: str


def next_view(
    project: Project,
    steps: Sequence[SubStepState],
    goals: Sequence[Goal],
    measures: Sequence[Measure],
    cycles: Sequence[PdsaCycle],
    *,
    measured: set[int],
    today: date,
) -> NextView | None:
    """The next obvious thing; None when all is done.

    `measured` holds the keys of measures that have figures; the cycles are read `with_prediction()`.
    """
    waiting = _waiting_cycle(cycles, today)
    if waiting is not None:
        return _cycle(project, waiting)
    if all(step.state == StepState.NOT_STARTED for step in steps) and not goals:
        return NextView(
            _("Where do you stand?"),
            _("Some steps you may have done before you came here. Mark them, and start where you are."),
            _("Mark what is done"),
            reverse("improvement:done_before", args=[project.pk]),
        )
    if not goals:
        return NextView(
            _("Write a goal"),
            _("One goal that says how much, for whom and by when. It need not be complete to be saved."),
            _("Write the goal"),
            reverse("improvement:goal_new", args=[project.pk]),
        )
    if not measures:
        return NextView(
            _("Choose what to measure"),
            _("How will you know that a change is an improvement? Begin with one figure."),
            _("Add a measure"),
            f"{reverse('improvement:measure_new', args=[project.pk])}?goal={goals[0].pk}",
        )
    empty = next((one for one in measures if one.pk not in measured), None)
    if empty is not None:
        return NextView(
            _("Add the first figures"),
            told(
                _("“%(measure)s” has no figures yet. Paste them from a spreadsheet, or type them."),
                measure=own_words(empty.name, project.language),
            ),
            _("Add figures"),
            reverse("improvement:points_add", args=[project.pk, empty.pk]),
        )
    if not cycles:
        return NextView(
            _("Plan a small test"),
            _("Try one change in small scale, and write what you think will happen before you begin."),
            _("Plan a test"),
            reverse("improvement:pdsa_new", args=[project.pk]),
        )
    last = cycles[-1]
    if last.stage == Stage.CLOSED and last.decision in {DecisionMade.ADAPT, DecisionMade.EXPAND}:
        decided = (
            _("You decided to adapt the change and test it again.")
            if last.decision == DecisionMade.ADAPT
            else _("You decided to test the change at a larger scale.")
        )
        return NextView(
            _("Plan the next round after PDSA %(number)s") % {"number": last.number},
            own_words(last.next_step, project.language) or decided,
            _("Plan the next round"),
            f"{reverse('improvement:pdsa_new', args=[project.pk])}?etter={last.pk}",
        )
    return _step(project, steps)


def _waiting_cycle(cycles: Sequence[PdsaCycle], today: date) -> PdsaCycle | None:
    """A cycle that waits for somebody: studied or decided first, then one whose test has ended, then a plan."""
    order = {Stage.ACT: 0, Stage.STUDY: 1, Stage.DO: 2, Stage.PLAN: 3}
    open_cycles = [
        one
        for one in cycles
        if one.stage in order and (one.stage != Stage.DO or (one.ended_on is not None and one.ended_on <= today))
    ]
    return min(open_cycles, key=lambda one: (order[Stage(one.stage)], one.number), default=None)


def _cycle(project: Project, cycle: PdsaCycle) -> NextView:
    name = {"number": cycle.number, "title": own_words(cycle.title, project.language)}
    url = reverse("improvement:pdsa", args=[project.pk, cycle.pk])
    if cycle.stage == Stage.PLAN:
        return NextView(
            told(_("Begin PDSA %(number)s: %(title)s"), **name),
            _("The test is planned. Write the prediction, and begin."),
            _("Open the plan"),
            url,
        )
    if cycle.stage == Stage.ACT:
        return NextView(
            told(_("Decide on PDSA %(number)s: %(title)s"), **name),
            _("The finding stands. Adopt, adapt or abandon?"),
            _("Decide"),
            url,
        )
    return NextView(
        _("Complete PDSA %(number)s: what did you find?") % name,
        told(
            _("You predicted: “%(prediction)s” Write the finding before you discuss it."),
            prediction=own_words(cycle.predicted or "", project.language),
        ),
        _("Write the finding"),
        url,
    )


def _step(project: Project, steps: Sequence[SubStepState]) -> NextView | None:
    found = next_step(template_of(project), states_of(steps))
    if found.step is None:
        return None
    title = step_title(found.step.key)
    words = {"number": found.step.number, "title": title}
    heading = {
        NextCode.CONTINUE: _("Go on with %(number)s: %(title)s"),
        NextCode.START: _("Start %(number)s: %(title)s"),
        NextCode.FILL_GAP: _("Go back to %(number)s: %(title)s"),
    }[found.code] % words
    url = reverse("improvement:step", args=[project.pk, found.step.number])
    return NextView(heading, step_help(found.step.key), _("Open the step"), url)
