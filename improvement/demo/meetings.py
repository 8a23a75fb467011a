"""A meeting that the demo's project has announced, with days counted from the day the demo is loaded."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from improvement.models import Project
from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import page_key
from portal.gatherings.services import meetings
from portal.gatherings.services.templates import agenda_from
from portal.kernel.clock import from_oslo
from portal.kernel.holidays import next_working_day

#: Loading the demo again finds by this what it made before.
_KEY = uuid5(NAMESPACE_URL, "demo/meeting")


def meet(context: DemoContext, project: Project, data: dict[str, Any]) -> None:
    """Plan and announce it, once. It goes with the project when the demo is removed."""
    lead, one = context.person("prosjektleder"), data["meeting"]
    day = next_working_day(timezone.localdate() + timedelta(days=one["in_days"]))
    begin = agenda_from(str(page_key(one["agenda"])))
    words = {name: one[name] for name in ("title", "kind", "purpose", "focus_question", "place")}
    values = {**words, "starts_at": from_oslo(day, time(9))}
    gathering = meetings.plan(lead, project.space, values, agenda=begin.agenda, template_key=begin.key, form_key=_KEY)
    meetings.announce(lead, gathering)
