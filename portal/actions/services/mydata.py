"""What this room holds about a person, for *mine data*."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts import mydata
from portal.accounts.models import User
from portal.actions.models import Action, Decision
from portal.spaces.handover import name_of
from portal.spaces.querysets import owners_of_spaces


def export(user: User) -> dict[str, Any]:
    """What the person is or was to do, what they ticked, and what they wrote down. Others' words are not handed out."""
    places = owners_of_spaces("space__")
    concerns = Q(responsible=user) | Q(created_by=user) | Q(done_by=user) | Q(dropped_by=user)
    actions = Action.objects.filter(concerns).select_related("space", *places).order_by("created_at", "pk")
    decisions = Decision.objects.filter(created_by=user).select_related("space", *places).order_by("created_at", "pk")
    return {
        "actions": [_action(each, user) for each in actions],
        "decisions written down": [
            {
                "where": name_of(each.space),
                "what": each.what,
                "decided on": each.decided_on,
                "decided by": each.decided_by_text,
                "background": each.background,
                "when": each.created_at,
            }
            for each in decisions
        ],
    }


def _action(action: Action, user: User) -> dict[str, Any]:
    mine = action.created_by_id == user.pk
    return {
        "where": name_of(action.space),
        "what": action.what if mine or action.responsible_id == user.pk else "",
        "details": action.details if mine else "",
        "written by you": mine,
        "yours to do": action.responsible_id == user.pk,
        "by": action.due,
        "written": action.created_at,
        "done": action.done_at,
        "ticked by you": action.done_by_id == user.pk,
        "dropped": action.dropped_at,
        "why you dropped it": action.dropped_reason if action.dropped_by_id == user.pk else "",
    }


def erase(user: User) -> None:
    """Delete what stands in the person's own space. In shared ones the others keep what was agreed, without a name."""
    Action.objects.filter(space__of_person__person=user).delete()
    Decision.objects.filter(space__of_person__person=user).delete()


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("actions", export, _("Your tasks, and decisions you wrote down"))
    mydata.register_eraser(
        "actions",
        erase,
        title=_("Your tasks"),
        fate=_("Those only you see are deleted. In projects and groups they stay; the others see “former member”."),
    )
