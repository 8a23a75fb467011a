"""Write to owners before a revision: a month before and on the day, each once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.handbook.domain.revision import NOTICE_DAYS, Notice, notice
from portal.handbook.models import ChapterPage, HandbookPage, RevisionNotice
from portal.handbook.services.borrowing import pages_with_parents
from portal.notifications.services.plain import letter_text


def remind(today: date | None = None) -> int:
    """Send what is due today; return how many letters. Run it as often as you like."""
    today = today or timezone.localdate()
    chapters = list(
        ChapterPage.objects.filter(
            live=True, alias_of__isnull=True, next_review__lte=today + timedelta(days=NOTICE_DAYS)
        )
        .select_related("owner_person", "locale")
        .order_by("locale_id", "pk")
    )
    sent = _sent(chapters)
    books = pages_with_parents(chapters)
    seen: set[Any] = set()
    letters = 0
    for chapter in chapters:
        # The date is the same in all languages; one letter is enough.
        if chapter.translation_key in seen or chapter.pk not in books:
            continue
        seen.add(chapter.translation_key)
        due = notice(chapter.next_review, today, sent.get((chapter.translation_key, chapter.next_review), frozenset()))
        if due is not None:
            letters += _send(chapter, books[chapter.pk], due)
    return letters


def _sent(chapters: list[ChapterPage]) -> dict[tuple[Any, date], frozenset[Notice]]:
    found: dict[tuple[Any, date], frozenset[Notice]] = {}
    keys = {each.translation_key for each in chapters}
    for row in RevisionNotice.objects.filter(chapter_key__in=keys):
        place = (row.chapter_key, row.due_on)
        found[place] = found.get(place, frozenset()) | {Notice(row.kind)}
    return found


@transaction.atomic
def _send(chapter: ChapterPage, book: HandbookPage, kind: Notice) -> int:
    """Write the letters and that they are written, both or neither."""
    if chapter.next_review is None:
        return 0
    RevisionNotice.objects.create(chapter_key=chapter.translation_key, due_on=chapter.next_review, kind=kind.value)
    people = recipients(chapter, book)
    for person in people:
        with translation.override(person.language or book.organisation.language or settings.LANGUAGE_CODE):
            context = {
                "to": person,
                "chapter": chapter,
                "book": book,
                "on_the_day": kind is Notice.ON_THE_DAY,
                "link": chapter.full_url or settings.WAGTAILADMIN_BASE_URL,
            }
            subject = (
                _("Due for revision: %(title)s") if kind is Notice.ON_THE_DAY else _("Revision soon: %(title)s")
            ) % {"title": chapter.title}
            body = letter_text("portal/handbook/letters/revision.txt", context)
            EmailMessage(subject=subject, body=body, to=[person.email]).send()
    return len(people)


def recipients(chapter: ChapterPage, book: HandbookPage) -> list[User]:
    """Return the owner; without one who still is here, those who look after the organisation."""
    owner = chapter.owner_person
    if owner is not None and owner.is_active:
        return [owner]
    line = [each.pk for each in book.organisation.line()]
    held = Membership.objects.current().filter(role=Role.ORGANISATION_ADMIN, organisation__in=line)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))
