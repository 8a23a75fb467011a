"""Figures into a measure: one at a time, or many with a preview. Nothing is saved before somebody says yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from improvement.domain.series import Code
from improvement.forms import PasteForm, PointForm
from improvement.models import ImportDraft, Measure, Point, Project
from improvement.permissions import may_write
from improvement.presenters.formats import with_unit
from improvement.presenters.problems import preview as preview_rows
from improvement.presenters.problems import summary, tell
from improvement.services import points as service
from improvement.services.versions import save
from improvement.views.common import (
    base_context,
    get_or_404,
    own_crumb,
    said_at,
    save_or_conflict,
    taken_or_again,
    with_choices,
)
from portal.security.guards import guarded

_ADD = "improvement/pages/points_add.html"
_PREVIEW = "improvement/pages/points_preview.html"
_POINT = "improvement/pages/point.html"
# Rows that must be mended, then those after missing dates, then the other remarks.
_FIRST = {"problem": 0, "gap": 1}


def _measure(request: HttpRequest, measure_id: int) -> Measure:
    project: Project = request.project  # type: ignore[attr-defined]
    measure: Measure = get_or_404(
        Measure.objects.select_related("project__space"), pk=measure_id, project=project, archived_at=None
    )
    return measure


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def add(request: HttpRequest, project_id: int, measure_id: int) -> HttpResponse:
    """Two ways in: one figure, saved at once; many rows, shown first."""
    measure = _measure(request, measure_id)
    crumbs = own_crumb(measure, measure.project.language), (_("Add figures"), "")
    context = {**base_context(request, *crumbs), "measure": measure}
    one = PointForm(measure=measure, prefix="one")
    many = PasteForm(prefix="many")
    if request.method == "GET":
        return render(request, _ADD, {**context, "one": one, "many": many})
    if "one" in request.POST:
        one = PointForm(request.POST, measure=measure, prefix="one")
        if one.is_valid():
            saved = service.add_point(
                measure,
                request.user,  # type: ignore[arg-type]
                one.reading,
                one.cleaned_data["date"],
                one.cleaned_data["note"],
                went_past_guard=one.used_identity_override,
            )
            if saved:
                messages.success(request, _("The figure is saved."))
                again = "again" in request.POST
                return redirect(f"{request.path}#said" if again else said_at(measure))
            one.add_error("date", _("Somebody has just saved a figure for this day. Look at the table."))
        return render(request, _ADD, {**context, "one": one, "many": many, "form": one}, status=422)
    many = PasteForm(request.POST, prefix="many")
    if not many.is_valid():
        return render(request, _ADD, {**context, "one": one, "many": many, "form": many}, status=422)
    return redirect(_keep(measure, request, many))


def _keep(measure: Measure, request: HttpRequest, form: PasteForm) -> str:
    draft = service.keep_draft(
        measure,
        request.user,  # type: ignore[arg-type]
        form.cleaned_data["text"],
        start=form.cleaned_data["start"],
        interval=form.cleaned_data["interval"],
        went_past_guard=form.used_identity_override,
    )
    return reverse("improvement:points_preview", args=[measure.project_id, measure.pk, draft.pk])


def _draft(request: HttpRequest, measure: Measure, draft_id: int) -> ImportDraft:
    draft: ImportDraft = get_or_404(
        ImportDraft.objects.filter(person=request.user),  # type: ignore[misc]
        pk=draft_id,
        measure=measure,
    )
    draft.measure = measure
    return draft


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def preview(request: HttpRequest, project_id: int, measure_id: int, draft_id: int) -> HttpResponse:
    """How the rows were read, each problem at its row; mend and look again, or save."""
    measure = _measure(request, measure_id)
    draft = _draft(request, measure, draft_id)
    if draft.confirmed_at is not None:
        return redirect(measure)
    crumbs = own_crumb(measure, measure.project.language), (_("Look before saving"), "")
    context = {**base_context(request, *crumbs), "measure": measure, "draft": draft}
    if request.method == "POST":
        form = PasteForm(request.POST, prefix="many")
        if form.is_valid():
            return redirect(_keep(measure, request, form))
        return render(request, _PREVIEW, {**context, "form": form}, status=422)
    parsed = service.read_draft(draft)
    stored = {
        point.date.isoformat(): with_unit(point.plotted(percent=measure.is_percent), measure)
        for point in measure.points.all()
    }
    initial = {"text": draft.text, "start": draft.start, "interval": draft.interval}
    rows = preview_rows(parsed, measure, stored)
    context.update(
        {
            "form": PasteForm(prefix="many", initial=initial),
            "rows": rows,
            # What wants an eye stands first and open; what is in order folds away below it.
            "marked": sorted((row for row in rows if row.problems), key=lambda row: _FIRST.get(row.state, 2)),
            "plain": [row for row in rows if not row.problems],
            "about_all": [tell(problem) for problem in parsed.problems],
            "lacks_dates": Code.START_MISSING in {problem.code for problem in parsed.problems},
            "summary": summary(parsed),
            "n_figures": parsed.n_figures,
            "n_errors": parsed.n_errors,
            "n_gaps": parsed.n_gaps,
            "can_save": parsed.can_save,
        }
    )
    return render(request, _PREVIEW, context)


@require_POST
@guarded(may_write)
def confirm(request: HttpRequest, project_id: int, measure_id: int, draft_id: int) -> HttpResponse:
    """Save what the preview showed. Sent twice, it counts once."""
    measure = _measure(request, measure_id)
    draft = _draft(request, measure, draft_id)
    saved = service.confirm(draft, request.user)  # type: ignore[arg-type]
    if saved == (0, 0):
        return redirect("improvement:points_preview", project_id, measure_id, draft_id)
    if saved is not None:
        figures, missing = saved
        said = [ngettext("%(n)s figure is saved.", "%(n)s figures are saved.", figures) % {"n": figures}]
        if missing:
            said.append(
                ngettext("%(n)s day is saved without a figure.", "%(n)s days are saved without a figure.", missing)
                % {"n": missing}
            )
        messages.success(request, " ".join(said))
    return redirect(said_at(measure))


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def point(request: HttpRequest, project_id: int, measure_id: int, point_id: int) -> HttpResponse:
    """Change one measurement."""
    measure = _measure(request, measure_id)
    row = get_or_404(Point.objects.all(), pk=point_id, measure=measure)
    row.measure = measure
    row.project = measure.project
    crumbs = own_crumb(measure, measure.project.language), (_("Change a figure"), "")
    context = {**base_context(request, *crumbs), "measure": measure, "point": row}
    if request.method == "GET":
        return render(request, _POINT, {**context, "form": PointForm(row=row, measure=measure)})
    form = PointForm(with_choices(request.POST, PointForm, row), row=row, measure=measure)
    if not form.is_valid():
        return taken_or_again(request, form, _POINT, context)
    return save_or_conflict(
        request,
        form,
        lambda: save(
            row,
            form.cleaned_data["version"],
            request.user,  # type: ignore[arg-type]
            form.changes(),
            texts=form.texts(),
            went_past_guard=form.used_identity_override,
        ),
        _POINT,
        context,
        measure.get_absolute_url(),
    )


@require_POST
@guarded(may_write)
def delete(request: HttpRequest, project_id: int, measure_id: int, point_id: int) -> HttpResponse:
    """Take a measurement away, if it still is the one that was seen."""
    measure = _measure(request, measure_id)
    row = get_or_404(Point.objects.all(), pk=point_id, measure=measure)
    if request.POST.get("version") != str(row.version):
        messages.warning(request, _("Somebody changed this figure just now. Look at it before you delete it."))
        return redirect("improvement:point", project_id, measure_id, point_id)
    row.measure = measure
    service.delete_point(row, request.user)  # type: ignore[arg-type]
    messages.success(request, _("The figure is deleted."))
    return redirect(said_at(measure))
