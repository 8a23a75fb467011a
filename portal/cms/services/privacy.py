"""Privacy that follows the page through all its languages.

Wagtail guards a restricted page and what lies below it, in that language only. Here a page is private when it, or any
translation of it, lies at or below a restricted page or below a translation of one (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

_closed: list[Callable[[], Iterable[UUID]]] = []


def register_closed(read: Callable[[], Iterable[UUID]]) -> None:
    """Let a room above name pages that it guards itself, by translation key: they and what lies below are private.

    The room's page answers strangers; here it is seen to that lists, search, feeds, maps and caches know nothing.
    """
    if read not in _closed:
        _closed.append(read)


def private_paths() -> dict[str, list[PageViewRestriction]]:
    """Return the tree paths of restricted pages and of all their translations, each with its restrictions.

    Asked once a content version; restrictions raise it. Which groups may enter is asked each time.
    """
    # Models import this module through their manager, so they are asked for when they are there.
    from portal.cms.models.contentversion import ContentVersion
    from portal.cms.services.kept import keep

    found: dict[str, list[PageViewRestriction]] = ContentVersion.remember(
        "private_paths", lambda: keep(_private_paths, "private_paths")
    )
    return found


def _private_paths() -> dict[str, list[PageViewRestriction]]:
    by_key: dict[object, list[PageViewRestriction]] = {}
    for restriction in PageViewRestriction.objects.select_related("page"):
        by_key.setdefault(restriction.page.translation_key, []).append(restriction)
    for read in _closed:
        for closed in read():
            by_key.setdefault(closed, [])
    if not by_key:
        return {}
    pages = Page.objects.filter(translation_key__in=by_key).values_list("path", "translation_key")
    return {path: by_key[key] for path, key in pages}


def below(paths: Iterable[str]) -> Q:
    """Return the filter for pages at or below any of the paths."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def private_pages() -> Q:
    """Return the filter for every page that is private in some language; nothing when nothing is restricted."""
    paths = private_paths()
    if not paths:
        return Q(pk__in=[])
    return Q(translation_key__in=Page.objects.filter(below(paths)).values("translation_key"))


def restrictions_on(page: Page) -> list[PageViewRestriction]:
    """Return every restriction that guards the page, through any of its languages."""
    paths = private_paths()
    if not paths:
        return []
    found: dict[int, PageViewRestriction] = {}
    for path in Page.objects.filter(translation_key=page.translation_key).values_list("path", flat=True):
        for root, restrictions in paths.items():
            if path.startswith(root):
                found.update({each.pk: each for each in restrictions})
    return list(found.values())


def guard_page(page: Page, request: HttpRequest, args: object, kwargs: object) -> None:
    """Tell Wagtail's own check, which runs next, of the restrictions on the page in all its languages."""
    restrictions = restrictions_on(page)
    request.page_is_private = bool(restrictions)  # type: ignore[attr-defined]
    page.get_view_restrictions = lambda: restrictions
