"""The demo of this room: the handbook of Demo kommune with real facts and their source, and one for members only."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from django.contrib.auth.models import Group
from django.utils import timezone

from portal.accounts.democontext import DOMAIN, DemoContext
from portal.accounts.models import User
from portal.cms.demo.loader import Builder, Data, PageLoader, find_page, page_key
from portal.handbook.demo.kinds import KINDS
from portal.handbook.models import ChapterPage, Edition, Receipt, RevisionNotice
from portal.handbook.services.receipts import sign
from portal.handbook.services.setup import setup_handbooks
from portal.handbook.services.writers import PREFIX

CONTENT = Path(__file__).parent / "content"
# In the order of the books; a chapter that was borrowed comes after its original.
ORDER = (
    "handbok-demo",
    "handbok-demo-velkommen",
    "handbok-demo-veien",
    "handbok-demo-rollen",
    "handbok-demo-opplaering",
    "handbok-demo-motet",
    "handbok-oppvekst",
    "handbok-oppvekst-opplaering",
)
# Who has read which chapter: (person, chapter, version).
READ = (
    ("koordinator", "handbok-demo-velkommen", 1),
    ("koordinator", "handbok-demo-opplaering", 1),
    ("prosjektmedlem", "handbok-demo-velkommen", 1),
    ("leder", "handbok-demo-opplaering", 2),
)


def load(context: DemoContext) -> None:
    """Publish the books; add what is missing and change nothing that exists."""
    setup_handbooks()
    found = loader()
    made = found.load(KINDS, list(found.pages))
    if made:
        for key, languages in found.pages.items():
            _date_first(key, languages)
            # The original first: numbers rise there, and translations take the newest.
            for language in sorted(languages, key=lambda each: each != "nb"):
                _next_version(key, language, languages[language])
        _receipts(context)
    context.say(f"Handbooks: {made} pages made.")


def remove() -> None:
    """Take the books away with their versions and receipts; the section stays."""
    keys = [page_key(key) for key in ORDER]
    loader().remove()
    for model in (Edition, Receipt, RevisionNotice):
        model._default_manager.filter(chapter_key__in=keys).delete()
    Group.objects.filter(name__in=[f"{PREFIX}{key}" for key in keys]).delete()


def loader() -> PageLoader:
    """Read the files, in the order of the list."""
    found = PageLoader(CONTENT)
    found.pages = {key: found.pages[key] for key in ORDER}
    return found


def _date_first(key: str, languages: dict[str, Data]) -> None:
    """Let first versions be as old as they say: all would be from today."""
    valid_from = next(iter(languages.values())).get("valid_from")
    if valid_from:
        at = timezone.make_aware(datetime.combine(valid_from, time(9)))
        Edition.objects.filter(chapter_key=page_key(key), number=1).update(published_at=at)


def _next_version(key: str, language: str, data: Data) -> None:
    """Publish the second version of a chapter that has one."""
    page = find_page(key, language)
    if page is None or "next" not in data:
        return
    chapter: ChapterPage = page.specific
    following = data["next"]
    chapter.body = Builder(key, language).stream("body", following["body"])
    chapter.change_note = following["change_note"]
    chapter.valid_from = following["valid_from"]
    # Read again, as the editor's form would: the stream from its stored words.
    revision = chapter.save_revision(user=User.objects.filter(email=f"{following['by']}@{DOMAIN}").first())
    revision.publish()
    at = timezone.make_aware(datetime.combine(following["valid_from"], time(9)))
    Edition.objects.filter(chapter_key=page_key(key), number=2).update(published_at=at)


def _receipts(context: DemoContext) -> None:
    for name, key, number in READ:
        page = find_page(key, "nb")
        if page is None:
            continue
        chapter = page.specific
        if not sign(context.person(name), chapter, number):
            # An older version, which nobody can sign for now.
            edition = Edition.objects.of(chapter.translation_key).filter(number=number).first()
            Receipt.objects.get_or_create(
                chapter_key=chapter.translation_key,
                number=number,
                person=context.person(name),
                defaults={"read_at": edition.published_at if edition else timezone.now()},
            )
