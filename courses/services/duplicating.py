"""Copy a whole course, in all its languages, so that nothing in the copy points at the original.

Pages get new translation keys (the same in every language), blocks get new ids, and links, prerequisites and chosen
pages that led into the original lead to the same place in the copy. The copy is a draft: nothing is published, and
what learners did stays with the original.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.db import models, transaction
from django.utils.text import slugify
from wagtail import blocks
from wagtail.actions.copy_page import CopyPageAction
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.models import CoursePage
from portal.security import audit

SUFFIX = {"nb": "kopi", "nn": "kopi", "en": "copy"}


@dataclass(frozen=True, slots=True)
class _Links:
    """What in the original becomes what in the copy."""

    ids: UUID
    keys: Mapping[str, str]
    pages: Mapping[int, int]
    addresses: Mapping[str, str]
    pattern: re.Pattern[str] | None = field(default=None)

    def block_id(self, old: str) -> str:
        """The new id of a block; the same in all languages, since it is made of the old one."""
        return str(uuid5(self.ids, old))

    def text(self, text: str) -> str:
        """Rewrite page links, addresses and keys in a text."""
        text = re.sub(r'(?<=\bid=")(\d+)(?=")', lambda found: str(self.pages.get(int(found[1]), found[1])), text)
        if self.pattern is not None:
            text = self.pattern.sub(lambda found: self.addresses.get(found[0], found[0]), text)
        for old, new in self.keys.items():
            text = text.replace(old, new)
        return text

    def value(self, block: Any, value: Any) -> Any:
        """Rewrite the raw value of a block."""
        if value is None:
            return None
        if isinstance(block, blocks.BaseStreamBlock):
            return [self._item(block.child_blocks.get(item["type"]), item) for item in value]
        if isinstance(block, blocks.ListBlock):
            return [self._listed(block.child_block, item) for item in value]
        if isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
            return {name: self.value(block.child_blocks.get(name), each) for name, each in value.items()}
        if isinstance(block, blocks.PageChooserBlock):
            return self.pages.get(value, value)
        return self.text(value) if isinstance(value, str) else value

    def _item(self, block: Any, item: dict[str, Any]) -> dict[str, Any]:
        found = {**item, "value": self.value(block, item["value"])}
        if item.get("id"):
            found["id"] = self.block_id(str(item["id"]))
        return found

    def _listed(self, block: Any, item: Any) -> Any:
        if isinstance(item, dict) and item.get("type") == "item":
            return self._item(block, item)
        return self.value(block, item)


def originals_of(course: CoursePage) -> list[CoursePage]:
    """Return the course in every language it is written in, the given one first. Stand-ins are not copied."""
    family = CoursePage.objects.filter(translation_key=course.translation_key, alias_of__isnull=True)
    return sorted(family.select_related("locale"), key=lambda page: page.pk != course.pk)


def duplicate(user: Any, course: CoursePage, title: str) -> CoursePage:
    """Copy the course in all its languages as drafts, and return the copy in the given page's language."""
    keys: dict[UUID, UUID] = {}
    with transaction.atomic():
        copies = [_copy(page, title if page.pk == course.pk else "", user, keys) for page in originals_of(course)]
        links = _links(keys, [pair for _copy_of, pairs in copies for pair in pairs])
        for _copy_of, pairs in copies:
            for old, new in pairs:
                _settle(old, new, links, user)
        made: CoursePage = CoursePage.objects.get(pk=copies[0][0].pk)
        audit.record(user, "course.duplicated", made, original=course.pk, pages=len(links.pages))
    return made


def _copy(page: CoursePage, title: str, user: Any, keys: dict[UUID, UUID]) -> tuple[Any, list[tuple[Page, Page]]]:
    """Copy one language, and return the copy and the pairs of old and new pages. Stand-ins below are left out.

    `keys` holds the new key of each old one, so that the copies in all languages belong together.
    """
    named = title or f"{page.title} ({SUFFIX.get(page.locale.language_code, 'copy')})"
    attributes = {"title": named, "draft_title": named, "slug": _free_slug(page, named)}
    copy = CopyPageAction(
        page, update_attrs=attributes, recursive=True, copy_revisions=False, keep_live=False, user=user
    ).execute(skip_permission_checks=True)
    pairs = []
    for old, new in zip(_tree(page), _tree(copy), strict=True):
        if old.alias_of_id is not None:
            new.delete()
            continue
        new.translation_key = keys.setdefault(old.translation_key, new.translation_key)
        Page.objects.filter(pk=new.pk).update(translation_key=new.translation_key)
        pairs.append((old, new))
    return copy, pairs


def _tree(page: Page) -> list[Page]:
    """Return the page and all below it, in the order of the tree; a copy has the same order."""
    return list(Page.objects.get(pk=page.pk).get_descendants(inclusive=True).order_by("path"))


def _free_slug(page: CoursePage, title: str) -> str:
    wanted = slugify(title) or "kurs"
    taken = set(page.get_siblings().values_list("slug", flat=True))
    return next(
        each for at in range(len(taken) + 2) if (each := wanted if not at else f"{wanted}-{at + 1}") not in taken
    )


def _links(keys: Mapping[UUID, UUID], pairs: list[tuple[Page, Page]]) -> _Links:
    addresses = {old.url: new.url for old, new in pairs if old.url and new.url}
    longest = sorted(addresses, key=len, reverse=True)
    # Not where it goes on from another path: /nn/laer/kurs/ is another page than /laer/kurs/.
    either = "|".join(re.escape(each) for each in longest)
    return _Links(
        ids=next(iter(keys.values())),
        keys={str(old): str(new) for old, new in keys.items()},
        pages={old.pk: new.pk for old, new in pairs},
        addresses=addresses,
        pattern=re.compile(rf"(?<![\w-])(?:{either})|(?<=localhost)(?:{either})") if longest else None,
    )


def _settle(old: Page, new: Page, links: _Links, user: Any) -> None:
    """Rewrite what the copied page holds, and keep it as its first draft."""
    page = new.specific
    for each in page._meta.get_fields():
        if not isinstance(each, models.Field) or each.model is Page or each.primary_key:
            continue
        value = getattr(page, each.attname)
        if isinstance(each, StreamField):
            raw = list(value.raw_data)
            setattr(page, each.name, json.dumps(links.value(value.stream_block, raw)))
        elif each.name == "requires":
            page.requires = [links.keys[key] for key in value or [] if key in links.keys]
        elif isinstance(each, models.CharField | models.TextField) and isinstance(value, str):
            setattr(page, each.attname, links.text(value))
        elif isinstance(each, models.ForeignKey) and issubclass(each.related_model, Page):  # type: ignore[arg-type]
            setattr(page, each.attname, links.pages.get(value, value))
    page.save(clean=False)
    page.save_revision(user=user, clean=False)
