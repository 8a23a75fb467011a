"""Sub-steps: state, note and story; and several at once that were done before Varig."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from improvement.forms import DoneBeforeForm, StepForm
from improvement.models import Project, StepState, SubStepChange, SubStepState
from improvement.permissions import may_see, may_write
from improvement.presenters.process import phase_title, step_help, step_title, tools_for
from improvement.presenters.registers import doors_of
from improvement.services.process import template_of
from improvement.services.steps import mark_done_before, save_step
from improvement.views.common import base_context, save_or_conflict, taken_or_again, with_choices
from portal.security.guards import guarded

_STEP = "improvement/pages/step.html"


@require_http_methods(["GET", "POST"])
@guarded(may_see)
def step(request: HttpRequest, project_id: int, number: str) -> HttpResponse:
    """One sub-step. Reading is for all members, moving for those who write."""
    project: Project = request.project  # type: ignore[attr-defined]
    template = template_of(project)
    found = next((one for one in template.steps if one.number == number), None)
    row = (
        SubStepState.objects.select_related("changed_by", "project__space")
        .filter(project=project, key=found.key)
        .first()
        if found
        else None
    )
    if found is None or row is None:
        raise Http404
    title = step_title(found.key)
    context = base_context(request, (f"{number} {title}", ""))
    at = template.steps.index(found)
    context.update(
        {
            "step": row,
            "number": number,
            "title": title,
            "help": step_help(found.key),
            "phase": phase_title(found.phase_key),
            "tools": [*tools_for(found.key, project), *doors_of(project, found.key)],
            "changes": SubStepChange.objects.filter(project=project, key=found.key).select_related("who"),
            "previous": _beside(project, template.steps[at - 1]) if at else None,
            "next": _beside(project, template.steps[at + 1]) if at + 1 < len(template.steps) else None,
        }
    )
    if request.method == "GET":
        return render(request, _STEP, {**context, "form": StepForm(row=row)})
    if not context["may_write"]:
        raise Http404
    form = StepForm(with_choices(request.POST, StepForm, row), row=row)
    if not form.is_valid():
        return taken_or_again(request, form, _STEP, context)
    return save_or_conflict(
        request,
        form,
        lambda: save_step(
            row,
            form.cleaned_data["version"],
            request.user,  # type: ignore[arg-type]
            state=form.cleaned_data["state"],
            note=form.cleaned_data["note"],
            reason=form.cleaned_data.get("reason", ""),
            went_past_guard=form.used_identity_override,
        ),
        _STEP,
        context,
        project.get_absolute_url(),
    )


@require_POST
@guarded(may_write)
def mark(request: HttpRequest, project_id: int, number: str) -> HttpResponse:
    """«Yes, it is done»: an untouched sub-step moved from the overview. One that has moved meanwhile is left alone."""
    project: Project = request.project  # type: ignore[attr-defined]
    found = next((one for one in template_of(project).steps if one.number == number), None)
    if found is None:
        raise Http404
    begun = request.POST.get("state") == StepState.IN_PROGRESS
    state = StepState.IN_PROGRESS if begun else StepState.DONE
    row = (
        SubStepState.objects.select_related("project__space")
        .filter(project=project, key=found.key, state=StepState.NOT_STARTED)
        .first()
    )
    if row is not None and save_step(row, row.version, request.user, state=state, note=row.note) is None:  # type: ignore[arg-type]
        words = {"step": f"{number} {step_title(found.key)}", "state": row.get_state_display()}
        messages.success(request, _("%(step)s: %(state)s.") % words)
    return redirect(project)


def _beside(project: Project, other: object) -> dict[str, str]:
    number, key = other.number, other.key  # type: ignore[attr-defined]
    return {
        "title": f"{number} {step_title(key)}",
        "url": reverse("improvement:step", args=[project.pk, number]),
    }


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def done_before(request: HttpRequest, project_id: int) -> HttpResponse:
    """«We did these before Varig»: several at once. Steps that have begun are not offered."""
    project: Project = request.project  # type: ignore[attr-defined]
    template = template_of(project)
    untouched = set(
        SubStepState.objects.filter(project=project, state=StepState.NOT_STARTED).values_list("key", flat=True)
    )
    choices = [
        (
            f"{phase.number} {phase_title(phase.key)}",
            [(step.key, f"{step.number} {step_title(step.key)}") for step in phase.steps if step.key in untouched],
        )
        for phase in template.phases
    ]
    choices = [group for group in choices if group[1]]
    context = base_context(request, (_("Done before Varig"), ""))
    page = "improvement/pages/done_before.html"
    if request.method == "GET":
        return render(request, page, {**context, "form": DoneBeforeForm(choices=choices), "any": bool(choices)})
    form = DoneBeforeForm(request.POST, choices=choices)
    if not form.is_valid():
        return taken_or_again(request, form, page, {**context, "any": bool(choices)})
    moved = mark_done_before(project, form.cleaned_data["steps"], request.user)  # type: ignore[arg-type]
    messages.success(
        request,
        ngettext("%(n)s step is marked as done before Varig.", "%(n)s steps are marked as done before Varig.", moved)
        % {"n": moved},
    )
    return redirect(project)
