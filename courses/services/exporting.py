"""Everything one has written for oneself in courses, as one document. For nobody but its writer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import LessonPage, PracticeStepPage, Reflection
from portal.cms.querysets import FALLBACKS
from portal.cms.services.languages import language_of
from portal.exports.document import Block, Document, Heading, Paragraph, as_text


def written_document(person: Any, language: str, today: date) -> Document | None:
    """Return reflections and practice notes under their lessons, in reading order; nothing when nothing is written.

    Titles and prompts are in `language`, or the next best. A text whose lesson is gone stands last, under its date.
    Three queries, however much there is.
    """
    texts = [row for row in Reflection.objects.of(person).order_by("updated_at", "pk") if row.text.strip()]
    if not texts:
        return None
    pages = _pages({row.step_key for row in texts}, language)
    blocks: list[Block] = []
    for key in sorted({row.step_key for row in texts}, key=lambda key: pages[key].path if key in pages else "~"):
        page = pages.get(key)
        blocks.append(Heading(page.title if page else _("From a lesson that is no longer there")))
        prompts = _prompts(page) if page else {}
        mine = [row for row in texts if row.step_key == key]
        order = list(prompts)
        for row in sorted(mine, key=lambda row: order.index(str(row.block_id)) if str(row.block_id) in order else 99):
            blocks += _written(row, prompts.get(str(row.block_id), ""))
    return Document(
        title=_("What I have written"),
        language=language,
        blocks=tuple(blocks),
        author=person.get_full_name(),
        kicker="Varig",
        subtitle=_("My own texts from courses. Only I could read them in Varig."),
        dated=today,
    )


def _written(row: Reflection, prompt: str) -> Iterable[Block]:
    if prompt:
        yield Paragraph(as_text(prompt), tone="note")
    for part in row.text.split("\n\n"):
        if part.strip():
            yield Paragraph(as_text(part.strip()))
    saved = timezone.localtime(row.updated_at)
    yield Paragraph(as_text(_("Saved %(day)s") % {"day": saved.strftime("%d.%m.%Y")}), tone="small")


def _pages(keys: set[Any], language: str) -> dict[Any, Any]:
    order = FALLBACKS.get(language, FALLBACKS["nb"])
    best: dict[Any, Any] = {}

    def rank(page: Any) -> int:
        return order.index(language_of(page)) if language_of(page) in order else len(order)

    for kind in (LessonPage, PracticeStepPage):
        for page in kind.objects.live().filter(translation_key__in=keys, alias_of=None).select_related("locale"):
            held = best.get(page.translation_key)
            if held is None or rank(page) < rank(held):
                best[page.translation_key] = page
    return best


def _prompts(page: Any) -> dict[str, str]:
    """The questions of a page by block id, in order; a practice step has one, under the page's own key."""
    if isinstance(page, PracticeStepPage):
        return {str(page.translation_key): page.note_prompt}
    raw = (each for each in page.body.raw_data if each["type"] == "reflection")
    return {str(each.get("id")): str(each["value"].get("prompt", "")) for each in raw}
