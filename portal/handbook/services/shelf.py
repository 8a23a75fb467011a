"""Many books at once: their chapters with few queries."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from portal.accounts.models import Organisation
from portal.accounts.services.acting import hats_of
from portal.cms.services.kept import keep, place
from portal.handbook.models import ChapterPage, Edition, HandbookPage
from portal.handbook.services.books import LINE, in_readers_language


def chapters_below(books: list[HandbookPage]) -> dict[int, list[ChapterPage]]:
    """Return the live chapters of each book, in order, by the book's primary key; one query."""
    by_path: dict[str, HandbookPage] = {book.path: book for book in books}
    found: dict[int, list[ChapterPage]] = {book.pk: [] for book in books}
    if not books:
        return found
    below = Q(pk__in=[])
    for path in by_path:
        below |= Q(path__startswith=path)
    for chapter in ChapterPage.objects.live().filter(below).order_by("path"):
        found[by_path[chapter.path[: -Page.steplen]].pk].append(chapter)
    return found


@dataclass(frozen=True, slots=True)
class Shelved:
    """A book as my page needs it: its title and address, and the newest version of each chapter by key."""

    title: str
    url: str
    newest: dict[UUID, int]


def shelf_of(request: HttpRequest) -> list[Shelved]:
    """Return the live books of the organisations that the person belongs to, and of what these are part of.

    Kept until content changes, for all who belong to the same organisations: versions come with publishing.
    """
    organisations = sorted({hat.organisation_id for hat in hats_of(request)})
    if not organisations:
        return []
    return keep(lambda: _shelved(request, organisations), "handbook shelf", place(request), *organisations)


def _shelved(request: HttpRequest, organisations: list[int]) -> list[Shelved]:
    above = Organisation.objects.filter(pk__in=organisations).select_related("parent__parent__parent")
    line = {each.pk for organisation in above for each in organisation.line()}
    books = in_readers_language(
        HandbookPage.objects.live().filter(organisation__in=line).select_related(LINE).order_by("path")
    )
    chapters = chapters_below(books)
    newest = Edition.objects.newest_numbers(each.translation_key for found in chapters.values() for each in found)
    return [
        Shelved(
            book.title,
            book.get_url(request) or "",
            {each.translation_key: newest.get(each.translation_key, 0) for each in chapters[book.pk]},
        )
        for book in books
    ]
