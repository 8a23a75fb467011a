"""Handbooks and chapters for tests, on a small site in three languages."""

from __future__ import annotations

import json
import uuid
from typing import Any

from wagtail.models import Locale, Page

from portal.accounts.models import Organisation
from portal.cms.models import HomePage, SectionPage
from portal.handbook.models import ChapterPage, HandbookPage
from tests.factories.cms import section, small_site


def words(*paragraphs: str) -> str:
    """Return a chapter's body with one paragraph a text."""
    return json.dumps(
        [{"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid.uuid4())} for text in paragraphs]
    )


def shelf(language: str = "nb") -> Page:
    """Return the section of handbooks in a language; the site is made the first time."""
    if not HomePage.objects.exists():
        homes = small_site()
        first = section(homes["nb"], "Håndbøker", slug="handboker")
        for code in ("nn", "en"):
            section(homes[code], "Handbøker", slug="handboker", translation_key=first.translation_key)
    found: Page = SectionPage.objects.get(locale__language_code=language, slug="handboker")
    return found


def handbook(organisation: Organisation, title: str = "Håndbok", *, language: str = "nb", **fields: Any) -> Any:
    """Return a published book."""
    parent = shelf(language)
    locale = Locale.objects.get(language_code=language)
    page = HandbookPage(title=title, organisation=organisation, locale=locale, **fields)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return HandbookPage.objects.get(pk=page.pk)


def chapter(book: HandbookPage, title: str = "Kapittel", *texts: str, user: Any = None, **fields: Any) -> Any:
    """Return a published chapter, version 1."""
    book = HandbookPage.objects.get(pk=book.pk)
    page = ChapterPage(title=title, body=words(*(texts or ("Slik gjør vi det.",))), locale=book.locale, **fields)
    book.add_child(instance=page)
    page.save_revision(user=user).publish()
    return ChapterPage.objects.get(pk=page.pk)


def publish(page: ChapterPage, *texts: str, note: str = "Noe er nytt.", user: Any = None, small: bool = False) -> Any:
    """Publish the chapter with other words, and return it as it is then."""
    page = ChapterPage.objects.get(pk=page.pk)
    page.body, page.change_note, page.small_change = words(*texts), note, small
    page.save_revision(user=user).publish()
    return ChapterPage.objects.get(pk=page.pk)
