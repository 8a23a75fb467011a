"""Reading: my handbooks, what is new, saying that one has read, and who has."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.cms.services.languages import language_of
from portal.handbook.presenters.changes import changes, log_of
from portal.handbook.presenters.shelf import chapter_crumbs, my_shelf
from portal.handbook.services import receipts
from portal.handbook.services.people import members
from portal.handbook.views.guards import may_read_chapter, may_see_readers, may_sign
from portal.security.guards import guarded, signed_in

PEOPLE_A_PAGE = 50


@require_http_methods(["GET"])
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The books of the person's organisations, and the chapters the person answers for."""
    context = {"shelf": my_shelf(request), "noindex": True}
    return render(request, "portal/handbook/pages/mine.html", context)


@require_http_methods(["POST"])
@guarded(may_sign)
def sign_read(request: HttpRequest, chapter_key: UUID) -> HttpResponse:
    """Say that one has read the version that stood on the page."""
    chapter: Any = request.chapter  # type: ignore[attr-defined]
    asked = request.POST.get("version", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    if receipts.sign(request.user, chapter, number):  # type: ignore[arg-type]
        messages.success(
            request,
            _("Noted: you have read version %(number)d of “%(title)s”.") % {"number": number, "title": chapter.title},
        )
    else:
        messages.warning(request, _("The chapter has got a newer version meanwhile. Look at what is new, then say so."))
    return redirect(f"{chapter.get_url(request)}#said")


@require_http_methods(["GET"])
@guarded(may_read_chapter)
def changed(request: HttpRequest, chapter_key: UUID) -> HttpResponse:
    """Two versions beside each other; without a choice the two newest."""
    chapter: Any = request.chapter  # type: ignore[attr-defined]
    language = language_of(chapter.alias_of or chapter)
    log = log_of(chapter_key, language)
    if len(log) < 2:
        raise Http404
    first, last = _number(request, "fra", log[1].number), _number(request, "til", log[0].number)
    first, last = min(first, last), max(first, last)
    found = changes(log, first, last, language, whole="hele" in request.GET)
    if found is None:
        raise Http404
    context = {
        "chapter": chapter,
        "url": chapter.get_url(request),
        "log": log,
        "changes": found,
        "whole": "hele" in request.GET,
        "breadcrumbs": chapter_crumbs(request, chapter, request.book, _("What is new")),  # type: ignore[attr-defined]
        "noindex": True,
    }
    return render(request, "portal/handbook/pages/changes.html", context)


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else otherwise


@require_http_methods(["GET"])
@guarded(may_see_readers)
def who_has_read(request: HttpRequest, chapter_key: UUID) -> HttpResponse:
    """Who of the organisation has read the newest version, and who has not."""
    chapter: Any = request.chapter  # type: ignore[attr-defined]
    book: Any = request.book  # type: ignore[attr-defined]
    log = log_of(chapter_key, language_of(chapter.alias_of or chapter))
    newest = log[0].number if log else 0
    people = Paginator(members(book.organisation), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    done, total, elsewhere = receipts.counts(chapter, book.organisation, newest)
    context = {
        "chapter": chapter,
        "url": chapter.get_url(request),
        "book": book,
        "newest": newest,
        "people": people,
        "readers": receipts.readers(chapter, list(people)),
        "done": done,
        "total": total,
        "elsewhere": elsewhere,
        "breadcrumbs": chapter_crumbs(request, chapter, book, _("Who has read it")),
        "noindex": True,
    }
    return render(request, "portal/handbook/pages/readers.html", context)
