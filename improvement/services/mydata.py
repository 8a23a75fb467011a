"""What this room holds about a person, for *mine data*: what they have written in projects."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from improvement.models import IdeaVote, ImportDraft, Project, Revision, Snapshot, SubStepChange
from portal.accounts import mydata
from portal.accounts.models import User


def export(user: User) -> dict[str, Any]:
    """Every version that the person saved, the moves they made and the rows they have not confirmed.

    What others wrote in the same project is theirs, and is not handed out here.
    """
    written = Revision.objects.filter(saved_by=user).select_related("project").order_by("saved_at", "pk")
    moved = SubStepChange.objects.filter(who=user).select_related("project").order_by("when", "pk")
    drafts = ImportDraft.objects.filter(person=user).exclude(text="").select_related("measure").order_by("pk")
    started = Project.objects.filter(Q(created_by=user)).order_by("pk")
    votes = IdeaVote.objects.filter(person=user).select_related("idea__project").order_by("pk")
    kept = Snapshot.objects.filter(taken_by=user).select_related("project").order_by("pk")
    return {
        "projects started": [{"title": each.title, "when": each.created_at} for each in started],
        "written": [
            {
                "project": each.project.title,
                "what": each.target_type,
                "number": each.target_id,
                "version": each.version,
                "when": each.saved_at,
                "text": each.values,
            }
            for each in written
        ],
        "steps moved": [
            {
                "project": each.project.title,
                "step": each.key,
                "from": each.from_state,
                "to": each.to_state,
                "why": each.reason,
                "when": each.when,
            }
            for each in moved
        ],
        "votes for ideas": [
            {"project": each.idea.project.title, "idea": each.idea.what, "when": each.voted_at} for each in votes
        ],
        "lists kept as they stood": [
            {"project": each.project.title, "list": each.slug, "name": each.title, "when": each.taken_at}
            for each in kept
        ],
        "rows not confirmed": [
            {"measure": each.measure.name, "text": each.text, "when": each.created_at} for each in drafts
        ],
    }


def erase(user: User) -> None:
    """Take back the person's votes; what they wrote with others stays."""
    IdeaVote.objects.filter(person=user).delete()


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("improvement", export, _("What you have written in projects"))
    mydata.register_eraser(
        "improvement",
        erase,
        title=_("Projects you have worked in"),
        fate=_("Your votes for ideas are taken back. What you wrote with others stays; they see “former member”."),
    )
