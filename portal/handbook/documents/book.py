"""The whole book as one document to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.cms.services.languages import language_of, written_in
from portal.exports.document import Block, Document, Heading, KeyValue, PageBreak, Paragraph, Table, as_text
from portal.handbook.documents.chapter import chapter_blocks
from portal.handbook.presenters.words import day


def book_document(book: Any, chapters: Sequence[Any], versions: dict[Any, int], language: str, today: date) -> Document:
    """Return the book in the reader's language: introduction, a table of versions, and the chapters in order."""
    blocks: list[Block] = []
    if book.summary:
        blocks.append(Paragraph(as_text(book.summary), "lead"))
    blocks += chapter_blocks(book.intro)
    if chapters:
        blocks += [Heading(_("Chapters and versions"), 1), _overview(chapters, versions)]
    for number, chapter in enumerate(chapters, start=1):
        blocks += [PageBreak(), Heading(f"{number}. {chapter.title}", 1), _facts(chapter, versions, language)]
        if chapter.summary:
            blocks.append(Paragraph(as_text(chapter.summary)))
        blocks += chapter_blocks(chapter.body)
        if origin := attribution(chapter):
            blocks.append(Paragraph(as_text(origin), "small"))
        if chapter.source:
            blocks.append(Paragraph(as_text(f"{_('Source:')} {chapter.source}"), "small"))
    return Document(
        title=book.title,
        language=language,
        blocks=tuple(blocks),
        author=str(book.organisation),
        kicker=_("Handbook"),
        subtitle=str(book.organisation),
        dated=today,
        source=book.source,
    )


def attribution(chapter: Any) -> str:
    """Say where a borrowed chapter comes from; empty for others."""
    if chapter.borrowed_key is None or chapter.borrowed_on is None:
        return ""
    return _("Borrowed from %(organisation)s: “%(title)s”, version %(number)s, on %(day)s.") % {
        "organisation": chapter.borrowed_organisation,
        "title": chapter.borrowed_title,
        "number": chapter.borrowed_version or "–",
        "day": day(chapter.borrowed_on),
    }


def _overview(chapters: Sequence[Any], versions: dict[Any, int]) -> Table:
    header = (_("Chapter"), _("Version"), _("Valid from"), _("Next revision"))
    rows = tuple(
        (
            f"{number}. {chapter.title}",
            str(versions.get(chapter.translation_key, "")),
            day(chapter.valid_from) if chapter.valid_from else "",
            day(chapter.next_review) if chapter.next_review else "",
        )
        for number, chapter in enumerate(chapters, start=1)
    )
    return Table(header, rows)


def _facts(chapter: Any, versions: dict[Any, int], language: str) -> KeyValue:
    facts = [(_("Version"), str(versions.get(chapter.translation_key, "")))]
    if chapter.valid_from:
        facts.append((_("Valid from"), day(chapter.valid_from)))
    if chapter.next_review:
        facts.append((_("Next revision"), day(chapter.next_review)))
    if chapter.owner_role:
        facts.append((_("Answers for it"), chapter.owner_role))
    mirror = " ".join(each for each in (chapter.mirror_number, chapter.mirror_name) if each)
    if mirror:
        facts.append((_("Mirrors"), mirror))
    code = language_of(chapter.alias_of or chapter)
    if code != language:
        facts.append((_("Language"), written_in(code)))
    return KeyValue(tuple((name, as_text(value)) for name, value in facts))
