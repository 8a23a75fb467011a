"""Raise the content version when something public changes, in the transaction of the change; and let what follows from
Wagtail's own events follow, whichever way they came about (admin, review, schedule, command)."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)
from wagtail_localize.models import StringTranslation

from portal.assets.models import Film, FilmText, PortalDocument, PortalImage
from portal.cms.models import ContentVersion, PageTerm, SiteMenu, Term
from portal.cms.services import copies
from portal.cms.services.translating import name_address

# A draft saved over a live page changes only these on the page's own row, and nothing that readers see.
BOOKKEEPING = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "go_live_at",
        "expire_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
    }
)


def bump(**kwargs: Any) -> None:
    """Raise the version."""
    ContentVersion.bump()


def bump_for_page(sender: type, instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """Raise the version when a live page's own row changes."""
    if not isinstance(instance, Page) or not instance.live:
        return
    if update_fields is not None and update_fields <= BOOKKEEPING:
        return
    ContentVersion.bump()


def bump_for_deleted_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """Raise the version when any page is deleted."""
    if isinstance(instance, Page):
        ContentVersion.bump()


def copy_published_page(sender: type, instance: Page, alias: bool = False, **kwargs: Any) -> None:
    """Give a published page its copies in other languages; a copy that got a text of its own is one no longer.

    Wagtail sends the signal for a page that is only scheduled as well: that one is not live.
    """
    if not alias and instance.live:
        copies.stand_alone(instance)
        copies.keep_copies(instance)


def move_copies(sender: type, instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Let copies and translations follow a moved page."""
    copies.move_along(instance, parent_page_after)


def remove_copies(sender: type, instance: Any, **kwargs: Any) -> None:
    """Take copies away before the page they show is gone: they would stay behind as pages of their own."""
    if isinstance(instance, Page):
        copies.remove_copies(instance)


def name_translated_address(sender: type, instance: StringTranslation, **kwargs: Any) -> None:
    """Make a translated page's address from its title."""
    name_address(instance)


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    page_published.connect(copy_published_page, dispatch_uid="cms_copies_publish")
    post_page_move.connect(move_copies, dispatch_uid="cms_copies_move")
    pre_delete.connect(remove_copies, dispatch_uid="cms_copies_delete")
    post_save.connect(name_translated_address, sender=StringTranslation, dispatch_uid="cms_translated_address")
    for signal in (page_published, page_unpublished, post_page_move, published, unpublished):
        signal.connect(bump, dispatch_uid="cms_bump")
    post_save.connect(bump_for_page, dispatch_uid="cms_bump_page")
    post_delete.connect(bump_for_deleted_page, dispatch_uid="cms_bump_deleted")
    files = (PortalImage, PortalDocument, Film, FilmText)
    for model in (Redirect, Site, Locale, PageViewRestriction, Term, PageTerm, *files):
        post_save.connect(bump, sender=model, dispatch_uid="cms_bump_other")
        post_delete.connect(bump, sender=model, dispatch_uid="cms_bump_other")
    post_delete.connect(bump, sender=SiteMenu, dispatch_uid="cms_bump_menu")
