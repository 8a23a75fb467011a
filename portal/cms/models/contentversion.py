"""One number that rises whenever public content changes, read by every process: no cached page outlives an edit."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.db import connection, models
from django.db.models import F

# What this request has seen, so that many readers in one request ask once. Set by the page cache's middleware.
_seen: ContextVar[dict[str, Any] | None] = ContextVar("content_version_seen", default=None)
_CHANGED = "changed here"
_READ = "SELECT number FROM cms_contentversion WHERE id = 1"


class ContentVersion(models.Model):
    """A single row (pk 1). `current` reads it with one query; `bump` raises it in the caller's transaction."""

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the number; 0 before the first change.

        In plain SQL: every request of an anonymous reader asks this, and putting the query together would cost more
        than all the rest of an answer from memory.
        """
        with connection.cursor() as cursor:
            cursor.execute(_READ)
            row = cursor.fetchone()
        return int(row[0]) if row else 0

    @classmethod
    def begin_request(cls) -> None:
        """Forget what the last request saw."""
        _seen.set({})

    @classmethod
    def end_request(cls) -> None:
        """Outside requests (commands, tests) every read asks the database."""
        _seen.set(None)

    @classmethod
    def seen(cls) -> int:
        """Return the number this request works with; reads it the first time."""
        return int(cls.remember("number", cls.current))

    @classmethod
    def remember(cls, key: str, make: Callable[[], Any]) -> Any:
        """Return what `make` gives, made once a request; any change of content makes it forgotten."""
        kept = _seen.get()
        if kept is None:
            return make()
        if key not in kept:
            kept[key] = make()
        return kept[key]

    @classmethod
    def settled(cls) -> bool:
        """Say whether what is made now may be kept for others: in a request that has not changed content itself."""
        kept = _seen.get()
        return kept is not None and _CHANGED not in kept

    @classmethod
    def bump(cls) -> None:
        """Raise the number by one."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)
        kept = _seen.get()
        if kept is not None:
            kept.clear()
            kept[_CHANGED] = True
