"""Who is in the project."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from improvement.forms import MemberForm
from improvement.models import Project
from improvement.permissions import can_manage, may_manage, may_see
from improvement.services.members import Added, add_member, end_member
from improvement.views.common import base_context, get_or_404, taken_or_again
from portal.security.guards import guarded
from portal.spaces.models import SpaceMember
from portal.spaces.permissions import WRITERS


@require_http_methods(["GET", "POST"])
@guarded(may_see)
def members(request: HttpRequest, project_id: int) -> HttpResponse:
    """The members; project leads add."""
    project: Project = request.project  # type: ignore[attr-defined]
    page = "improvement/pages/members.html"
    found = (
        SpaceMember.objects.current()
        .filter(space=project.space)
        .select_related("person", "acting_for")
        .order_by("starts_on", "pk")
    )
    context = {**base_context(request, (_("Members"), "")), "members": found, "writers": WRITERS}
    if request.method == "GET":
        return render(request, page, {**context, "form": MemberForm()})
    if not can_manage(request.project_roles, project).allowed:  # type: ignore[attr-defined]
        messages.warning(request, _("Only project leads add members."))
        return redirect("improvement:members", project_id)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return taken_or_again(request, form, page, context)
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    outcome = add_member(project, request.user, email, role)  # type: ignore[arg-type]
    if outcome.what is Added.UNKNOWN:
        form.add_error(
            "email",
            _(
                "We found nobody with this address whom you can add in this role. Ask the organisation administrator "
                "to invite them first; then add them here."
            ),
        )
        return taken_or_again(request, form, page, context)
    words = {"person": str(outcome.person)}
    if outcome.what is Added.ALREADY:
        messages.info(request, _("%(person)s has this role already.") % words)
    else:
        messages.success(request, _("%(person)s is in the project.") % words)
    return redirect("improvement:members", project_id)


@require_POST
@guarded(may_manage)
def end(request: HttpRequest, project_id: int, member_id: int) -> HttpResponse:
    """End somebody's membership. What they wrote stays."""
    project: Project = request.project  # type: ignore[attr-defined]
    member = get_or_404(SpaceMember.objects.current().select_related("person"), pk=member_id, space=project.space)
    if end_member(member, project, request.user):  # type: ignore[arg-type]
        messages.success(request, _("%(person)s is no longer in the project.") % {"person": str(member.person)})
    else:
        messages.warning(request, _("A project needs a project lead. Give somebody else that role first."))
    return redirect("improvement:members", project_id)
