"""A meeting like the last one: in a series, or next year."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.gatherings.domain.agenda import Agenda, Part, Slot, added
from portal.gatherings.models import Gathering
from portal.gatherings.services.copies import COPIED, copied, key
from portal.gatherings.services.minutes import minutes_of
from portal.gatherings.services.templates import Beginning, agenda_from
from portal.kernel.clock import oslo_date, to_oslo
from portal.kernel.holidays import next_working_day

#: How long what is still open is given, in minutes.
_OPEN_MINUTES = 10


def again(like: Gathering) -> dict[str, Any]:
    """Return what the form begins with: the same, at the same time of day, four weeks after it on a working day."""
    day = next_working_day(max(oslo_date(like.starts_at) + timedelta(weeks=4), timezone.localdate()))
    same = {name: getattr(like, name) for name in COPIED}
    return {**same, "day": day, "at": to_oslo(like.starts_at).time()}


def beginning(template: str, like: Gathering | None) -> Beginning:
    """Return what the meeting begins from: an agenda of the library, else a copy of the other meeting's."""
    if template or like is None:
        return agenda_from(template)
    return Beginning(like.template_key, with_open_points(copied(like), like), like.kind)


def with_open_points(agenda: Agenda, like: Gathering) -> Agenda:
    """Return it with what was still open at the last meeting as its first item, where anything was."""
    minutes = minutes_of(like)
    if minutes is None or not minutes.open_points.strip():
        return agenda
    slot = Slot(key(), _("Open since last time"), _OPEN_MINUTES, method=minutes.open_points.strip()[:1000])
    if not agenda.parts:
        return added(agenda, slot)
    first = agenda.parts[0]
    return Agenda((Part(first.key, first.title, (slot, *first.slots)), *agenda.parts[1:]))
