"""Writing the minutes, also by two at once."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.models import Gathering, Minutes
from portal.security import audit
from portal.security.modelfields import identity_override


def minutes_of(gathering: Gathering) -> Minutes | None:
    """Return the minutes, if any have been written."""
    return Minutes.objects.select_related("changed_by").filter(gathering=gathering).first()


def write(
    actor: User, gathering: Gathering, expected: int, values: dict[str, Any], *, went_past_guard: bool = False
) -> Minutes | None:
    """Write the minutes over version `expected` (0: none were there). None when written; else what somebody else wrote.

    Who may is asked by the caller (`permissions.can_plan`).
    """
    now = {"changed_by": actor, "changed_at": timezone.now()}
    try:
        with transaction.atomic(), identity_override(went_past_guard):
            found = minutes_of(gathering)
            if found is None:
                found = Minutes.objects.create(gathering=gathering, **values, **now)
            elif not found.save_version(expected, **values, **now):
                return minutes_of(gathering)
            audit.record(actor, "gathering.minutes_written", gathering, space_id=gathering.space_id)
            if went_past_guard:
                audit.record(actor, "identity_guard.overridden", gathering, space_id=gathering.space_id)
            return None
    except IntegrityError:  # Two wrote the first words at the same moment: the other one was first.
        return minutes_of(gathering)
