"""Writing down what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from portal.accounts.models import User
from portal.actions.models import Decision
from portal.actions.origins import Origin
from portal.actions.services.recording import change, record
from portal.spaces.models import Space


def add_decision(
    actor: User,
    space: Space,
    what: str,
    *,
    decided_on: date | None = None,
    decided_by_text: str = "",
    background: str = "",
    origin: Origin | None = None,
    form_key: UUID | None = None,
    went_past_guard: bool = False,
) -> Decision:
    """Write down a decision in the space, made today when no day is given. One decision from one origin."""
    values = {
        "what": what,
        "decided_on": decided_on or timezone.localdate(),
        "decided_by_text": decided_by_text,
        "background": background,
    }
    return record(Decision, space, actor, values, origin=origin, form_key=form_key, went_past_guard=went_past_guard)


def change_decision(
    actor: User, decision: Decision, expected: int, values: dict[str, Any], *, went_past_guard: bool = False
) -> Decision | None:
    """Write `values` over version `expected`. None when it was written; else the row as somebody else saved it."""
    return change(actor, decision, expected, values, went_past_guard=went_past_guard)
