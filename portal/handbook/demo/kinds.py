"""How the content files of this room become books and chapters.

A chapter that has a `[next]` part is published twice: first as it stands, then with the words of `next` (blocks in
`next.body`) and `next.change_note`.
"""

from __future__ import annotations

from typing import Any

from portal.accounts.models import Organisation, User
from portal.cms.demo.loader import Builder, Data, Kind, page_key
from portal.handbook.models import ChapterPage, HandbookPage
from portal.handbook.services.setup import SECTION

PLAIN = ("owner_role", "valid_from", "mirror_number", "mirror_name", "mirror_compared")
BORROWED = ("borrowed_version", "borrowed_on", "borrowed_organisation", "borrowed_title")


def book_fields(data: Data, build: Builder) -> dict[str, Any]:
    """Whose it is, and for whom."""
    return {
        "organisation": Organisation.objects.get(slug=data["organisation"]),
        "access": data["access"],
        "intro": build.stream("intro", data.get("intro", [])),
    }


def chapter_fields(data: Data, build: Builder) -> dict[str, Any]:
    """The first version, with its owner and where it was borrowed."""
    fields: dict[str, Any] = {name: data[name] for name in (*PLAIN, *BORROWED) if name in data}
    if "owner" in data:
        fields["owner_person"] = User.objects.filter(email=data["owner"]).first()
    if "borrowed_from" in data:
        fields["borrowed_key"] = page_key(data["borrowed_from"])
    return {**fields, "body": build.stream("body", data["body"])}


KINDS = {
    "handbook": Kind(HandbookPage, book_fields, parent=lambda data: SECTION),
    "chapter": Kind(ChapterPage, chapter_fields, parent=lambda data: data["book"]),
}
