"""What the home page can list. Rooms above register their kinds here, so that this room knows none of them.

    from portal.cms.listings import Listing, register
    register(Listing("reports", _("experience reports"), lambda: ExperienceReportPage.objects.all()))

The queryset is narrowed by `listable()` here; a room gives only which model and which order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Listing:
    """One kind of page that can be listed. `pages` returns a BasePageQuerySet."""

    key: str
    label: str | Promise
    pages: Callable[[], Any]


_listings: dict[str, Listing] = {}


def register(listing: Listing) -> None:
    """Make a kind known; the same key again replaces it."""
    _listings[listing.key] = listing


def listing_choices() -> list[tuple[str, Any]]:
    """Return (key, label) of all kinds, for the editor's menu."""
    return [(each.key, each.label) for each in _listings.values()]


def newest(key: str, count: int) -> list[Any]:
    """Return the newest public pages of a kind, each once, in the reader's language; none for an unknown kind."""
    listing = _listings.get(key)
    return list(listing.pages().listable().newest_first()[:count]) if listing else []
