"""Pages of networks and meetings: which of a family the reader meets, and what strangers must not see in lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from wagtail.coreutils import cautious_slugify

from network.choices import Access
from network.models import MeetingPage, Network, NetworkPage
from portal.cms.querysets import fallbacks
from portal.cms.services.languages import language_of
from portal.spaces.models import Space


def in_readers_language(pages: Iterable[Any]) -> list[Any]:
    """Return of each page the one that suits the reader best; a copy in the reader's own tree before other trees."""
    order = list(fallbacks(get_language() or settings.LANGUAGE_CODE))
    best: dict[Any, Any] = {}
    for page in pages:
        kept = best.get(page.translation_key)
        if kept is None or _place(page, order) < _place(kept, order):
            best[page.translation_key] = page
    return list(best.values())


def _place(page: Any, order: list[str]) -> int:
    code = language_of(page)
    return order.index(code) if code in order else len(order)


def page_of(network: Network) -> NetworkPage | None:
    """Return the network's page as the reader meets it."""
    found = in_readers_language(NetworkPage.objects.live().filter(translation_key=network.key).select_related("locale"))
    return found[0] if found else None


def written_page_of(network: Network) -> NetworkPage | None:
    """Return the page whose words one changes: the reader's language where it has words of its own."""
    rows = NetworkPage.objects.filter(translation_key=network.key, alias_of__isnull=True)
    found = in_readers_language(rows.select_related("locale", "network__space", "network__changed_by"))
    return found[0] if found else None


def name_of(network: Network) -> str:
    """Return what the network is called, in the reader's language."""
    page = page_of(network)
    return page.title if page is not None else str(network._meta.verbose_name)


def name_of_space(space: Space) -> str:
    """Return what the network is called whose space this is."""
    network: Network = space.network  # type: ignore[attr-defined] # its room knows no networks
    return name_of(network)


def meeting_page_of(key: Any) -> MeetingPage | None:
    """Return the meeting's page as the reader meets it."""
    found = in_readers_language(MeetingPage.objects.live().filter(translation_key=key).select_related("locale"))
    return found[0] if found else None


def slug_of(title: str) -> str:
    """Return the end of an address made of a title, as Norwegians write it without their own letters."""
    plain = title.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return str(cautious_slugify(plain))[:80].strip("-") or "nettverk"


def closed_keys() -> Any:
    """Return a query of the keys of pages that only members may read; what lies below them is closed with them."""
    return NetworkPage.objects.order_by().filter(network__access=Access.CLOSED).values("translation_key")
