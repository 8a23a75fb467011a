"""Goals: one form to write and to read them by."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from improvement.forms import GoalForm
from improvement.models import Goal, Project
from improvement.permissions import may_see, may_write
from improvement.presenters.goals import built, letters, sentence
from improvement.services.submissions import once
from improvement.services.versions import create, save
from improvement.views.common import base_context, get_or_404, save_or_conflict, taken_or_again, with_choices
from portal.security.guards import guarded

_PAGE = "improvement/pages/goal.html"


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def new(request: HttpRequest, project_id: int) -> HttpResponse:
    """A new goal. «Show the sentence» only shows; «Save» saves, however incomplete."""
    project: Project = request.project  # type: ignore[attr-defined]
    context = base_context(request, (_("New goal"), ""))
    if request.method == "GET":
        return render(request, _PAGE, {**context, "form": GoalForm()})
    form = GoalForm(request.POST)
    if not form.is_valid() or form.cleaned_data.get("form_key") is None:
        return taken_or_again(request, form, _PAGE, context)
    if "preview" in request.POST:
        return render(request, _PAGE, {**context, "form": form, **_seen(form.preview())})

    def make() -> str:
        goal = create(
            Goal,
            project,
            request.user,  # type: ignore[arg-type]
            form.changes(),
            texts=form.texts(),
            went_past_guard=form.used_identity_override,
        )
        return goal.get_absolute_url()

    address = once(request.user, str(form.cleaned_data["form_key"]), make)  # type: ignore[arg-type]
    messages.success(request, _("The goal is saved."))
    return redirect(address)


@require_http_methods(["GET", "POST"])
@guarded(may_see)
def goal(request: HttpRequest, project_id: int, goal_id: int) -> HttpResponse:
    """One goal: its sentence, what each letter lacks, and the form for those who write."""
    project: Project = request.project  # type: ignore[attr-defined]
    row = get_or_404(
        Goal.objects.select_related("changed_by", "project__space"), pk=goal_id, project=project, archived_at=None
    )
    context = {**base_context(request, (sentence(row) or row.what, "")), "goal": row, **_seen(row)}
    if request.method == "GET":
        return render(request, _PAGE, {**context, "form": GoalForm(row=row)})
    if not context["may_write"]:
        raise Http404
    form = GoalForm(with_choices(request.POST, GoalForm, row), row=row)
    if not form.is_valid():
        return taken_or_again(request, form, _PAGE, context)
    if "preview" in request.POST:
        return render(request, _PAGE, {**context, "form": form, **_seen(form.preview())})
    response = save_or_conflict(
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
        _PAGE,
        context,
        row.get_absolute_url(),
    )
    if response.status_code == 302:
        messages.success(request, _("The goal is saved."))
    return response


def _seen(goal: Goal) -> dict[str, Any]:
    views = letters(goal, timezone.localdate())
    return {
        "sentence": sentence(goal),
        "built": built(goal),
        "letters": views,
        "letter_views": {view.key: view for view in views},
        "holding": sum(view.state == "ok" for view in views),
    }
