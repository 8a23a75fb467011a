"""Record a change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from portal.security.audit_context import current_request_id
from portal.security.models import AuditEntry

# How long entries are kept (docs/data-classes.md).
KEEP = timedelta(days=730)


def record(
    actor: Any, action: str, target: Model | None = None, *, space_id: int | None = None, **details: Any
) -> None:
    """Write one audit entry in the caller's transaction.

    `action` is a stable code such as `goal.saved`. `details` may hold codes, numbers and field names, never what
    somebody wrote.
    """
    AuditEntry.objects.create(
        actor=actor if getattr(actor, "is_authenticated", False) else None,
        action=action,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        space_id=space_id,
        request_id=current_request_id.get(),
        details=details,
    )


def forget_old() -> int:
    """Delete entries that have been kept for their period; return how many."""
    deleted, _ = AuditEntry.objects.filter(at__lt=timezone.now() - KEEP).delete()
    return deleted
