"""Background work in a loop: queued tasks, scheduled publishing, letters. One process at a time holds the lease.

By default the loop is a thread of the one server process; when scaled it runs in processes of its own
(`manage.py work`). See docs/operations.md.
"""

from __future__ import annotations

import logging
import os
import threading
import uuid
from datetime import date, timedelta

from django.core.cache import cache
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from courses.services.cohorts import followups
from improvement.services import handovers
from portal.accounts import groups
from portal.actions.services import reminders as action_reminders
from portal.gatherings.services import aftermath, duties, materialfiles
from portal.handbook.services import reminders, writers
from portal.notifications.services import sending
from portal.security import audit, ratelimit

logger = logging.getLogger(__name__)

TICK_SECONDS = 5
PUBLISH_EVERY_SECONDS = 30
LEASE_SECONDS = 60
LEASE_KEY = "background-lease"
# A task that has run longer than this belongs to a process that died; it is tried again, three times in all.
MAX_TASK_RUNTIME = timedelta(minutes=10)
MAX_ATTEMPTS = 3


def start_thread() -> threading.Thread:
    """Start the loop as a daemon thread of this process."""
    thread = threading.Thread(target=run, name="background", daemon=True)
    thread.start()
    return thread


def run(stop: threading.Event | None = None) -> None:
    """Tick until stopped. An error in one round is logged and the next round comes all the same."""
    stop = stop or threading.Event()
    name = f"{os.getpid()}-{uuid.uuid4()}"
    published = timezone.now() - timedelta(seconds=PUBLISH_EVERY_SECONDS)
    tidied: date | None = None
    while not stop.is_set():
        close_old_connections()
        try:
            if _hold_lease(name):
                if timezone.now() - published >= timedelta(seconds=PUBLISH_EVERY_SECONDS):
                    published = timezone.now()
                    call_command("publish_scheduled", verbosity=0)
                    sending.forget_old()
                    duties.run_due()
                if tidied != timezone.localdate():
                    tidied = timezone.localdate()
                    nightly()
                work_once()
        except Exception:
            logger.exception("A round of background work failed")
        finally:
            close_old_connections()
        stop.wait(TICK_SECONDS)


def nightly() -> None:
    """Once a day and at the start: ended periods close the admin; what has been kept for its time goes."""
    groups.sync_all()
    writers.close_doors()
    reminders.remind()
    action_reminders.remind()
    aftermath.forget_recordings()
    materialfiles.forget_files()
    followups.run()
    handovers.ask()
    ratelimit.forget_old()
    audit.forget_old()
    call_command("clearsessions")


def work_once() -> None:
    """Bring back lost tasks, run what is queued, send what is due."""
    reap()
    if DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"loop-{os.getpid()}",
            excluded_queue_names=[],
        ).run()
    sending.send_due()


def reap() -> int:
    """Give tasks of dead processes back to the queue, or give them up after MAX_ATTEMPTS; return how many."""
    lost = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - MAX_TASK_RUNTIME
    )
    count = 0
    for task in lost:
        given_up = len(task.worker_ids) >= MAX_ATTEMPTS
        task.status = TaskResultStatus.FAILED if given_up else TaskResultStatus.READY
        task.finished_at = timezone.now() if given_up else None
        task.save(update_fields=["status", "finished_at"])
        count += 1
    return count


def _hold_lease(name: str) -> bool:
    holder = cache.get(LEASE_KEY)
    if holder not in (None, name):
        return False
    if holder is None and not cache.add(LEASE_KEY, name, LEASE_SECONDS):
        return False
    cache.set(LEASE_KEY, name, LEASE_SECONDS)
    return True
