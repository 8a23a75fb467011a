"""PDSA cycles: one page, the form of the present stage on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from improvement.forms import STAGE_FORMS, ChainForm, PdsaPlanForm
from improvement.forms.pdsa_chain import default_plan
from improvement.models import PdsaChain, PdsaCycle, Project, Stage
from improvement.permissions import may_see, may_write
from improvement.presenters.coach import coach
from improvement.presenters.ramp import ramp_of
from improvement.services.pdsa import ChainError, save_stage, start_cycle, step_back
from improvement.services.submissions import once
from improvement.services.versions import Conflict, save
from improvement.views.common import (
    base_context,
    get_or_404,
    laid_aside,
    own_crumb,
    said_at,
    save_or_conflict,
    taken_or_again,
    with_choices,
)
from portal.security.guards import guarded

_PAGE = "improvement/pages/pdsa.html"
_CHAIN = "improvement/pages/pdsa_chain.html"


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def new(request: HttpRequest, project_id: int) -> HttpResponse:
    """Plan a test; `?etter=<id>` continues a chain."""
    project: Project = request.project  # type: ignore[attr-defined]
    context = {**base_context(request, (_("New PDSA"), "")), "stage": Stage.PLAN}
    if request.method == "GET":
        after = request.GET.get("etter", "")
        rows = PdsaCycle.objects.filter(project=project).prefetch_related("questions", "measures")
        previous = rows.filter(pk=int(after)).first() if after.isdecimal() else None
        form = PdsaPlanForm(project=project, initial=default_plan(project, previous))
        return render(request, _PAGE, {**context, "form": form})
    begins = "advance" in request.POST
    form = PdsaPlanForm(request.POST, project=project, advance=begins)
    if not form.is_valid() or form.cleaned_data.get("form_key") is None:
        return taken_or_again(request, form, _PAGE, context)

    def make() -> str:
        cycle = start_cycle(
            project,
            request.user,  # type: ignore[arg-type]
            form.sitting(),
            stage=Stage.DO if begins else Stage.PLAN,
        )
        return cycle.get_absolute_url()

    try:
        return redirect(once(request.user, str(form.cleaned_data["form_key"]), make))  # type: ignore[arg-type]
    except ChainError as error:
        form.refuse(error)
        return taken_or_again(request, form, _PAGE, context)


@require_http_methods(["GET", "POST"])
@guarded(may_see)
def page(request: HttpRequest, project_id: int, cycle_id: int) -> HttpResponse:
    """One cycle: what is written stands, and the present stage can be written."""
    project: Project = request.project  # type: ignore[attr-defined]
    found = PdsaCycle.objects.select_related("chain", "previous", "changed_by", "archived_by", "project__space")
    found = found.prefetch_related("questions", "measures", "following")
    row = get_or_404(found, pk=cycle_id, project=project)
    # The stage that the writer saw chooses the form; if the cycle has moved on, the version tells.
    stage = request.POST.get("stage", row.stage) if request.method == "POST" else row.stage
    crumb = own_crumb(row, project.language)
    context: dict[str, Any] = {**base_context(request, crumb), "cycle": row, "stage": stage, "stages": Stage}
    context["followed"] = next((one for one in row.following.all() if one.archived_at is None), None)
    context.update(laid_aside(row, context))
    context["coach"] = coach(row, timezone.localdate())
    form_class = STAGE_FORMS.get(stage)
    if request.method == "GET":
        form = form_class(row=row, project=project) if form_class else None
        return render(request, _PAGE, {**context, "form": form})
    if not context["may_write"] or form_class is None:
        raise Http404
    # A stage that is past is not gone through once more.
    advance = "advance" in request.POST and stage == row.stage
    form = form_class(with_choices(request.POST, form_class, row), row=row, project=project, advance=advance)
    if not form.is_valid():
        return taken_or_again(request, form, _PAGE, context)
    goes_to = form_class.next_stage if advance else row.stage
    try:
        response = save_or_conflict(
            request,
            form,
            lambda: save_stage(row, form.cleaned_data["version"], request.user, form.sitting(), stage=goes_to),  # type: ignore[arg-type]
            _PAGE,
            context,
            row.get_absolute_url() if advance else said_at(row),
        )
    except ChainError as error:
        form.refuse(error)
        return taken_or_again(request, form, _PAGE, context)
    if response.status_code == 302 and not advance:
        messages.success(request, _("Saved."))
    return response


@require_POST
@guarded(may_write)
def back(request: HttpRequest, project_id: int, cycle_id: int) -> HttpResponse:
    """Open the stage before again."""
    project: Project = request.project  # type: ignore[attr-defined]
    row = get_or_404(PdsaCycle.objects.select_related("project__space"), pk=cycle_id, project=project, archived_at=None)
    seen = request.POST.get("version", "")
    conflict = step_back(row, int(seen) if seen.isdecimal() else 0, request.user)  # type: ignore[arg-type]
    if conflict is not None:
        messages.warning(request, _("Somebody changed this cycle just now. Nothing was done; look at it first."))
    return redirect(row)


@require_http_methods(["GET", "POST"])
@guarded(may_see)
def chain(request: HttpRequest, project_id: int, chain_id: int) -> HttpResponse:
    """The tests of one change as a ramp, and the change in words."""
    project: Project = request.project  # type: ignore[attr-defined]
    rows = PdsaChain.objects.select_related("changed_by", "project__space")
    row = get_or_404(rows, pk=chain_id, project=project)
    context: dict[str, Any] = {**base_context(request, own_crumb(row, project.language)), "chain": row, **ramp_of(row)}
    last = context["cycles"][-1] if context["cycles"] else None
    context["go_on"] = last if last is not None and last.stage == Stage.CLOSED else None
    if request.method == "GET":
        form = ChainForm(row=row) if context["may_write"] else None
        return render(request, _CHAIN, {**context, "form": form})
    if not context["may_write"]:
        raise Http404
    form = ChainForm(with_choices(request.POST, ChainForm, row), row=row)
    if not form.is_valid():
        return taken_or_again(request, form, _CHAIN, context)

    def keep() -> Conflict | None:
        return save(
            row,
            form.cleaned_data["version"],
            request.user,  # type: ignore[arg-type]
            form.changes(),
            texts=form.texts(),
            went_past_guard=form.used_identity_override,
        )

    response = save_or_conflict(request, form, keep, _CHAIN, context, said_at(row))
    if response.status_code == 302:
        messages.success(request, _("Saved."))
    return response
