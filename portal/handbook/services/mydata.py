"""What this room holds about a person, for *mine data*."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from portal.accounts import mydata
from portal.accounts.models import User
from portal.handbook.models import ChapterPage, Edition, Receipt


def export(user: User) -> dict[str, Any]:
    """What one has said that one has read, what one answers for, and which versions one has published."""
    receipts = list(Receipt.objects.filter(person=user).order_by("read_at", "pk"))
    published = list(Edition.objects.filter(published_by=user).order_by("published_at", "pk"))
    keys = {each.chapter_key for each in receipts}
    titles = {each.chapter_key: each.title for each in Edition.objects.filter(chapter_key__in=keys).order_by("number")}
    owned = ChapterPage.objects.filter(owner_person=user, alias_of__isnull=True)
    return {
        "read": [
            {"chapter": titles.get(each.chapter_key, ""), "version": each.number, "at": each.read_at}
            for each in receipts
        ],
        "answers for": list(owned.order_by("pk").values_list("title", flat=True)),
        "published": [
            {"chapter": each.title, "version": each.number, "what is new": each.note, "at": each.published_at}
            for each in published
        ],
    }


def erase(user: User) -> None:
    """Take receipts away; the log of versions and the chapters stay, without the name."""
    Receipt.objects.filter(person=user).delete()
    Edition.objects.filter(published_by=user).update(published_by=None)
    _let_go(user)


def _let_go(user: User) -> None:
    """Take the person out as owner, in drafts as well: a draft that is published later would bring them back."""
    ChapterPage.objects.filter(owner_person=user).update(owner_person=None)
    kind = ContentType.objects.get_for_model(ChapterPage)
    for revision in Revision.objects.filter(content_type=kind, content__owner_person=user.pk):
        revision.content["owner_person"] = None
        revision.save(update_fields=["content"])


def register() -> None:
    """Tell *mine data*."""
    mydata.register_exporter("handbook", export, _("What you have read and published in handbooks"))
    mydata.register_eraser(
        "handbook",
        erase,
        title=_("What you have said that you have read in handbooks, and chapters you answer for"),
        fate=_("Your receipts are deleted. Chapters stay, without you as owner, and the change log without your name."),
    )
