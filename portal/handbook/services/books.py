"""Books and their chapters: which there are, in the reader's tree of languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.cms.querysets import fallbacks
from portal.cms.services.languages import language_of
from portal.handbook.choices import Access
from portal.handbook.models import ChapterPage, HandbookPage
from portal.handbook.permissions import hats

LINE = "organisation__parent__parent__parent"


def closed_keys() -> Any:
    """Return a query of the keys of books that only members may read: closed in one language, closed in all."""
    return HandbookPage.objects.order_by().exclude(access=Access.PUBLIC).values("translation_key")


def chapters_of(book: HandbookPage) -> list[ChapterPage]:
    """Return the live chapters below the book's page, in order; each once, a copy where a translation lacks."""
    return list(ChapterPage.objects.child_of(book).live().order_by("path").select_related("owner_person"))


def book_of(chapter: ChapterPage) -> HandbookPage:
    """Return the book of a chapter, with what its organisation is part of."""
    path = chapter.path[: -Page.steplen]
    found: HandbookPage = HandbookPage.objects.select_related(LINE).get(path=path)
    return found


def in_readers_language(pages: Iterable[Any]) -> list[Any]:
    """Return of each book or chapter the page that suits the reader best; copies in the reader's tree before others."""
    order = list(fallbacks(get_language() or settings.LANGUAGE_CODE))
    best: dict[Any, Any] = {}
    for page in pages:
        kept = best.get(page.translation_key)
        if kept is None or _place(page, order) < _place(kept, order):
            best[page.translation_key] = page
    return list(best.values())


def _place(page: Any, order: list[str]) -> int:
    code = language_of(page)
    return order.index(code) if code in order else len(order)


def find_book(key: UUID) -> HandbookPage | None:
    """Return the live book that suits the reader best."""
    found = in_readers_language(HandbookPage.objects.live().filter(translation_key=key).select_related(LINE))
    return found[0] if found else None


def find_chapter(key: UUID) -> ChapterPage | None:
    """Return the live chapter that suits the reader best."""
    found = in_readers_language(ChapterPage.objects.live().filter(translation_key=key).select_related("owner_person"))
    return found[0] if found else None


def books_of_member(user: User) -> list[HandbookPage]:
    """Return the live books of the organisations that the person belongs to, and of what these are part of."""
    organisations = {each.pk for hat in hats(user) for each in hat.organisation.line()}
    found = HandbookPage.objects.live().filter(organisation__in=organisations).select_related(LINE).order_by("path")
    return in_readers_language(found)


def writable_books(user: User, other_than: UUID) -> list[HandbookPage]:
    """Return the other books, drafts too, that the person may write in, the reader's language first; each once."""
    found = _writable(user).exclude(translation_key=other_than).select_related(LINE).order_by("path")
    return in_readers_language(found)


def has_writable_book(user: User, other_than: UUID) -> bool:
    """Say whether there is one."""
    writes = any(hat.role in {Role.KE, Role.ORGANISATION_ADMIN} for hat in hats(user))
    if not writes and not user.has_perm("wagtailadmin.access_admin"):
        return False
    return bool(_writable(user).exclude(translation_key=other_than).exists())


def _writable(user: User) -> Any:
    policy = policy_registry.get_by_type(Page)
    kept = Q(pk__in=[])
    for hat in hats(user):
        if hat.role in {Role.KE, Role.ORGANISATION_ADMIN}:
            for path in ("organisation", "organisation__parent", "organisation__parent__parent"):
                kept |= Q(**{path: hat.organisation_id})
        if hat.role == Role.KE:
            kept |= Q(organisation__in=[each.pk for each in hat.organisation.line()])
    allowed = Q(pk__in=policy.instances_user_has_permission_for(user, "add").values("pk"))
    return HandbookPage.objects.filter(kept | allowed, alias_of__isnull=True)
