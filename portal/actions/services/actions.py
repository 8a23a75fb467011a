"""Agreeing on actions, changing them, and ending them one way or the other."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.actions.models import Action
from portal.actions.origins import Origin
from portal.actions.services.recording import change, note, record
from portal.security.modelfields import identity_override
from portal.spaces.models import Space

_OPEN_AGAIN: dict[str, Any] = {
    "done_at": None,
    "done_by": None,
    "dropped_at": None,
    "dropped_by": None,
    "dropped_reason": "",
}


def add_action(
    actor: User,
    space: Space,
    what: str,
    *,
    responsible: User | None = None,
    responsible_text: str = "",
    due: date | None = None,
    details: str = "",
    origin: Origin | None = None,
    form_key: UUID | None = None,
    went_past_guard: bool = False,
) -> Action:
    """Write down an action in the space. From one origin there is one action: a second call returns the first one.

    Who may do it is asked by the caller (`permissions.can_write`). `went_past_guard`: the writer has said that what
    looks like an identity number is none.
    """
    values = {
        "what": what,
        "responsible": responsible,
        "responsible_text": responsible_text,
        "due": due,
        "details": details,
    }
    return record(Action, space, actor, values, origin=origin, form_key=form_key, went_past_guard=went_past_guard)


def change_action(
    actor: User, action: Action, expected: int, values: dict[str, Any], *, went_past_guard: bool = False
) -> Action | None:
    """Write `values` over version `expected`. None when it was written; else the action as somebody else saved it."""
    return change(actor, action, expected, values, went_past_guard=went_past_guard)


def finish(actor: User, action: Action) -> bool:
    """Say that it is done. False, and nothing is changed, when it was not open any more.

    A tick is no version of the texts: whoever is writing in the form meanwhile loses nothing, and is told nothing.
    """
    return _move(actor, action, "finished", Action.objects.open(), done_at=timezone.now(), done_by=actor)


def reopen(actor: User, action: Action) -> bool:
    """Say that it is not done after all, or to be done after all. False when it was open."""
    return _move(actor, action, "reopened", Action.objects.closed(), **_OPEN_AGAIN)


def drop(actor: User, action: Action, reason: str, *, went_past_guard: bool = False) -> bool:
    """Say that it is not to be done, and why. False when it was not open any more."""
    with identity_override(went_past_guard):
        now = timezone.now()
        return _move(
            actor,
            action,
            "dropped",
            Action.objects.open(),
            went_past_guard=went_past_guard,
            dropped_at=now,
            dropped_by=actor,
            dropped_reason=reason,
        )


def _move(actor: User, action: Action, act: str, rows: Any, *, went_past_guard: bool = False, **changes: Any) -> bool:
    # One UPDATE with the state in its condition: of two who tick at the same moment one has done it.
    with transaction.atomic():
        if not rows.filter(pk=action.pk).order_by().update(**changes):
            return False
        note(actor, act, action, went_past_guard=went_past_guard)
    for name, value in changes.items():
        setattr(action, name, value)
    return True
