"""Many books at once: their chapters with few queries."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page

from portal.handbook.models import ChapterPage, HandbookPage


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
