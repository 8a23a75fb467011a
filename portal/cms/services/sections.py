"""What lies below a section, and what is related to a page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count
from wagtail.models import Page

PER_PAGE = 20
RELATED = 3


def children_shown(section: Page, number: str) -> Slice:
    """Return one slice of the public pages below a section, in the order editors gave them, in the reader's language.

    Pages that exist only in another language stand below that language's section, so the whole family is read.
    """
    from portal.cms.querysets import public_pages

    family = Page.objects.filter(translation_key=section.translation_key, live=True).values_list("path", "depth")
    roots = [path for path, _depth in family]
    children = (
        Page.objects.filter(_children_of(roots, section.depth)).filter(public_pages()).order_by("path").select_related()
    )
    shown = Paginator(children, PER_PAGE).get_page(number)
    shown.object_list = _specific(shown.object_list)
    return shown


def _children_of(paths: list[str], depth: int) -> Any:
    from portal.cms.services.privacy import below

    return below(paths) & _at_depth(depth + 1)


def _at_depth(depth: int) -> Any:
    from django.db.models import Q

    return Q(depth=depth)


def _specific(pages: Any) -> list[Any]:
    """Return the pages as what they are, without the heavy fields of lists' no use; one query a kind of page."""
    return list(pages.specific(defer=False))


def related_pages(page: Page) -> list[Page]:
    """Return up to three public pages that share most terms with `page`; nothing when it has no terms."""
    from portal.cms.querysets import public_pages

    terms = [row.term_id for row in page.page_terms.all()]
    if not terms:
        return []
    return list(
        Page.objects.filter(public_pages(), page_terms__term_id__in=terms)
        .exclude(translation_key=page.translation_key)
        .annotate(shared=Count("page_terms"))
        .order_by("-shared", "-first_published_at", "pk")[:RELATED]
    )
