"""Count first meetings (S71): one press, one more. What was typed in the tool never comes here."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.db import transaction
from django.db.models import F

from courses.models import MeetingCount
from portal.accounts.models import Organisation
from portal.security import audit

What = Literal["offered", "held"]
WHATS: tuple[What, ...] = ("offered", "held")

#: So many months are shown, the newest first.
MONTHS = 12


def count(actor: Any, organisation: Organisation, what: What, by: int, today: date) -> bool:
    """Add `by` (1, or -1 to take back) to this month's `what`. Says whether anything changed: nothing goes below 0.

    Two at the same moment both count: the database adds.
    """
    with transaction.atomic():
        row, _created = MeetingCount.objects.get_or_create(organisation=organisation, month=today.replace(day=1))
        mine = MeetingCount.objects.filter(pk=row.pk)
        if by < 0:
            mine = mine.filter(**{f"{what}__gte": -by})
        changed = bool(mine.update(**{what: F(what) + by}))
        if changed:
            audit.record(actor, "first_meeting.counted", organisation, what=what, by=by)
    return changed


def months_of(organisation: Organisation) -> list[MeetingCount]:
    """Return the newest months in which something was counted."""
    return list(MeetingCount.objects.filter(organisation=organisation).order_by("-month")[:MONTHS])
