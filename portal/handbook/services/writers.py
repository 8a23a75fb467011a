"""Let those who keep a handbook into the editors' tool, with rights on their own book and nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from portal.accounts.models import User
from portal.handbook.models import HandbookPage
from portal.handbook.permissions import keeps
from portal.security import audit

PREFIX = "Handbook "
RIGHTS = ("add_page", "change_page", "publish_page")


@transaction.atomic
def let_in(person: User, book: HandbookPage) -> bool:
    """Give a keeper the right to write in the book, in all its languages; say whether something was given.

    Editors have their rights already, and get nothing here.
    """
    if not keeps(person, book):
        return False
    group = _group(book)
    if person.groups.filter(pk=group.pk).exists():
        return False
    person.groups.add(group)
    # Permissions are remembered on the person; this request already goes on into the tool.
    for kept in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        person.__dict__.pop(kept, None)
    audit.record(person, "handbook.writer_let_in", book)
    return True


def close_doors() -> int:
    """Take out those who keep the book no longer; called each night. Returns how many."""
    gone = 0
    for group in Group.objects.filter(name__startswith=PREFIX).prefetch_related("user_set"):
        key = group.name.removeprefix(PREFIX)
        book: Any = HandbookPage.objects.filter(translation_key=key).first()
        for person in group.user_set.all():  # type: ignore[attr-defined]
            if book is None or not person.is_active or not keeps(person, book):
                person.groups.remove(group)
                gone += 1
        if book is None:
            group.delete()
    return gone


def _group(book: HandbookPage) -> Group:
    group, _made = Group.objects.get_or_create(name=f"{PREFIX}{book.translation_key}")
    group.permissions.add(*Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"))
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=RIGHTS)
    for page in HandbookPage.objects.filter(translation_key=book.translation_key):
        for right in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)
    return group
