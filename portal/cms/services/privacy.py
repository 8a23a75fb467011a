"""Privacy that follows the page through all its languages.

Wagtail guards a restricted page and what lies below it, in that language only. Here a page is private when it, or any
translation of it, lies at or below a restricted page or below a translation of one (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

_closed: list[Callable[[], Any]] = []

#: Up to so many private pages are named in a query; more of them are found by where they lie.
NAMED = 300


def register_closed(read: Callable[[], Any]) -> None:
    """Let a room above name pages that it guards itself: they and what lies below are private, in every language.

    `read` gives a query of translation keys. The room's page answers strangers; here it is seen to that lists, search,
    feeds, maps and caches know nothing.
    """
    if read not in _closed:
        _closed.append(read)


@dataclass(frozen=True, slots=True)
class Private:
    """What is private: the tree paths at whose top it begins, with their restrictions, and all pages by key."""

    paths: dict[str, list[PageViewRestriction]]
    keys: frozenset[UUID]


def private() -> Private:
    """Return what is private in some language.

    Asked once a content version; restrictions raise it. Which groups may enter is asked each time.
    """
    # Models import this module through their manager, so they are asked for when they are there.
    from portal.cms.models.contentversion import ContentVersion
    from portal.cms.services.kept import keep

    found: Private = ContentVersion.remember("private", lambda: keep(_private, "private"))
    return found


def _private() -> Private:
    """Ask for everything in one query; what restricts, in another one when something does."""
    restricted = Q(translation_key__in=Page.objects.filter(view_restrictions__isnull=False).values("translation_key"))
    top = restricted
    for read in _closed:
        top |= Q(translation_key__in=read())
    above = (
        Page.objects.order_by()
        .filter(top)
        .alias(here=ExpressionWrapper(OuterRef("path"), CharField()))
        .filter(here__startswith=F("path"))
    )
    pages = list(
        Page.objects.order_by()
        .filter(Exists(above))
        .annotate(is_top=top, is_restricted=restricted)
        .values_list("path", "translation_key", "is_top", "is_restricted")
    )
    by_key: dict[object, list[PageViewRestriction]] = {}
    if any(is_restricted for *_page, is_restricted in pages):
        for restriction in PageViewRestriction.objects.select_related("page"):
            by_key.setdefault(restriction.page.translation_key, []).append(restriction)
    paths = {path: by_key.get(key, []) for path, key, is_top, _restricted in pages if is_top}
    return Private(paths, frozenset(key for _path, key, *_kind in pages))


def below(paths: Iterable[str]) -> Q:
    """Return the filter for pages at or below any of the paths."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def private_pages() -> Q:
    """Return the filter for every page that is private in some language; nothing when nothing is restricted."""
    found = private()
    if len(found.keys) <= NAMED:
        return Q(translation_key__in=sorted(found.keys))
    return Q(translation_key__in=Page.objects.filter(below(found.paths)).values("translation_key"))


def restrictions_on(page: Page) -> list[PageViewRestriction]:
    """Return every restriction that guards the page, through any of its languages."""
    private_here = private()
    if page.translation_key not in private_here.keys:
        return []
    found: dict[int, PageViewRestriction] = {}
    for path in Page.objects.filter(translation_key=page.translation_key).values_list("path", flat=True):
        for root, restrictions in private_here.paths.items():
            if path.startswith(root):
                found.update({each.pk: each for each in restrictions})
    return list(found.values())


def guard_page(page: Page, request: HttpRequest, args: object, kwargs: object) -> None:
    """Tell Wagtail's own check, which runs next, of the restrictions on the page in all its languages."""
    restrictions = restrictions_on(page)
    request.page_is_private = bool(restrictions)  # type: ignore[attr-defined]
    page.get_view_restrictions = lambda: restrictions
