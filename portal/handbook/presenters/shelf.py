"""My handbooks, and the way to a chapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.handbook.domain.revision import Revision, state
from portal.handbook.models import ChapterPage, Edition, HandbookPage, Receipt
from portal.handbook.presenters.words import revision_words
from portal.handbook.services.books import books_of_member, in_readers_language
from portal.handbook.services.shelf import chapters_below


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A book with how much of it waits to be read."""

    book: HandbookPage
    url: str
    chapters: int
    unread: int


@dataclass(frozen=True, slots=True)
class OwnedLine:
    """A chapter that the person answers for."""

    chapter: ChapterPage
    url: str
    revision: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands on the page of one's handbooks."""

    books: list[ShelfLine]
    owned: list[OwnedLine]


def my_shelf(request: HttpRequest) -> Shelf:
    """Return the person's books and chapters. As many queries for many as for few."""
    user: Any = request.user
    books = books_of_member(user)
    chapters = chapters_below(books)
    keys = [each.translation_key for found in chapters.values() for each in found]
    newest, read = Edition.objects.newest_numbers(keys), Receipt.objects.read_by(user, keys)
    waiting = {key for key in keys if newest.get(key, 0) > read.get(key, 0)}
    owned = ChapterPage.objects.live().filter(owner_person=user, alias_of__isnull=True)
    today = timezone.localdate()
    return Shelf(
        [
            ShelfLine(
                book,
                book.get_url(request) or "",
                len(chapters[book.pk]),
                sum(each.translation_key in waiting for each in chapters[book.pk]),
            )
            for book in books
        ],
        [
            OwnedLine(
                each,
                each.get_url(request) or "",
                revision_words(each.next_review, today),
                state(each.next_review, today) is Revision.DUE,
            )
            for each in in_readers_language(owned.order_by("next_review", "path"))
        ],
    )


def chapter_crumbs(request: HttpRequest, chapter: ChapterPage, book: HandbookPage, here: str) -> list[dict[str, str]]:
    """Return the way to a page about a chapter."""
    mine = [{"title": _("My handbooks"), "url": reverse("handbook:mine")}] if request.user.is_authenticated else []
    return [
        *mine,
        {"title": book.title, "url": book.get_url(request) or ""},
        {"title": chapter.title, "url": chapter.get_url(request) or ""},
        {"title": here, "url": ""},
    ]
