"""My projects, a new one, the overview, and its texts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from improvement.forms import ProjectCreateForm, ProjectForm
from improvement.models import Project
from improvement.permissions import can_create, may_manage, may_see, may_write, organisations_to_create_for
from improvement.presenters.overview import list_line, overview_of
from improvement.presenters.registers import doors_by_phase
from improvement.services.projects import change_project, set_archived, start_project
from improvement.services.submissions import once
from improvement.views.common import base_context, said_at, save_or_conflict, taken_or_again, with_choices
from improvement.views.menu import in_menu
from portal.actions.presenters.lines import panel_of
from portal.security.guards import guarded, signed_in

_EDIT = "improvement/pages/project_form.html"


@require_safe
@signed_in
def project_list(request: HttpRequest) -> HttpResponse:
    """The person's own projects, and for leaders those of the organisation: title, phase and freshness only."""
    mine = Project.objects.visible_to(request.user).for_list()
    own = [list_line(project) for project in mine]
    # A leader who is a member as well, for example after a handover, has the project among their own.
    led = Project.objects.led_by(request.user).open().exclude(pk__in=[project.pk for project in mine]).for_list()
    context = {
        "open": [line for line in own if not line["archived"]],
        "archived": [line for line in own if line["archived"]],
        "led": [list_line(project) for project in led],
        "may_create": can_create(request.user).allowed,
        "noindex": True,
        **in_menu(request),
    }
    return render(request, "improvement/pages/project_list.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def project_new(request: HttpRequest) -> HttpResponse:
    """Start a project for an organisation one belongs to."""
    organisations = organisations_to_create_for(request.user)
    crumbs = [{"title": _("Projects"), "url": reverse("improvement:projects")}, {"title": _("New project"), "url": ""}]
    context: dict[str, Any] = {"breadcrumbs": crumbs, "is_new": True, "noindex": True, "has_place": bool(organisations)}
    context.update(in_menu(request))
    if not organisations:
        return render(request, _EDIT, context, status=200 if request.method == "GET" else 403)
    if request.method == "GET":
        return render(request, _EDIT, {**context, "form": ProjectCreateForm(organisations=organisations)})
    form = ProjectCreateForm(request.POST, organisations=organisations)
    if not form.is_valid() or form.cleaned_data.get("form_key") is None:
        return taken_or_again(request, form, _EDIT, context)

    def make() -> str:
        project = start_project(
            request.user,  # type: ignore[arg-type]
            form.cleaned_data["organisation"],
            form.changes(),
            terms=form.texts().get("terms"),
            went_past_guard=form.used_identity_override,
        )
        return project.get_absolute_url()

    return redirect(once(request.user, str(form.cleaned_data["form_key"]), make))  # type: ignore[arg-type]


@require_safe
@guarded(may_see)
def overview(request: HttpRequest, project_id: int) -> HttpResponse:
    """The project in one look: next step, phases, goals, measures, tests, people."""
    context = base_context(request)
    project: Project = request.project  # type: ignore[attr-defined]
    context.update(overview_of(project, may_write=context["may_write"], today=timezone.localdate()))
    context["lists"] = doors_by_phase(project)
    context["panel"] = panel_of(request.user, project.space, request.project_roles)  # type: ignore[attr-defined]
    return render(request, "improvement/pages/project.html", context)


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def edit(request: HttpRequest, project_id: int) -> HttpResponse:
    """Title and texts."""
    project: Project = request.project  # type: ignore[attr-defined]
    context = {**base_context(request, (_("Edit"), "")), "is_new": False, "has_place": True}
    if request.method == "GET":
        return render(request, _EDIT, {**context, "form": ProjectForm(row=project)})
    form = ProjectForm(with_choices(request.POST, ProjectForm, project), row=project)
    if not form.is_valid():
        return taken_or_again(request, form, _EDIT, context)
    return save_or_conflict(
        request,
        form,
        lambda: change_project(
            project,
            form.cleaned_data["version"],
            request.user,  # type: ignore[arg-type]
            form.changes(),
            form.texts(),
            form.used_identity_override,
        ),
        _EDIT,
        context,
        project.get_absolute_url(),
    )


@require_POST
@guarded(may_manage)
def archive(request: HttpRequest, project_id: int) -> HttpResponse:
    """Archive, or open again."""
    project: Project = request.project  # type: ignore[attr-defined]
    archived = request.POST.get("archive") == "yes"
    set_archived(project, request.user, archived)  # type: ignore[arg-type]
    messages.success(request, _("The project is archived.") if archived else _("The project is open again."))
    return redirect(said_at(project))
