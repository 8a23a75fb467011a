"""From the texts of a translation to a page: its address, its draft, its way through review.

What is written on the translation screen is kept text by text, and is no page before somebody saves it as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, TaskState, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog

from portal.cms.services.copies import show_original_meanwhile
from portal.exports.names import plain_name

# The address follows the title, and the name of a source is the same in all languages.
MAY_STAY = ("slug", "source")


def translation_of(page: Page) -> Translation | None:
    """Return the translation that is written on this page's own screen, if it is one."""
    found: Translation | None = (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True)
        .select_related("source", "target_locale")
        .first()
    )
    return found


def missing_texts(translation: Translation) -> int:
    """Return how many texts still have to be translated, or hold an error."""
    segments = StringSegment.objects.filter(source=translation.source)
    without = segments.annotate_translation(translation.target_locale).filter(translation__isnull=True)
    return int(without.exclude(context__path__in=MAY_STAY).count())


def live_copies(page: Page, locales: Iterable[Locale], below: bool) -> list[Page]:
    """Return the copies that readers meet of a page in some languages, and of the pages `below` it if so asked."""
    originals = page.get_descendants(inclusive=True) if below else Page.objects.filter(pk=page.pk)
    copies = Page.objects.filter(alias_of__in=originals, translation_key__in=originals.values("translation_key"))
    return list(copies.filter(live=True, locale__in=locales).select_related("alias_of"))


def keep_readers_at_originals(copies: Iterable[Page]) -> None:
    """Let pages that were copies be so again while their translation is written."""
    for copy in copies:
        show_original_meanwhile(copy, copy.alias_of.specific)


@transaction.atomic
def save_draft(translation: Translation, user: AbstractBaseUser) -> Page:
    """Save what is translated so far as the page's newest draft; what readers see stays as it is."""
    page: Any = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    # To Wagtail a copy has no drafts. It ends being one when it is published; here only the draft is kept.
    page.alias_of = None
    page.slug = find_available_slug(page.get_parent(), plain_name(page.slug), ignore_page_id=page.pk)
    revision = page.save_revision(user=user, log_action=True)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    return page


@transaction.atomic
def send_to_review(translation: Translation, user: AbstractBaseUser) -> Page:
    """Save the draft and start the page's workflow, or take it up again after changes were asked for."""
    page = save_draft(translation, user)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return page
    if state is not None:
        state.cancel(user=user)
    page.get_workflow().start(page, user)
    return page


@transaction.atomic
def approve(translation: Translation, state: TaskState, user: AbstractBaseUser) -> None:
    """Approve the translation as it stands now, with what the reviewer has mended; the last approval publishes it."""
    page = save_draft(translation, user)
    state.revision = page.latest_revision
    state.save(update_fields=["revision"])
    state.task.specific.on_action(state, user, "approve")


def name_address(title: StringTranslation) -> None:
    """Make the address of a translated page from its translated title, unless somebody has chosen one.

    Marked as made by a machine, it follows the title until the page is out; then addresses stay.
    """
    if title.context is None or title.context.path != "title" or title.has_error:
        return
    segment = (
        StringSegment.objects.filter(context__object_id=title.context.object_id, context__path="slug")
        .select_related("source")
        .first()
    )
    if segment is None or not (slug := plain_name(title.data)):
        return
    chosen = StringTranslation.objects.filter(
        translation_of=segment.string_id, context=segment.context_id, locale=title.locale_id
    ).first()
    if chosen is None:
        chosen = StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=title.locale_id,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        )
    elif chosen.translation_type != StringTranslation.TRANSLATION_TYPE_MACHINE or _is_out(title):
        return
    if chosen.data != slug:
        chosen.data = slug
        chosen.save()


def _is_out(title: StringTranslation) -> bool:
    pages = Page.objects.filter(translation_key=title.context.object_id, locale=title.locale_id)
    return bool(pages.filter(live=True, alias_of__isnull=True).exists())
