"""Count versions when chapters are published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.cms.models import ContentVersion
from portal.cms.services.languages import language_of
from portal.handbook.documents import paragraphs
from portal.handbook.models import ChapterPage, Edition
from portal.security import audit


@transaction.atomic
def record(page: ChapterPage, by: Any = None, at: datetime | None = None) -> Edition:
    """Write down what has just been published, and return the edition that readers now meet.

    In the original language new words are a new version, unless the editor has said that the change is small; a
    translation belongs to the version that is the newest when it is published.
    """
    editions = list(Edition.objects.select_for_update().of(page.translation_key))
    language = language_of(page)
    words = [[each.style.value, each.text] for each in paragraphs(page.body)]
    newest = editions[-1].number if editions else 0
    mine = next((each for each in reversed(editions) if each.language == language), None)
    if editions and (language != editions[0].language or not _is_new(page, mine, words)):
        edition = mine if mine is not None and mine.number == newest else None
        edition = edition or Edition(chapter_key=page.translation_key, number=newest, language=language)
    else:
        edition = Edition(chapter_key=page.translation_key, number=newest + 1, language=language)
    fresh = edition.pk is None
    if fresh:
        edition.published_at, edition.published_by = at or timezone.now(), by
    if fresh or (page.change_note and not page.small_change):
        edition.note = page.change_note
    edition.title, edition.paragraphs, edition.valid_from = page.title, words, page.valid_from
    edition.save()
    if fresh:
        audit.record(by, "handbook.version_published", page, number=edition.number, language=language)
    ContentVersion.bump()
    return edition


def needs_note(page: ChapterPage) -> bool:
    """Say whether the editor must tell what is new before this goes out: other words than before, in the original."""
    if page.change_note or page.small_change:
        return False
    editions = list(Edition.objects.of(page.translation_key))
    if not editions or not page.locale_id or language_of(page) != editions[0].language:
        return False
    mine = next((each for each in reversed(editions) if each.language == editions[0].language), None)
    return _is_new(page, mine, [[each.style.value, each.text] for each in paragraphs(page.body)])


def _is_new(page: ChapterPage, before: Edition | None, words: list[list[str]]) -> bool:
    if before is None:
        return True
    return not page.small_change and (before.paragraphs != words or before.title != page.title)


def on_published(sender: type, instance: ChapterPage, revision: Any = None, alias: bool = False, **kwargs: Any) -> None:
    """Hear of every publishing, whichever door it came through; a copy in another language is nothing new.

    A page that was a copy and is published itself has got a text of its own (portal/cms/signals.py). One that is only
    scheduled is no version yet: the signal comes again on its day.
    """
    if not alias and instance.live:
        record(instance, getattr(revision, "user", None))
