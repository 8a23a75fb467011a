"""Which spaces whoever sent a request may enter: asked once, however many parts of a page look into them."""

from __future__ import annotations

from django.http import HttpRequest

from portal.spaces.models import Space


def open_spaces(request: HttpRequest) -> dict[int, str]:
    """Return the kind of each space that is open to the person today, by its key."""
    found: dict[int, str] | None = getattr(request, "_open_spaces", None)
    if found is None:
        found = dict(Space.objects.open_to(request.user).order_by().values_list("pk", "kind"))
        request._open_spaces = found  # type: ignore[attr-defined]
    return found
