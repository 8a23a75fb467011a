"""What the demo's project has agreed on: examples, for the demo's people, with days counted from today."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from improvement.models import Project
from portal.accounts.democontext import DemoContext
from portal.actions.models import Action
from portal.actions.origins import Origin
from portal.actions.services.actions import add_action, finish
from portal.actions.services.decisions import add_decision

#: Loading the demo again finds by this what it made before.
_KIND = "demo"


def agree(context: DemoContext, project: Project, data: dict[str, Any]) -> None:
    """Add the examples, once. They go with the project when the demo is removed."""
    if Action.objects.in_space(project.space).filter(origin_kind=_KIND).exists():
        return
    lead, today = context.person("prosjektleder"), timezone.localdate()
    for one in data["actions"]:
        action = add_action(
            lead,
            project.space,
            one["what"],
            responsible=context.person(one["who"]) if "who" in one else None,
            responsible_text=one.get("who_text", ""),
            due=today + timedelta(days=one["due_in"]) if "due_in" in one else None,
            details=one["details"],
            origin=Origin(_KIND, one["key"]),
        )
        if one.get("done"):
            finish(context.person(one["who"]), action)
    for one in data["decisions"]:
        add_decision(
            lead,
            project.space,
            one["what"],
            decided_on=one["decided"],
            decided_by_text=one["by"],
            background=one["background"],
            origin=Origin(_KIND, one["key"]),
        )
