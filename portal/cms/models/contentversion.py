"""One number that rises whenever public content changes, read by every process: no cached page outlives an edit."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models import F

# What this request has seen, so that many readers in one request ask once. Set by the page cache's middleware.
_seen: ContextVar[dict[str, Any] | None] = ContextVar("content_version_seen", default=None)


class ContentVersion(models.Model):
    """A single row (pk 1). `current` reads it with one query; `bump` raises it in the caller's transaction."""

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the number; 0 before the first change."""
        return cls.objects.filter(pk=1).values_list("number", flat=True).first() or 0

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
    def bump(cls) -> None:
        """Raise the number by one."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1)
        kept = _seen.get()
        if kept:
            kept.clear()
