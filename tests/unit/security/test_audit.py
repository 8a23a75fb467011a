"""The audit is written once and kept for its period."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.security import audit
from portal.security.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_entries_are_never_changed_or_deleted_one_by_one() -> None:
    audit.record(None, "thing.done")
    entry = AuditEntry.objects.get()
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_entries_go_when_their_period_is_over() -> None:
    AuditEntry.objects.create(action="old", at=timezone.now() - audit.KEEP - timedelta(days=1))
    AuditEntry.objects.create(action="young", at=timezone.now() - audit.KEEP + timedelta(days=1))
    assert audit.forget_old() == 1
    assert AuditEntry.objects.get().action == "young"
