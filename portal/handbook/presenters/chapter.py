"""What the page of a chapter shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.cms.services.languages import language_of
from portal.handbook.domain.revision import Revision, mirror_is_behind, state
from portal.handbook.models import ChapterPage, Edition, HandbookPage, Receipt
from portal.handbook.permissions import belongs, is_public, keeps, may_read, oversees
from portal.handbook.presenters.book import Reading, reading
from portal.handbook.presenters.changes import Changes, changes, log_of
from portal.handbook.presenters.words import revision_words
from portal.handbook.services.books import book_of, has_writable_book
from portal.handbook.services.borrowing import original


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a borrowed chapter comes from. `url` is empty when the original is gone, or closed to the reader."""

    url: str
    newest: int | None
    compare_url_key: str = ""


@dataclass(frozen=True, slots=True)
class ChapterScreen:
    """The chapter for one reader. `version` is what stands on the page, `newest` what there is in any language."""

    book: HandbookPage
    book_url: str
    version: int
    newest: int
    log: list[Edition]
    belongs: bool
    shows_names: bool
    reading: Reading
    read: int | None
    read_on: date | None
    news: Changes | None
    revision: str
    is_due: bool
    mirror_behind: bool
    previous: ChapterPage | None
    following: ChapterPage | None
    origin: Origin | None
    keeps: bool
    oversees: bool
    lends: bool


def chapter_screen(page: ChapterPage, request: HttpRequest) -> ChapterScreen:
    """Return everything the page needs. The number of queries does not hang on how many have read it."""
    book = book_of(page)
    user: Any = request.user
    language = _text_language(page)
    log = log_of(page.translation_key, language)
    newest = log[0].number if log else 0
    shown = max((each.number for each in log if each.language == language), default=newest)
    receipt = _receipt(user, page)
    read = receipt.number if receipt else None
    how = reading(newest, read) if user.is_authenticated else Reading.UNKNOWN
    changed_on = timezone.localdate(log[0].published_at) if log else None
    here = belongs(user, book.organisation_id)
    keeper = bool(keeps(user, book))
    before, after = _neighbours(page)
    today = timezone.localdate()
    return ChapterScreen(
        book=book,
        book_url=book.get_url(request) or "",
        version=shown,
        newest=newest,
        log=log,
        belongs=here,
        shows_names=here or keeper,
        reading=how,
        read=read,
        read_on=timezone.localdate(receipt.read_at) if receipt else None,
        news=changes(log, read, newest, language) if how is Reading.CHANGED and read is not None else None,
        revision=revision_words(page.next_review, today),
        is_due=state(page.next_review, today) is Revision.DUE,
        mirror_behind=mirror_is_behind(page.mirror_compared, changed_on),
        previous=before,
        following=after,
        origin=_origin(page, request, told_newer=here or keeper),
        keeps=keeper,
        oversees=bool(oversees(user, book, page)),
        lends=user.is_authenticated and is_public(book) and has_writable_book(user, book.translation_key),
    )


def _text_language(page: ChapterPage) -> str:
    """Return the language of the words: a copy shows those of the page it stands for."""
    if page.alias_of_id:
        return language_of(page.alias_of)
    return language_of(page)


def _receipt(user: Any, page: ChapterPage) -> Receipt | None:
    if not user.is_authenticated:
        return None
    found: Receipt | None = (
        Receipt.objects.filter(person=user, chapter_key=page.translation_key).order_by("-number").first()
    )
    return found


def _neighbours(page: ChapterPage) -> tuple[ChapterPage | None, ChapterPage | None]:
    found = ChapterPage.objects.sibling_of(page, inclusive=False).live()
    return found.filter(path__lt=page.path).order_by("-path").first(), found.filter(path__gt=page.path).order_by(
        "path"
    ).first()


def _origin(page: ChapterPage, request: HttpRequest, *, told_newer: bool) -> Origin | None:
    """Return where a borrowed chapter comes from, and to its own people whether there is a newer version."""
    if page.borrowed_key is None:
        return None
    source = original(page)
    if source is None or not may_read(request.user, book_of(source)):  # type: ignore[arg-type]
        return Origin("", None)
    number = Edition.objects.newest_numbers([source.translation_key]).get(source.translation_key)
    newer = number if told_newer and number and number > (page.borrowed_version or 0) else None
    return Origin(source.get_url(request) or "", newer, str(source.translation_key))
