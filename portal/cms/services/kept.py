"""Parts of pages that depend on public content alone, kept in this process's memory under the content version.

Three safeguards (docs/decisions/0004): the key holds the version that this request has read from the database; nothing
is kept in a request that has changed content itself, since its transaction may still be undone; and what is rendered
here is rendered for nobody: without a person, a session, cookies, messages or a token.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from portal.cms.models.contentversion import ContentVersion

KEEP_SECONDS = 3600
# What context processors and views know of the person; a kept part sees none of it.
PERSONAL = (
    "user",
    "perms",
    "messages",
    "csrf_token",
    "hats",
    "acting_as",
    "learner",
)
_PERSONAL_HEADERS = frozenset(
    {"HTTP_COOKIE", "HTTP_AUTHORIZATION", "CSRF_COOKIE", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR"}
)

Made = TypeVar("Made")


def keep(make: Callable[[], Made], *names: object) -> Made:
    """Return what `make` gives for these names, the reader's language and the content as it is now.

    Values are kept pickled, so nobody gets the object that another request works with. None is never kept. Outside
    requests, and after this request has changed content, `make` is simply called.
    """
    if not ContentVersion.settled():
        return make()
    key = _key(names)
    memory = ContentVersion.remember("memory", lambda: caches["pages"])
    found = memory.get(key)
    if found is None:
        found = make()
        # Asked again: `make` itself may have changed content.
        if found is not None and ContentVersion.settled():
            memory.set(key, found, KEEP_SECONDS)
    return found  # type: ignore[no-any-return]


def _key(names: tuple[object, ...]) -> str:
    now = ContentVersion.remember("kept_now", _now)
    return "kept|" + hashlib.sha256(f"{now}|{get_language()}|{'|'.join(map(str, names))}".encode()).hexdigest()


def _now() -> str:
    # The day is part of the key, since consent to a picture ends with a day.
    return f"{ContentVersion.seen()}|{timezone.localdate().isoformat()}"


def place(request: HttpRequest) -> str:
    """Return the scheme and host of the request, for the names of what holds whole addresses."""
    if not hasattr(request, "_kept_place"):
        request._kept_place = f"{request.scheme}://{request.get_host()}"  # type: ignore[attr-defined]
    return str(request._kept_place)  # type: ignore[attr-defined]


def for_nobody(request: HttpRequest) -> HttpRequest:
    """Return the request as if nobody had sent it: the same address, no person, session, cookies or token."""
    bare = copy.copy(request)
    bare.user = AnonymousUser()
    bare.COOKIES = {}
    bare.META = {name: value for name, value in request.META.items() if name not in _PERSONAL_HEADERS}
    bare.__dict__["environ"] = bare.META
    for name in ("session", "_messages", "_cached_user", "_acached_user"):
        bare.__dict__.pop(name, None)
    bare.__dict__.pop("headers", None)
    return bare


def nobody(request: HttpRequest) -> dict[str, Any]:
    """Return what stands in a context's place of everything personal."""
    return {**dict.fromkeys(PERSONAL), "csrf_token": "", "request": for_nobody(request)}
