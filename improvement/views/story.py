"""The story of the project on one line of time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from improvement.models import Project
from improvement.permissions import may_see
from improvement.presenters.timeline import story_page
from improvement.views.common import base_context
from portal.security.guards import guarded


@require_safe
@guarded(may_see)
def page(request: HttpRequest, project_id: int) -> HttpResponse:
    """All that has happened, the newest first; `?hva=` shows one kind."""
    project: Project = request.project  # type: ignore[attr-defined]
    context = base_context(request, (_("The story"), ""))
    context |= story_page(project, request.GET.get("hva", ""), request.GET.get("page"), timezone.localdate())
    return render(request, "improvement/pages/story.html", context)
