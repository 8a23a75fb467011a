"""Meetings for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.domain.agenda import Agenda, Part, Slot, SlotKind
from portal.gatherings.models import Gathering
from portal.gatherings.services.meetings import plan
from portal.spaces.models import Space

TWO_PARTS = Agenda(
    (
        Part(
            "one",
            "Del 1",
            (
                Slot("a", "Velkommen", 15, SlotKind.OPENING, lead="prosjektleder", script="Hils alle velkommen."),
                Slot("b", "Erfaringer", 45, SlotKind.TALK),
                Slot("c", "Pause", 15, SlotKind.BREAK),
            ),
        ),
        Part("two", "Del 2", (Slot("d", "Arbeid i grupper", 60, SlotKind.WORKSHOP),)),
    )
)


def soon(days: int = 14, hour: int = 9) -> datetime:
    """A moment some days from now, at the full hour of a Norwegian clock."""
    local = timezone.localtime() + timedelta(days=days)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def meeting(space: Space, lead: User, *, agenda: Agenda | None = None, **values: Any) -> Gathering:
    """Plan one as a draft."""
    given = {"title": "Kick-off", "kind": "workshop", "starts_at": soon(), "place": "Møterom 2", **values}
    return plan(lead, space, given, agenda=agenda)
