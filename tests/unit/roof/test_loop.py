"""Background work: lost tasks come back, letters go, and one process at a time does it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.roof.services import loop

pytestmark = pytest.mark.django_db


def running(minutes: int, attempts: int = 1) -> DBTaskResult:
    """A task that a process took some minutes ago."""
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        task_path="portal.notifications.services.sending.forget_old",
        args_kwargs={"args": [], "kwargs": {}},
        queue_name="default",
        backend_name="default",
        priority=0,
        exception_class_path="",
        traceback="",
        started_at=timezone.now() - timedelta(minutes=minutes),
        worker_ids=["dead"] * attempts,
    )


def test_a_task_of_a_dead_process_is_given_back() -> None:
    task = running(minutes=11)
    assert loop.reap() == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


def test_a_task_that_still_may_run_is_left_alone() -> None:
    task = running(minutes=5)
    assert loop.reap() == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_a_task_that_died_three_times_is_given_up() -> None:
    task = running(minutes=11, attempts=loop.MAX_ATTEMPTS)
    loop.reap()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert task.finished_at is not None


def test_only_one_process_holds_the_lease() -> None:
    cache.delete(loop.LEASE_KEY)
    assert loop._hold_lease("a")
    assert not loop._hold_lease("b")
    assert loop._hold_lease("a")
    cache.delete(loop.LEASE_KEY)
    assert loop._hold_lease("b")


@override_settings(VARIG_MAIL_TRANSPORT="django.core.mail.backends.locmem.EmailBackend")
def test_a_round_sends_what_is_due(mailoutbox: list[object]) -> None:
    from portal.notifications.models import Letter

    Letter.objects.create(recipient="a@example.no", subject="Hei", text="Tekst")
    loop.work_once()
    assert len(mailoutbox) == 1
    assert Letter.objects.get().sent_at is not None
