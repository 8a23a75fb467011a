"""Copies of a page in the languages that have no text of their own, so that a reader stays in their own tree.

A copy (Wagtail: an alias) shows the original, marked with its language, and stands in no list (docs/decisions/0013).
While a translation is being written, its page still is the copy: readers meet the original until somebody with the
right to publish lets the translation out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import Translation

_making_all_languages: ContextVar[bool] = ContextVar("making_all_languages", default=False)
# Home pages are made for every language by `setup_site`.
HOME_DEPTH = 2


@contextmanager
def all_languages_at_once() -> Iterator[None]:
    """Make no copies in here: the caller brings the page in several languages and makes the copies that lack."""
    token = _making_all_languages.set(True)
    try:
        yield
    finally:
        _making_all_languages.reset(token)


def keep_copies(page: Page) -> None:
    """Give a page that has just been published its copies, and the live pages below it theirs."""
    if _making_all_languages.get() or page.alias_of_id or page.depth <= HOME_DEPTH:
        return
    have = {each.locale_id: each for each in _family(page)}
    made = False
    for above in _family(page.get_parent()):
        there = have.get(above.locale_id)
        if there is None:
            page.copy_for_translation(above.locale, alias=True)
            made = True
        elif is_waiting(there, page):
            Page.objects.filter(pk=there.pk).update(alias_of=page.pk)
    if made:
        for child in page.get_children().live().filter(alias_of__isnull=True).specific():
            keep_copies(child)


def is_waiting(translation: Page, original: Page) -> bool:
    """Say whether a page is a translation of `original` that readers do not see."""
    if translation.live or translation.alias_of_id:
        return False
    begun = Translation.objects.filter(source__object_id=original.translation_key, enabled=True)
    found = begun.filter(source__locale=original.locale_id, target_locale=translation.locale_id)
    return bool(found.exists())


def show_original_meanwhile(page: Page, original: Page) -> None:
    """Make a page whose translation has just been begun a copy again, until the translation is published."""
    Page.objects.filter(pk=page.pk).update(alias_of=original.pk)
    original.update_aliases()


def stand_alone(page: Page) -> None:
    """Let a page whose own text is out now be a copy no longer."""
    if page.alias_of_id:
        page.alias_of = None
        page.save(update_fields=["alias_of"], clean=False)


def move_along(page: Page, parent: Page) -> None:
    """Move the page's copies and translations after it, each below `parent` in its own language."""
    if page.alias_of_id:
        return
    above = {each.locale_id: each for each in _family(parent)}
    for each in _family(page):
        target = above.get(each.locale_id)
        if each.pk == page.pk or target is None or each.is_child_of(target):
            continue
        slug = find_available_slug(target, each.slug, ignore_page_id=each.pk)
        if slug != each.slug:
            each.slug = slug
            each.save(update_fields=["slug"], clean=False)
        each.move(Page.objects.get(pk=target.pk), pos="last-child")


def remove_copies(page: Page) -> None:
    """Take the copies in other languages away with the page they show."""
    for copy in Page.objects.filter(alias_of=page.pk, translation_key=page.translation_key):
        copy.delete()


def _family(page: Page) -> list[Page]:
    return list(Page.objects.filter(translation_key=page.translation_key).select_related("locale"))
