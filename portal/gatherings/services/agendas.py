"""Changing what happens at a meeting, also by two at once.

A move, an addition or a removal is done on the agenda as it now stands: it cannot undo what somebody else did. Only
when two have written in the same slot is the second one asked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.agenda import Agenda, Slot, changed, to_json
from portal.gatherings.models import Gathering
from portal.security import audit
from portal.security.modelfields import identity_override

Change = Callable[[Agenda], Agenda]


class SlotTaken(Exception):
    """Somebody else has written in the slot, or has taken it away (`slot` is None)."""

    def __init__(self, slot: Slot | None) -> None:
        super().__init__("slot")
        self.slot = slot


def seen(slot: Slot) -> str:
    """Return a short word for what stands in a slot: the same for the same, another for another."""
    text = json.dumps(asdict(slot), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def edit(actor: User | None, gathering: Gathering, change: Change, *, went_past_guard: bool = False) -> Agenda:
    """Change the agenda as it now stands, and return what it has become. Nothing is written when nothing changes.

    Without an actor nobody is named: somebody withdraws what they brought without a name.
    When the length changes and people have been told of the meeting, their calendars follow.
    """
    with transaction.atomic(), identity_override(went_past_guard):
        held: Gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
        before = held.agenda
        after = change(before)
        if after == before:
            return before
        longer = after.minutes != before.minutes and held.stage == Stage.ANNOUNCED
        values: dict[str, Any] = {"agenda_json": to_json(after), "agenda_version": F("agenda_version") + 1}
        if longer:
            values["sequence"] = F("sequence") + 1
        held.changed_by, held.changed_at = actor, timezone.now()
        for name, value in values.items():
            setattr(held, name, value)
        held.save(update_fields=[*values, "changed_by", "changed_at"])
        audit.record(actor, "gathering.agenda_changed", held, space_id=held.space_id)
        if went_past_guard:
            audit.record(actor, "identity_guard.overridden", held, space_id=held.space_id)
    gathering.refresh_from_db()
    return after


def write_slot(
    actor: User, gathering: Gathering, key: str, expected: str, values: dict[str, Any], *, went_past_guard: bool = False
) -> Agenda:
    """Write in a slot that looked like `expected` (see `seen`) to the writer. Raises SlotTaken."""

    def write(agenda: Agenda) -> Agenda:
        slot = agenda.slot(key)
        if slot is None or seen(slot) != expected:
            raise SlotTaken(slot)
        return changed(agenda, key, **values)

    return edit(actor, gathering, write, went_past_guard=went_past_guard)
