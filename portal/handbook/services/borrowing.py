"""Copy a chapter into another organisation's handbook, with its origin told."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from portal.accounts.models import User
from portal.cms.services.languages import language_of
from portal.handbook.models import ChapterPage, Edition, HandbookPage
from portal.handbook.services.writers import let_in
from portal.security import audit


@transaction.atomic
def borrow(person: User, chapter: ChapterPage, into: HandbookPage) -> ChapterPage:
    """Return a draft below `into` with the chapter's words, in the book's language where there is a translation.

    Nothing that people have done goes along: no readers, log, owner, mirror or dates. The copy is a chapter of its own,
    with keys of its own, and says where it comes from.
    """
    let_in(person, into)
    source = _in_language(chapter, language_of(into))
    lender = source.get_parent().specific
    number = Edition.objects.newest_numbers([source.translation_key], language_of(source)).get(source.translation_key)
    into = HandbookPage.objects.get(pk=into.pk)
    draft = ChapterPage(
        title=source.title,
        slug=find_available_slug(into, source.slug),
        locale=into.locale,
        translation_key=uuid.uuid4(),
        summary=source.summary,
        search_description=source.search_description,
        source=source.source,
        source_url=source.source_url,
        body=json.dumps(_own_ids(source.body.get_prep_value())),
        borrowed_key=source.translation_key,
        borrowed_version=number,
        borrowed_on=timezone.localdate(),
        borrowed_organisation=str(lender.organisation),
        borrowed_title=source.title,
        owner=person,
        live=False,
        has_unpublished_changes=True,
    )
    into.add_child(instance=draft)
    draft.save_revision(user=person, log_action=True)
    audit.record(person, "handbook.borrowed", draft, number=number)
    return draft


def _in_language(chapter: ChapterPage, language: str) -> ChapterPage:
    """Return the chapter's own text in a language, else the text that was asked for."""
    family = ChapterPage.objects.filter(translation_key=chapter.translation_key, live=True, alias_of__isnull=True)
    found: ChapterPage | None = family.filter(locale__language_code=language).first()
    if found is not None:
        return found
    return family.filter(pk=chapter.alias_of_id).first() or chapter if chapter.alias_of_id else chapter


def _own_ids(value: Any) -> Any:
    """Give every block an id of its own: ids are keys of translations and comments, and two chapters share none."""
    if isinstance(value, list):
        return [_own_ids(each) for each in value]
    if isinstance(value, dict):
        made = {name: _own_ids(each) for name, each in value.items()}
        if "id" in made and "type" in made:
            made["id"] = str(uuid.uuid4())
        return made
    return value


def original(copy: ChapterPage) -> ChapterPage | None:
    """Return the chapter that this one was copied from, in the copy's language if it can be; None when it is gone."""
    if copy.borrowed_key is None:
        return None
    family: list[ChapterPage] = list(
        ChapterPage.objects.filter(translation_key=copy.borrowed_key, live=True, alias_of__isnull=True)
    )
    return next((each for each in family if each.locale_id == copy.locale_id), family[0] if family else None)


def pages_with_parents(pages: list[Page]) -> dict[int, HandbookPage]:
    """Return the book of each chapter by the chapter's primary key; one query."""
    paths = {page.path[: -Page.steplen] for page in pages}
    books = {
        book.path: book
        for book in HandbookPage.objects.filter(path__in=paths).select_related(
            "organisation__parent__parent__parent", "locale"
        )
    }
    return {page.pk: books[page.path[: -Page.steplen]] for page in pages if page.path[: -Page.steplen] in books}
