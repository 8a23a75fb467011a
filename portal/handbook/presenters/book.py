"""What the page of a book shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.cms.services.languages import language_of
from portal.handbook.models import ChapterPage, Edition, HandbookPage, Receipt
from portal.handbook.permissions import belongs, is_public, keeps
from portal.handbook.presenters.words import revision_words
from portal.handbook.services.books import chapters_of


class Reading(StrEnum):
    """How it stands between a reader and a chapter."""

    UNKNOWN = "unknown"
    UNREAD = "unread"
    CHANGED = "changed"
    READ = "read"


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """One chapter in the list of the book."""

    page: ChapterPage
    url: str
    version: int
    valid_from: date | None
    revision: str
    reading: Reading
    language: str


@dataclass(frozen=True, slots=True)
class BookScreen:
    """The book for one reader."""

    lines: list[ChapterLine]
    changed_at: datetime | None
    is_public: bool
    belongs: bool
    keeps: bool
    unread: int


def reading(newest: int, read: int | None) -> Reading:
    """Say how a reader stands to a chapter whose newest version is `newest`."""
    if not newest:
        return Reading.UNKNOWN
    if read is None:
        return Reading.UNREAD
    return Reading.READ if read >= newest else Reading.CHANGED


def book_screen(book: HandbookPage, request: HttpRequest) -> BookScreen:
    """Return the book with its chapters. As many queries for many chapters as for few."""
    chapters = chapters_of(book)
    keys = [each.translation_key for each in chapters]
    newest, changed = Edition.objects.newest_numbers(keys), Edition.objects.changed(keys)
    user: Any = request.user
    read = Receipt.objects.read_by(user, keys) if user.is_authenticated else {}
    today = timezone.localdate()
    lines = [
        ChapterLine(
            page=each,
            url=each.get_url(request) or "",
            version=newest.get(each.translation_key, 0),
            valid_from=each.valid_from,
            revision=revision_words(each.next_review, today),
            reading=reading(newest.get(each.translation_key, 0), read.get(each.translation_key))
            if user.is_authenticated
            else Reading.UNKNOWN,
            language=language_of(each),
        )
        for each in chapters
    ]
    return BookScreen(
        lines=lines,
        changed_at=max(changed.values(), default=None),
        is_public=is_public(book),
        belongs=belongs(user, book.organisation_id),
        keeps=bool(keeps(user, book)),
        unread=sum(line.reading in {Reading.UNREAD, Reading.CHANGED} for line in lines),
    )
