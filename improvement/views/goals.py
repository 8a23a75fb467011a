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
from improvement.presenters.formats import shortened
from improvement.presenters.goals import built, figure_note, letters, sentence
from improvement.presenters.versions import history
from improvement.services.submissions import once
from improvement.services.versions import create
from improvement.views.common import (
    base_context,
    get_or_404,
    laid_aside,
    own_crumb,
    said_at,
    save_or_conflict,
    taken_or_again,
    with_choices,
    write,
)
from portal.security.guards import guarded

_PAGE = "improvement/pages/goal.html"

#: So many letters of a goal stand in the name of its window.
_TITLE = 60


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def new(request: HttpRequest, project_id: int) -> HttpResponse:
    """A new goal. «Show the sentence» only shows; «Save» saves, however incomplete."""
    project: Project = request.project  # type: ignore[attr-defined]
    context = base_context(request, (_("New goal"), ""))
    if request.method == "GET":
        return render(request, _PAGE, {**context, "form": GoalForm(project=project)})
    form = GoalForm(request.POST, project=project)
    if not form.is_valid() or form.cleaned_data.get("form_key") is None:
        return taken_or_again(request, form, _PAGE, context)
    if "preview" in request.POST:
        return render(request, _PAGE, {**context, "form": form, "previewed": True, **_seen(form.preview())})

    def make() -> str:
        goal = create(
            Goal,
            project,
            request.user,  # type: ignore[arg-type]
            form.changes(),
            texts=form.texts(),
            went_past_guard=form.used_identity_override,
        )
        return said_at(goal)

    address = once(request.user, str(form.cleaned_data["form_key"]), make)  # type: ignore[arg-type]
    messages.success(request, _("The goal is saved."))
    return redirect(address)


@require_http_methods(["GET", "POST"])
@guarded(may_see)
def goal(request: HttpRequest, project_id: int, goal_id: int) -> HttpResponse:
    """One goal: its sentence, what each letter lacks, and the form for those who write."""
    project: Project = request.project  # type: ignore[attr-defined]
    found = Goal.objects.select_related("changed_by", "archived_by", "project__space", "parent")
    row = get_or_404(found, pk=goal_id, project=project)
    heading = sentence(row)
    # A sentence that is built from the parts is in the reader's language; the team's own is in the project's.
    crumb = own_crumb(row, project.language if row.sentence.strip() else "", heading)
    context = {**base_context(request, crumb), "goal": row, **_seen(row), **_beside(row)}
    context.update(laid_aside(row, context), heading=heading, name=shortened(heading, _TITLE))
    if request.method == "GET":
        return render(request, _PAGE, {**context, "form": GoalForm(row=row, project=project)})
    if not context["may_write"]:
        raise Http404
    form = GoalForm(with_choices(request.POST, GoalForm, row), row=row, project=project)
    if not form.is_valid():
        return taken_or_again(request, form, _PAGE, context)
    if "preview" in request.POST:
        return render(request, _PAGE, {**context, "form": form, "previewed": True, **_seen(form.preview())})
    response = save_or_conflict(
        request,
        form,
        lambda: write(request, form, row),
        _PAGE,
        context,
        said_at(row),
    )
    if response.status_code == 302:
        messages.success(request, _("The goal is saved."))
    return response


def _beside(goal: Goal) -> dict[str, Any]:
    return {
        "measures": list(goal.measures.filter(archived_at__isnull=True)),
        "contributing": list(goal.contributing.filter(archived_at__isnull=True)),
        "history": history(goal, GoalForm),
    }


def _seen(goal: Goal) -> dict[str, Any]:
    views = letters(goal, timezone.localdate())
    return {
        "sentence": sentence(goal),
        "built": built(goal),
        "figure_note": figure_note(goal),
        "letters": views,
        "letter_views": {view.key: view for view in views},
        "holding": sum(view.state == "ok" for view in views),
    }
