"""The questions at the doors of this room. What is found is kept on the request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from portal.handbook.permissions import may_lend, may_read, oversees
from portal.handbook.permissions import may_write as may_write_in
from portal.handbook.services.books import book_of, find_book, find_chapter, writable_books
from portal.kernel.decisions import Decision, allow, deny


def may_read_book(request: HttpRequest, book_key: UUID, **kwargs: Any) -> Decision:
    """Guard: may this person read the book?"""
    book = find_book(book_key)
    request.book = book  # type: ignore[attr-defined]
    return may_read(request.user, book) if book is not None else deny("missing")  # type: ignore[arg-type]


def may_write_book(request: HttpRequest, book_key: UUID, **kwargs: Any) -> Decision:
    """Guard: may this person write in the book?"""
    book = find_book(book_key)
    request.book = book  # type: ignore[attr-defined]
    return may_write_in(request.user, book) if book is not None else deny("missing")  # type: ignore[arg-type]


def _load(request: HttpRequest, key: UUID) -> tuple[Any, Any]:
    chapter = find_chapter(key)
    book = book_of(chapter) if chapter is not None else None
    request.chapter, request.book = chapter, book  # type: ignore[attr-defined]
    return chapter, book


def may_read_chapter(request: HttpRequest, chapter_key: UUID, **kwargs: Any) -> Decision:
    """Guard: may this person read the chapter?"""
    chapter, book = _load(request, chapter_key)
    return may_read(request.user, book) if chapter is not None else deny("missing")  # type: ignore[arg-type]


def may_sign(request: HttpRequest, chapter_key: UUID, **kwargs: Any) -> Decision:
    """Guard: whoever may read the chapter and is signed in may say so."""
    if not request.user.is_authenticated:
        return deny("anonymous")
    return may_read_chapter(request, chapter_key)


def may_see_readers(request: HttpRequest, chapter_key: UUID, **kwargs: Any) -> Decision:
    """Guard: may this person see who has read the chapter?"""
    chapter, book = _load(request, chapter_key)
    return oversees(request.user, book, chapter) if chapter is not None else deny("missing")  # type: ignore[arg-type]


def may_borrow(request: HttpRequest, chapter_key: UUID, **kwargs: Any) -> Decision:
    """Guard: is there a book of the person's own that the chapter could be copied into?"""
    chapter, book = _load(request, chapter_key)
    if chapter is None:
        return deny("missing")
    decision = may_lend(request.user, book)  # type: ignore[arg-type]
    if not decision:
        return decision
    books = writable_books(request.user, book.translation_key)  # type: ignore[arg-type]
    request.own_books = books  # type: ignore[attr-defined]
    return allow("has_a_book") if books else deny("no_book")
