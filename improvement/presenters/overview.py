"""A project as a line in a list, as a card, and as a page. Each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from improvement.domain.tree import laid_out
from improvement.models import Goal, Measure, PdsaCycle, Point, Project, Stage, SubStepChange, SubStepState
from improvement.presenters import goals as goal_words
from improvement.presenters.chart import MeasureChart
from improvement.presenters.languages import lang_attribute
from improvement.presenters.nextstep import NextView, next_view
from improvement.presenters.nudges import nudges
from improvement.presenters.process import phase_title, phases_for_page
from improvement.services.archive import kind_of
from improvement.services.process import phase_now
from portal.prepared import Prepared
from portal.spaces.models import SpaceMember

Row = TypeVar("Row", Goal, Measure, PdsaCycle)

# The overview is opened most of all, and asks these of every project.
_STEPS = Prepared(lambda project: SubStepState.objects.filter(project_id=project), int)
_GOALS = Prepared(lambda project: Goal.objects.filter(project_id=project), int)
_MEASURES = Prepared(lambda project: Measure.objects.filter(project_id=project), int)
_CYCLES = Prepared(lambda project: PdsaCycle.objects.filter(project_id=project).with_prediction(), int)
_MARKS = Prepared(lambda project: PdsaCycle.measures.through.objects.filter(pdsacycle__project_id=project), int)
_POINTS = Prepared(
    lambda project: Point.objects.filter(measure__project_id=project).order_by("measure_id", "date"), int
)


def list_line(project: Project) -> dict[str, Any]:
    """One line of the list. Needs `for_list()`."""
    organisations = [one.organisation.name for one in project.project_organisations.all()]
    phase = phase_now(project)
    return {
        "title": project.title,
        "own": lang_attribute(project.language),
        "url": project.get_absolute_url(),
        "organisations": ", ".join(organisations),
        "phase": f"{phase.number} {phase_title(phase.key)}",
        "changed_at": project.changed_at,
        "archived": project.is_archived,
    }


def charts_of(project: Project, measures: Sequence[Measure], cycles: Sequence[PdsaCycle]) -> list[MeasureChart]:
    """Every measure with its points and its tests, in two queries for all of them."""
    points: dict[int, list[Point]] = defaultdict(list)
    for point in _POINTS(project.pk):
        points[point.measure_id].append(point)
    by_measure: dict[int, list[PdsaCycle]] = defaultdict(list)
    by_key = {cycle.pk: cycle for cycle in cycles}
    for mark in _MARKS(project.pk):
        if mark.pdsacycle_id in by_key:
            by_measure[mark.measure_id].append(by_key[mark.pdsacycle_id])
    return [MeasureChart(one, points[one.pk], by_measure[one.pk]) for one in measures]


def overview_of(project: Project, *, may_write: bool, today: date) -> dict[str, Any]:
    """Everything the overview shows."""
    key = project.pk
    steps = _STEPS(key)
    goals, old_goals = _apart(_GOALS(key))
    measures, old_measures = _apart(_MEASURES(key))
    cycles, old_cycles = _apart(_CYCLES(key))
    # The rows are here already: phase and list lines read them from the project without asking again.
    project._prefetched_objects_cache = {"steps": steps}  # type: ignore[attr-defined]
    charts = charts_of(project, measures, cycles)
    members = list(
        SpaceMember.objects.current()
        .filter(space=project.space_id)
        .select_related("person", "acting_for")
        .order_by("starts_on", "pk")
    )
    phase = phase_now(project)
    return {
        "phases": phases_for_page(project, steps),
        "phase": f"{phase.number} {phase_title(phase.key)}",
        **_goals(goals, charts, today),
        "charts": charts,
        "cycles": cycles,
        "open_cycles": [one for one in cycles if one.stage != Stage.CLOSED],
        "members": members,
        "story": list(SubStepChange.objects.filter(project=project).select_related("who").order_by("-when", "pk")[:3]),
        "organisations": [
            one.organisation
            for one in project.project_organisations.select_related("organisation").order_by("-is_main", "pk")
        ],
        "next": _next(project, steps, goals, measures, cycles, charts, today) if may_write else None,
        "archived": [_laid_aside(row) for row in (*old_goals, *old_measures, *old_cycles)],
        "nudges": nudges(project, steps, goals, measures, cycles) if may_write else [],
        "untouched": any(step.state == "not_started" for step in steps),
    }


def _apart(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Those in use and those laid aside, read in one question."""
    return [row for row in rows if row.archived_at is None], [row for row in rows if row.archived_at is not None]


def _laid_aside(row: Goal | Measure | PdsaCycle) -> dict[str, Any]:
    name = goal_words.sentence(row) or row.what if isinstance(row, Goal) else str(row)
    return {"row": row, "kind": kind_of(row), "name": name, "what": row._meta.verbose_name}


def _goals(goals: Sequence[Goal], charts: Sequence[MeasureChart], today: date) -> dict[str, Any]:
    """The goals, each below the one it contributes to; and the one that was written first, for the head of the page."""
    shown = {goal.pk: _goal(goal, charts, today) for goal in goals}
    order = laid_out({goal.pk: goal.parent_id for goal in goals})
    return {
        "goals": [{**shown[key], "depth": depth} for key, depth in order],
        "main_goal": shown[goals[0].pk] if goals else None,
    }


def _goal(goal: Goal, charts: Sequence[MeasureChart], today: date) -> dict[str, Any]:
    letters = goal_words.letters(goal, today)
    own = next((chart for chart in charts if chart.measure.goal_id == goal.pk and not chart.is_empty), None)
    return {
        "goal": goal,
        "sentence": goal_words.sentence(goal),
        "letters": letters,
        "holding": goal_words.holding(letters),
        "of": len(letters),
        "now": own.latest if own else "",
        "is_practice": bool(own and own.measure.is_practice),
    }


def _next(
    project: Project,
    steps: Sequence[SubStepState],
    goals: Sequence[Goal],
    measures: Sequence[Measure],
    cycles: Sequence[PdsaCycle],
    charts: Sequence[MeasureChart],
    today: date,
) -> NextView | None:
    measured = {chart.measure.pk for chart in charts if not chart.is_empty}
    return next_view(project, steps, goals, measures, cycles, measured=measured, today=today)
