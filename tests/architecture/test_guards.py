"""Every view of ours stands behind a guard. The walk covers the whole URL table: a view without one stops the build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OURS = ("portal.", "courses.", "improvement.", "network.")


def views(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """All (address, view) pairs below."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


def our_views() -> list[tuple[str, Any]]:
    """Views whose code is ours (Wagtail and allauth guard their own)."""
    return [
        (address, view)
        for address, view in views(get_resolver().url_patterns)
        if (getattr(view, "__module__", "") or "").startswith(OURS)
    ]


def test_every_view_of_ours_is_guarded() -> None:
    assert [address for address, view in our_views() if not hasattr(view, "guard")] == []


def test_the_walk_finds_our_views() -> None:
    addresses = {address for address, _ in our_views()}
    assert {"healthz", "readyz"} <= addresses


def test_public_views_say_why() -> None:
    silent = [address for address, view in our_views() if view.guard[0] == "public" and len(view.guard[1]) < 15]
    assert silent == []
