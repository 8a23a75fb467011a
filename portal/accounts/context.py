"""What the header tells a signed-in person: for whom they act, and their other hats."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.accounts.services import acting


def person(request: HttpRequest) -> dict[str, Any]:
    """Give templates `hats` (list of `Hat`) and `acting_as` (one of them or None). One query, when used.

    `demo` says whether this is the demo, where letters are read on a page and the people are invented.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"demo": settings.DEMO}
    mine = SimpleLazyObject(lambda: acting.hats_of(request))
    return {"demo": settings.DEMO, "hats": mine, "acting_as": SimpleLazyObject(lambda: acting.worn(user, list(mine)))}
