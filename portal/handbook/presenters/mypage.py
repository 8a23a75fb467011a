"""What my page tells readers, owners and borrowers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cms.mypage import Card
from portal.handbook.domain.revision import NOTICE_DAYS
from portal.handbook.models import ChapterPage, Edition, Receipt
from portal.handbook.presenters.words import revision_words
from portal.handbook.services.books import books_of_member, in_readers_language
from portal.handbook.services.shelf import chapters_below

SHOWN = 3


def handbook_cards(request: HttpRequest) -> Iterator[Card]:
    """Revisions of one's own chapters, originals that have moved on, and what waits to be read."""
    if not request.user.is_authenticated:
        return
    yield from _revisions(request)
    yield from _newer_originals(request)
    yield from _unread(request)


def _owned(request: HttpRequest) -> Any:
    return ChapterPage.objects.live().filter(owner_person=request.user, alias_of__isnull=True)


def _revisions(request: HttpRequest) -> Iterator[Card]:
    today = timezone.localdate()
    found = _owned(request).filter(next_review__lte=today + timedelta(days=NOTICE_DAYS)).order_by("next_review", "pk")
    for chapter in in_readers_language(found)[:SHOWN]:
        yield Card(
            title=chapter.title,
            text=_("%(when)s. You answer for this chapter.") % {"when": revision_words(chapter.next_review, today)},
            url=chapter.get_url(request) or "",
            action=_("Open the chapter"),
            eyebrow=_("Handbook: revision"),
            rank=18,
        )


def _newer_originals(request: HttpRequest) -> Iterator[Card]:
    borrowed = in_readers_language(_owned(request).filter(borrowed_key__isnull=False).order_by("pk"))
    newest = Edition.objects.newest_numbers([each.borrowed_key for each in borrowed])
    behind = [each for each in borrowed if newest.get(each.borrowed_key, 0) > (each.borrowed_version or 0)]
    for chapter in behind[:SHOWN]:
        yield Card(
            title=chapter.title,
            text=_("The original in the handbook of %(organisation)s has a newer version.")
            % {"organisation": chapter.borrowed_organisation},
            url=chapter.get_url(request) or "",
            action=_("See what is new"),
            eyebrow=_("Handbook: borrowed chapter"),
            rank=42,
        )


def _unread(request: HttpRequest) -> Iterator[Card]:
    user: Any = request.user
    books = books_of_member(user)
    chapters = chapters_below(books)
    keys = [each.translation_key for found in chapters.values() for each in found]
    newest, read = Edition.objects.newest_numbers(keys), Receipt.objects.read_by(user, keys)
    waiting = {key for key in keys if newest.get(key, 0) > read.get(key, 0)}
    if not waiting:
        return
    held = [book for book in books if any(each.translation_key in waiting for each in chapters[book.pk])]
    text = ngettext(
        "%(number)d chapter has a version that you have not said you have read.",
        "%(number)d chapters have a version that you have not said you have read.",
        len(waiting),
    )
    yield Card(
        title=held[0].title if len(held) == 1 else _("My handbooks"),
        text=text % {"number": len(waiting)},
        url=held[0].get_url(request) or "" if len(held) == 1 else reverse("handbook:mine"),
        action=_("Open the handbook") if len(held) == 1 else _("Open my handbooks"),
        eyebrow=_("Handbook"),
        rank=48,
    )
