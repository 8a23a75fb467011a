"""Planning a meeting, changing it, telling others of it, and calling it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.domain.agenda import Agenda, to_json
from portal.gatherings.models import Gathering, Seating
from portal.gatherings.services.running import is_over
from portal.gatherings.services.told import tell
from portal.security import audit
from portal.security.modelfields import identity_override
from portal.spaces.models import Space, SpaceKind

IN_CALENDAR = frozenset({"title", "starts_at", "minutes", "form", "place", "address", "link"})
"""What stands in people's calendars: when one of these changes, the entry there must follow."""


def plan(
    actor: User,
    space: Space,
    values: dict[str, Any],
    *,
    agenda: Agenda | None = None,
    template_key: UUID | None = None,
    step_key: UUID | None = None,
    form_key: UUID | None = None,
    went_past_guard: bool = False,
) -> Gathering:
    """Plan a meeting as a draft. The same form sent twice gives the meeting that was made the first time.

    Who may is asked by the caller (`permissions.can_plan`).
    """
    before = _made(actor, form_key)
    if before is not None:
        return before
    try:
        with transaction.atomic(), identity_override(went_past_guard):
            gathering: Gathering = Gathering.objects.create(
                space=space,
                agenda_json=to_json(agenda or Agenda()),
                template_key=template_key,
                step_key=step_key,
                form_key=form_key,
                created_by=actor,
                changed_by=actor,
                **{"seating": _shared_list(space), **values},
            )
            _note(actor, "planned", gathering, went_past_guard)
            return gathering
    except IntegrityError:  # Two at the same moment: the other one was first.
        before = _made(actor, form_key)
        if before is None:
            raise
        return before


def _shared_list(space: Space) -> Seating | None:
    """The list that all meetings of a course's group share: who takes part holds a seat, and no place in the space."""
    return Seating.objects.filter(space=space).order_by("pk").first() if space.kind == SpaceKind.COHORT else None


def _made(actor: User, form_key: UUID | None) -> Gathering | None:
    if form_key is None:
        return None
    found: Gathering | None = Gathering.objects.filter(created_by=actor, form_key=form_key).first()
    return found


def change(
    actor: User, gathering: Gathering, expected: int, values: dict[str, Any], *, went_past_guard: bool = False
) -> Gathering | None:
    """Write `values` over version `expected`. None when it was written; else the meeting as somebody else saved it."""
    with transaction.atomic(), identity_override(went_past_guard):
        moved = any(getattr(gathering, name) != value for name, value in values.items() if name in IN_CALENDAR)
        more = {"sequence": F("sequence") + 1} if moved and gathering.stage == Stage.ANNOUNCED else {}
        if gathering.save_version(expected, **values, **more, changed_by=actor, changed_at=timezone.now()):
            _note(actor, "changed", gathering, went_past_guard, fields=sorted(values))
            if more:
                gathering.refresh_from_db(fields=["sequence"])
            if gathering.stage != Stage.DRAFT:
                tell(gathering)
            return None
    current: Gathering = Gathering.objects.select_related("space", "changed_by").get(pk=gathering.pk)
    return current


def announce(actor: User, gathering: Gathering) -> bool:
    """Let those in the space know of it. False when it was announced or called off before."""
    with transaction.atomic():
        rows = Gathering.objects.filter(pk=gathering.pk, stage=Stage.DRAFT)
        if not rows.update(stage=Stage.ANNOUNCED, changed_by=actor, changed_at=timezone.now()):
            return False
        _note(actor, "announced", gathering)
        gathering.stage = Stage.ANNOUNCED
        tell(gathering)
    return True


def cancel(actor: User, gathering: Gathering, reason: str, *, went_past_guard: bool = False) -> bool:
    """Call it off, with a reason that all see. False when it has been, or was called off before.

    A draft is simply thrown away.
    """
    if is_over(gathering):
        return False
    with transaction.atomic(), identity_override(went_past_guard):
        rows = Gathering.objects.filter(pk=gathering.pk, stage=Stage.ANNOUNCED)
        values = {"stage": Stage.CANCELLED, "cancelled_reason": reason, "sequence": F("sequence") + 1}
        if not rows.update(**values, changed_by=actor, changed_at=timezone.now()):
            return False
        _note(actor, "cancelled", gathering, went_past_guard)
        gathering.refresh_from_db()
        tell(gathering)
    return True


def discard(actor: User, gathering: Gathering) -> bool:
    """Throw a draft away that nobody has been told of. False when it has been announced meanwhile."""
    with transaction.atomic():
        held = Gathering.objects.select_for_update().filter(pk=gathering.pk, stage=Stage.DRAFT).first()
        if held is None:
            return False
        _note(actor, "discarded", gathering)
        held.delete()
    return True


def _note(actor: User, act: str, gathering: Gathering, went_past_guard: bool = False, **details: Any) -> None:
    audit.record(actor, f"gathering.{act}", gathering, space_id=gathering.space_id, **details)
    if went_past_guard:
        audit.record(actor, "identity_guard.overridden", gathering, space_id=gathering.space_id)
