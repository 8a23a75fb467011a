"""What the preview «as a course participant» shows: the step as it is on the first day of somebody new."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.domain import progress
from courses.lessonparts import runs_of
from courses.models import LessonPage, PracticeStepPage, StepPage
from courses.presenters.lists import module_row
from courses.presenters.practice import SENT, PracticeView, ReaderView, ShareView, things_of
from courses.presenters.rules import rule_words
from courses.rehearsal import address, parts_to_try, private_text
from courses.services.evidence import offer_of
from courses.services.outline import outline_around
from portal.cms.services.languages import language_of


def rehearsal_context(page: StepPage, request: HttpRequest) -> dict[str, Any]:
    """Return the same as `step_context` for a learner who has done nothing. It knows nothing of who looks."""
    outline = outline_around(page, language_of(page), request)
    info = outline.step(page.translation_key) if outline else None
    context: dict[str, Any] = {
        "learner": True,
        "rehearsal": True,
        "urls": {"finish": address()},
        "rule": rule_words(page.rule, offer_of(page)),
        **_own(page, request.user),
    }
    if outline is None or info is None:
        return context
    module = outline.module(info.module)
    after = progress.following(outline.steps, info.key)
    return {
        **context,
        "course": outline,
        "row": module_row(outline, module, {}, info.key) if module else None,
        "module_count": len(outline.modules),
        "next_step": outline.step(after.key) if after and after.module == info.module else None,
    }


def _own(page: StepPage, editor: Any) -> dict[str, Any]:
    if isinstance(page, LessonPage):
        return {"runs": runs_of(parts_to_try(page, editor))}
    if isinstance(page, PracticeStepPage):
        return {"practice": _practice(page)}
    return {"finish_by_oneself": page.finish_by_oneself}


def _practice(page: PracticeStepPage) -> PracticeView:
    """Something is chosen already, so that the note and the sharing are seen too."""
    things = things_of(page, None)
    note = {"prompt": page.note_prompt or _("What happened?"), "help": ""}
    return PracticeView(
        things=things,
        urls=dict.fromkeys(SENT, address()),
        chosen=things[0] if things else None,
        note=private_text(page, str(page.translation_key), note),
        share=ShareView((ReaderView("0", _("your organisation"), False, False),), None, None),
    )
