"""Can this process serve people? Reads must work; writes, queue, disk and mail are reported."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

MAIL_LATE = timedelta(minutes=15)
DISK_SHARE_WANTED = 0.1


@dataclass
class Report:
    """The state of each part: `ok`, `degraded` (people are still served) or `down`."""

    parts: dict[str, str] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether people can be sent here."""
        return "down" not in self.parts.values()

    def as_dict(self) -> dict[str, object]:
        """The report as JSON."""
        return {"ready": self.ready, **self.parts}


def report() -> Report:
    """Look at every part."""
    result = Report()
    result.parts["database"] = _database()
    if result.parts["database"] == "ok":
        result.parts["migrations"] = _migrations()
        result.parts["writing"] = _writing()
        result.parts["letters"] = _letters()
    result.parts["disk"] = _disk()
    return result


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    return "down" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"


def _writing() -> str:
    try:
        cache.set("readyz", 1, 60)
    except (DatabaseError, OSError):
        return "degraded"
    return "ok"


def _letters() -> str:
    from portal.notifications.models import Letter

    if not settings.VARIG_MAIL_TRANSPORT:
        return "ok"
    late = Letter.objects.filter(sent_at__isnull=True, created_at__lt=timezone.now() - MAIL_LATE).exists()
    return "degraded" if late else "ok"


def _disk() -> str:
    usage = shutil.disk_usage(settings.VAR)
    return "ok" if usage.free / usage.total > DISK_SHARE_WANTED else "degraded"
