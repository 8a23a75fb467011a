"""What a project holds, laid aside and taken up again. Nothing is deleted; what is laid aside is still read."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from improvement.models import Entry, Goal, Measure, PdsaCycle
from improvement.registers import REGISTERS
from improvement.services.versions import touch
from portal.accounts.models import User
from portal.security import audit

#: What can be archived, by the word in its address.
KINDS: dict[str, type[Goal | Measure | PdsaCycle | Entry]] = {
    "mal": Goal,
    "maling": Measure,
    "pdsa": PdsaCycle,
    **{slug: register.model for slug, register in REGISTERS.items()},
}


def kind_of(row: Goal | Measure | PdsaCycle | Entry) -> str:
    """The word for `row` in the address."""
    return next(word for word, model in KINDS.items() if isinstance(row, model))


def set_archived(row: Goal | Measure | PdsaCycle | Entry, who: User, archived: bool) -> None:
    """Archive, or open again. Doing it twice changes nothing; it is no version of the texts."""
    if (row.archived_at is not None) == archived:
        return
    with transaction.atomic():
        row.archived_at, row.archived_by = (timezone.now(), who) if archived else (None, None)
        row.save(update_fields=["archived_at", "archived_by"])
        touch(row.project, who)
        act = f"{row._meta.model_name}.{'archived' if archived else 'reopened'}"
        audit.record(who, act, row, space_id=row.project.space_id)
