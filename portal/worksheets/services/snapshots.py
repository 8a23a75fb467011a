"""The form of a template with its texts in all languages, as a worksheet keeps it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import get_language

from portal.worksheets.blocks.streams import form_in
from portal.worksheets.domain.form import FALLBACKS, Form
from portal.worksheets.domain.merging import merge
from portal.worksheets.models import WorksheetTemplatePage


def language_of(page: WorksheetTemplatePage) -> str:
    """Return the language a page is written in; that of its original for a copy shown in another language."""
    written = page if page.alias_of_id is None else page.alias_of
    return str(written.locale.language_code)


def live_pages(template_key: UUID) -> list[WorksheetTemplatePage]:
    """Return the published pages of a template, one a language; the reader's own language first.

    Copies in languages that have no text of their own are left out: their texts are those of the original.
    """
    order = FALLBACKS.get(get_language() or "nb", FALLBACKS["nb"])
    pages = (
        WorksheetTemplatePage.objects.live()
        .filter(translation_key=template_key, alias_of=None)
        .select_related("locale")
    )
    return sorted(pages, key=lambda page: order.index(language_of(page)) if language_of(page) in order else len(order))


def snapshot(page: WorksheetTemplatePage) -> Form:
    """Return the form of this page, with the texts of its published siblings in the other languages."""
    siblings = [each for each in live_pages(page.translation_key) if each.pk not in (page.pk, page.alias_of_id)]
    return merge(form_in(page, language_of(page)), [form_in(each, language_of(each)) for each in siblings])
