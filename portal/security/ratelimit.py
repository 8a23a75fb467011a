"""Limits on how often something may be tried, the same for all processes.

allauth limits its own pages through the shared cache. Our own forms ask here. The counter is a database row and not a
cache entry: adding one in the database cache reads and then writes, so two processes could both count to the same
number, and a cache that is down would let everybody in.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.core.internal.ratelimit import get_ip
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from portal.kernel.decisions import Decision, allow, deny
from portal.security.models import RateCounter

if TYPE_CHECKING:
    from collections.abc import Callable

KEEP = timedelta(days=1)


def limited(key: str, limit: int, seconds: int) -> Decision:
    """Count one try under `key` and say whether it goes through.

    `limit` tries are allowed in a period of `seconds` (24 hours at most) that begins with the first of them. A no has
    the reason `rate_limited`. The database adds and reads in one transaction, so of N tries at the same moment
    exactly `limit` go through. Call it outside a transaction that may be rolled back, else the try is not counted.
    """
    digest = hashlib.sha256(key.encode()).hexdigest()
    now = timezone.now()
    with transaction.atomic():
        row = RateCounter.objects.filter(pk=digest)
        if not row.filter(started_at__gt=now - timedelta(seconds=seconds)).update(count=F("count") + 1):
            # None yet, or the period is over. Two processes may both come here; the second one's insert is ignored, its
            # restart finds a period that has just begun.
            RateCounter.objects.bulk_create([RateCounter(key=digest, started_at=now)], ignore_conflicts=True)
            row.filter(started_at__lte=now - timedelta(seconds=seconds)).update(started_at=now, count=0)
            row.update(count=F("count") + 1)
        count = row.values_list("count", flat=True).get()
    return allow() if count <= limit else deny("rate_limited")


def client(request: HttpRequest) -> str:
    """Return whom to count: the network address as far as it can be trusted (docs/operations.md on proxies)."""
    return str(get_ip(request))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429 with a page that says how long to wait."""
    response = render(request, "429.html", {"minutes": max(1, round(seconds / 60))}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def limit_by_client(
    name: str, limit: int, seconds: int, methods: tuple[str, ...] = ("POST",)
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let one client use a view `limit` times in `seconds`; put it below the guard."""

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods and not limited(f"{name}:{client(request)}", limit, seconds):
                return too_many(request, seconds)
            return view(request, *args, **kwargs)

        return inner

    return wrap


def forget_old() -> int:
    """Delete counters that no period can need any more."""
    deleted, _ = RateCounter.objects.filter(started_at__lt=timezone.now() - KEEP).delete()
    return deleted
