"""What my page tells readers, owners and borrowers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cms.mypage import Card
from portal.handbook.domain.revision import NOTICE_DAYS
from portal.handbook.models import ChapterPage, Edition, Receipt
from portal.handbook.presenters.words import revision_words
from portal.handbook.services.books import in_readers_language
from portal.handbook.services.shelf import shelf_of
from portal.prepared import Prepared

SHOWN = 3

# Asked whenever somebody opens their page; most own no chapter.
_OWNED = Prepared(lambda person: ChapterPage.objects.live().filter(owner_person=person, alias_of__isnull=True), int)


def handbook_cards(request: HttpRequest) -> Iterator[Card]:
    """Revisions of one's own chapters, originals that have moved on, and what waits to be read."""
    if not request.user.is_authenticated:
        return
    mine = in_readers_language(_OWNED(request.user.pk))
    if mine:
        yield from _revisions(request, mine)
        yield from _newer_originals(request, mine)
    yield from _unread(request)


def _revisions(request: HttpRequest, mine: list[ChapterPage]) -> Iterator[Card]:
    today = timezone.localdate()
    last = today + timedelta(days=NOTICE_DAYS)
    due = [each for each in mine if each.next_review is not None and each.next_review <= last]
    for chapter in sorted(due, key=lambda each: (each.next_review, each.pk))[:SHOWN]:
        yield Card(
            title=chapter.title,
            text=_("%(when)s. You answer for this chapter.") % {"when": revision_words(chapter.next_review, today)},
            url=chapter.get_url(request) or "",
            action=_("Open the chapter"),
            eyebrow=_("Handbook: revision"),
            rank=18,
        )


def _newer_originals(request: HttpRequest, mine: list[ChapterPage]) -> Iterator[Card]:
    borrowed = {each: each.borrowed_key for each in mine if each.borrowed_key is not None}
    newest = Edition.objects.newest_numbers(borrowed.values()) if borrowed else {}
    behind = [each for each, key in borrowed.items() if newest.get(key, 0) > (each.borrowed_version or 0)]
    for chapter in sorted(behind, key=lambda each: each.pk)[:SHOWN]:
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
    books = shelf_of(request)
    newest = {key: number for book in books for key, number in book.newest.items()}
    read = Receipt.objects.read_by(request.user, newest) if newest else {}  # type: ignore[arg-type]
    waiting = {key for key, number in newest.items() if number > read.get(key, 0)}
    if not waiting:
        return
    held = [book for book in books if not waiting.isdisjoint(book.newest)]
    text = ngettext(
        "%(number)d chapter has a version that you have not said you have read.",
        "%(number)d chapters have a version that you have not said you have read.",
        len(waiting),
    )
    yield Card(
        title=held[0].title if len(held) == 1 else _("My handbooks"),
        text=text % {"number": len(waiting)},
        url=held[0].url if len(held) == 1 else reverse("handbook:mine"),
        action=_("Open the handbook") if len(held) == 1 else _("Open my handbooks"),
        eyebrow=_("Handbook"),
        rank=48,
    )
