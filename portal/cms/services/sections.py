"""What lies below a section, and what is related to a page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest
from wagtail.models import Page

from portal.cms.querysets import public_pages
from portal.cms.services.links import with_addresses
from portal.cms.services.privacy import below

PER_PAGE = 20
RELATED = 3


def children_place(request: HttpRequest) -> str:
    """Return which slice the address asks for, in as few words as there are slices: digits, else nothing."""
    asked = request.GET.get("page", "")
    return asked.lstrip("0") if asked.isascii() and asked.isdigit() and len(asked) <= 5 else ""


def children_shown(section: Any, request: HttpRequest) -> Slice:
    """Return one slice of the public pages below a section, in the order editors gave them, in the reader's language.

    Pages that exist only in another language stand below that language's section, so the whole family is read.
    Needs the section's `family_paths`, which the frame has found.
    """
    children = (
        Page.objects.filter(below(section.family_paths), depth=section.depth + 1)
        .filter(public_pages())
        .order_by("path")
    )
    shown = Paginator(children, PER_PAGE).get_page(children_place(request))
    here: Any = shown.object_list
    shown.object_list = with_addresses(here.specific(), request)
    return shown


def related_pages(page: Any, request: HttpRequest) -> list[Page]:
    """Return up to three public pages that share most terms with `page`; nothing when it has no terms."""
    terms = [term.pk for term in page.shown_terms]
    if not terms:
        return []
    related = (
        Page.objects.filter(public_pages(), page_terms__term_id__in=terms)
        .exclude(translation_key=page.translation_key)
        .annotate(shared=Count("page_terms"))
        .order_by("-shared", "-first_published_at", "pk")[:RELATED]
    )
    return with_addresses(related, request)
