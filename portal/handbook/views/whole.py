"""The whole book on one page to print, and as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from portal.cms.services.kept import keep
from portal.exports import pdf
from portal.exports.names import file_name
from portal.handbook.documents import book_document
from portal.handbook.models import Edition
from portal.handbook.presenters.book import book_screen
from portal.handbook.services.books import chapters_of
from portal.handbook.views.guards import may_read_book
from portal.security.guards import guarded


@require_http_methods(["GET"])
@guarded(may_read_book)
def printed(request: HttpRequest, book_key: UUID) -> HttpResponse:
    """All chapters on one page."""
    book: Any = request.book  # type: ignore[attr-defined]
    context = {
        "page": book,
        "book": book_screen(book, request),
        "url": book.get_url(request),
        "today": timezone.localdate(),
        "noindex": True,
    }
    return render(request, "portal/handbook/pages/printed.html", context)


@require_http_methods(["GET"])
@guarded(may_read_book)
def pdf_file(request: HttpRequest, book_key: UUID) -> HttpResponse:
    """The book as a tagged PDF in the reader's language; set once, until content changes or a new day comes."""
    book: Any = request.book  # type: ignore[attr-defined]
    language = get_language() or "nb"

    def make() -> bytes:
        chapters = chapters_of(book)
        versions = Edition.objects.newest_numbers([each.translation_key for each in chapters])
        return pdf.document_pdf(book_document(book, chapters, versions, language, timezone.localdate()))

    name = f"{file_name(book.title, 'handbok')}.pdf"
    return HttpResponse(
        keep(make, "handbook-pdf", book.pk),
        content_type=pdf.CONTENT_TYPE,
        headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-cache"},
    )
