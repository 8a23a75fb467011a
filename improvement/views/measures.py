"""Measures: the chart with its sentence, and the form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from improvement.forms import MeasureForm
from improvement.models import Measure, Project
from improvement.permissions import may_see, may_write
from improvement.presenters.chart import MeasureChart
from improvement.services.submissions import once
from improvement.services.versions import create
from improvement.views.common import (
    base_context,
    get_or_404,
    laid_aside,
    own_crumb,
    save_or_conflict,
    taken_or_again,
    with_choices,
    write,
)
from portal.security.guards import guarded

_FORM = "improvement/pages/measure_form.html"


def chart_of(measure: Measure) -> MeasureChart:
    """The measure with its points and the tests that belong to it."""
    points = list(measure.points.order_by("date"))
    cycles = list(measure.cycles.filter(archived_at__isnull=True).order_by("number"))
    return MeasureChart(measure, points, cycles)


@require_safe
@guarded(may_see)
def page(request: HttpRequest, project_id: int, measure_id: int) -> HttpResponse:
    """The measure: what it says, the picture, the rules, the table."""
    project: Project = request.project  # type: ignore[attr-defined]
    measure = get_or_404(Measure.objects.select_related("goal", "archived_by"), pk=measure_id, project=project)
    context = {
        **base_context(request, own_crumb(measure, project.language)),
        "measure": measure,
        "chart": chart_of(measure),
    }
    context.update(laid_aside(measure, context))
    return render(request, "improvement/pages/measure.html", context)


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def new(request: HttpRequest, project_id: int) -> HttpResponse:
    """A new measure."""
    project: Project = request.project  # type: ignore[attr-defined]
    context = base_context(request, (_("New measure"), ""))
    if request.method == "GET":
        goals = list(project.goals.filter(archived_at__isnull=True))
        asked = request.GET.get("goal", "")
        goal = next((one for one in goals if str(one.pk) == asked), goals[0] if len(goals) == 1 else None)
        form = MeasureForm(project=project, initial=MeasureForm.from_goal(goal) if goal else {})
        return render(request, _FORM, {**context, "form": form, "goal": goal, "goals": goals})
    form = MeasureForm(request.POST, project=project)
    if not form.is_valid() or form.cleaned_data.get("form_key") is None:
        return taken_or_again(request, form, _FORM, context)

    def make() -> str:
        measure = create(
            Measure,
            project,
            request.user,  # type: ignore[arg-type]
            form.changes(),
            texts=form.texts(),
            went_past_guard=form.used_identity_override,
        )
        return measure.get_absolute_url()

    return redirect(once(request.user, str(form.cleaned_data["form_key"]), make))  # type: ignore[arg-type]


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def edit(request: HttpRequest, project_id: int, measure_id: int) -> HttpResponse:
    """Change what a measure is."""
    project: Project = request.project  # type: ignore[attr-defined]
    row = get_or_404(Measure.objects.select_related("project__space"), pk=measure_id, project=project, archived_at=None)
    context = {**base_context(request, own_crumb(row, project.language), (_("Edit"), "")), "measure": row}
    if request.method == "GET":
        return render(request, _FORM, {**context, "form": MeasureForm(row=row, project=project)})
    form = MeasureForm(with_choices(request.POST, MeasureForm, row), row=row, project=project)
    if not form.is_valid():
        return taken_or_again(request, form, _FORM, context)
    return save_or_conflict(
        request,
        form,
        lambda: write(request, form, row),
        _FORM,
        context,
        row.get_absolute_url(),
    )
