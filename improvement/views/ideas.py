"""Votes for ideas: one each, given and taken back by the same press."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from improvement.models import Idea, IdeaVote, Project
from improvement.permissions import may_see
from improvement.views.common import get_or_404
from portal.accounts.models import User
from portal.security.guards import guarded


@require_POST
@guarded(may_see)
def vote(request: HttpRequest, project_id: int, idea_id: int) -> HttpResponse:
    """Give one's vote (`vote=yes`) or take it back. Everybody in an open project may, readers too."""
    project: Project = request.project  # type: ignore[attr-defined]
    idea = get_or_404(Idea.objects.all(), pk=idea_id, project=project, archived_at=None)
    person: User = request.user  # type: ignore[assignment]
    if not project.is_archived:
        if request.POST.get("vote") == "yes":
            IdeaVote.objects.get_or_create(idea=idea, person=person)
        else:
            IdeaVote.objects.filter(idea=idea, person=person).delete()
    address = reverse("improvement:register", args=[project.pk, Idea.slug])
    return redirect(f"{address}?vis=stemmer#idea-{idea.pk}")
