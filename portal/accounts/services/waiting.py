"""How long somebody who was stopped at sign-in must wait, by the limit that struck and the tries that fill it."""

from __future__ import annotations

import math
import time
from typing import Any

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest

APP = "allauth.account"


def seconds_to_wait(request: HttpRequest, action: str, key: str | None = None, user: Any = None) -> int:
    """Return how long until every limit on `action` lets one more try through; 0 when none is full.

    `key` is what is limited beside the network address. A limit is full until the oldest try that fills it is too old.
    """
    now = time.time()
    waits = [0.0]
    for rate in get_rates(app=APP, action=action):
        tries = cache.get(get_cache_key(request, app=APP, action=action, rate=rate, key=key, user=user), [])
        counted = sorted((each for each in tries if each > now - rate.duration), reverse=True)
        if len(counted) >= rate.amount:
            waits.append(counted[rate.amount - 1] + rate.duration - now)
    return math.ceil(max(waits))
