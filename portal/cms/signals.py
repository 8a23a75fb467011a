"""Raise the content version when something public changes, in the transaction of the change."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from portal.assets.models import PortalDocument, PortalImage
from portal.cms.models import ContentVersion, PageTerm, SiteMenu, Term

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


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    for signal in (page_published, page_unpublished, post_page_move, published, unpublished):
        signal.connect(bump, dispatch_uid="cms_bump")
    post_save.connect(bump_for_page, dispatch_uid="cms_bump_page")
    post_delete.connect(bump_for_deleted_page, dispatch_uid="cms_bump_deleted")
    for model in (Redirect, Site, Locale, PageViewRestriction, Term, PageTerm, PortalImage, PortalDocument):
        post_save.connect(bump, sender=model, dispatch_uid="cms_bump_other")
        post_delete.connect(bump, sender=model, dispatch_uid="cms_bump_other")
    post_delete.connect(bump, sender=SiteMenu, dispatch_uid="cms_bump_menu")
