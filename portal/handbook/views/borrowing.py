"""Borrow a chapter, and the keepers' way into the editors' tool."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.handbook.forms import BorrowForm
from portal.handbook.presenters.shelf import chapter_crumbs
from portal.handbook.services.borrowing import borrow
from portal.handbook.services.writers import let_in
from portal.handbook.views.guards import may_borrow, may_write_book
from portal.security.guards import guarded


@require_http_methods(["POST"])
@guarded(may_write_book)
def write(request: HttpRequest, book_key: UUID) -> HttpResponse:
    """Let a keeper into the editors' tool and lead there: to the book, or to the chapter that is named."""
    book: Any = request.book  # type: ignore[attr-defined]
    if let_in(request.user, book):  # type: ignore[arg-type]
        messages.success(request, _("You can now write in “%(title)s”.") % {"title": book.title})
    asked = request.POST.get("chapter", "")
    if asked.isascii() and asked.isdigit() and book.get_children().filter(pk=int(asked)).exists():
        return redirect("wagtailadmin_pages:edit", int(asked))
    return redirect("wagtailadmin_explore", book.pk)


@require_http_methods(["GET", "POST"])
@guarded(may_borrow)
def lend(request: HttpRequest, chapter_key: UUID) -> HttpResponse:
    """Choose the book, and get a draft there."""
    chapter: Any = request.chapter  # type: ignore[attr-defined]
    books: Any = request.own_books  # type: ignore[attr-defined]
    form = BorrowForm(request.POST or None, books=books)
    if request.method == "POST" and form.is_valid():
        into = next(each for each in books if each.pk == form.cleaned_data["book"])
        draft = borrow(request.user, chapter, into)  # type: ignore[arg-type]
        messages.success(
            request,
            _("“%(title)s” is copied into “%(book)s” as a draft. Make it your own, then publish it.")
            % {"title": draft.title, "book": into.title},
        )
        return redirect(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    context = {
        "chapter": chapter,
        "book": request.book,  # type: ignore[attr-defined]
        "url": chapter.get_url(request),
        "form": form,
        "breadcrumbs": chapter_crumbs(request, chapter, request.book, _("Borrow the chapter")),  # type: ignore[attr-defined]
        "noindex": True,
    }
    return render(request, "portal/handbook/pages/borrow.html", context)
