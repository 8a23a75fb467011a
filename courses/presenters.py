"""What templates need of courses, made from pages, progress and the domain's answers.

For an anonymous reader (and in an editor's preview) everything personal is left out, so that the page can be cached.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.domain import progress
from courses.domain.progress import Records, Remaining, State
from courses.lessonparts import parts_of, problems_of
from courses.models import Certificate, CoursePage, Enrolment, LessonPage, ModulePage, StepProgress
from courses.services.outline import ModuleInfo, Outline, StepInfo, outline_around, outline_of
from portal.cms.mypage import Card, Progress
from portal.cms.services.languages import language_of


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line in a list of steps."""

    info: StepInfo
    state: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """One module with its lines, and how far the learner is (nothing for anonymous readers)."""

    info: ModuleInfo
    number: int
    rows: tuple[StepRow, ...]
    minutes: int
    left: Remaining | None
    certificate_url: str = ""
    certified: bool = False


@dataclass(frozen=True, slots=True)
class ContinueCard:
    """*Continue*: where one left, in the language one reads."""

    course: str
    step: str
    url: str
    fresh: bool
    left: Remaining
    course_url: str


def learner_of(request: HttpRequest) -> Any | None:
    """Return the person whose progress is shown; nobody for anonymous readers and in previews."""
    if getattr(request, "is_preview", False):
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def continue_card(user: Any, language: str | None = None, request: HttpRequest | None = None) -> ContinueCard | None:
    """Return where the person goes on in the course they were in last; nothing when no course is under way."""
    keys = list(Enrolment.objects.of(user).values_list("course_key", flat=True))
    if not keys:
        return None
    reading = language or get_language() or "nb"
    outlines = [outline for key in keys if (outline := outline_of(key, reading, request)) is not None]
    records = StepProgress.objects.of(user).records(step.key for each in outlines for step in each.steps)

    def latest(outline: Outline) -> float:
        touched = [records[step.key].touched_at.timestamp() for step in outline.steps if step.key in records]
        return max(touched, default=0.0)

    ranked = sorted(outlines, key=lambda each: (-latest(each), keys.index(each.key)))
    cards = (_card(outline, records) for outline in ranked)
    return next((card for card in cards if card is not None), None)


def my_page_cards(request: HttpRequest) -> list[Card]:
    """Return the course to go on with, for *My page*."""
    card = continue_card(request.user, request=request)
    if card is None:
        return []
    left = card.left
    done = ngettext("%(done)d of %(total)d lesson", "%(done)d of %(total)d lessons", left.total)
    return [
        Card(
            title=card.step,
            text=ngettext("About %(minutes)d minute left", "About %(minutes)d minutes left", left.minutes)
            % {"minutes": left.minutes},
            url=card.url,
            action=_("Start") if card.fresh else _("Continue"),
            progress=Progress(done % {"done": left.done, "total": left.total}, left.done, left.total),
            eyebrow=card.course,
            rank=10,
        )
    ]


def course_context(page: CoursePage, request: HttpRequest) -> dict[str, Any]:
    """What a course page shows."""
    person = learner_of(request)
    outline = outline_of(page.translation_key, language_of(page), request)
    if outline is None:
        return {"modules": (), "learner": person}
    records = _records(person, outline)
    certificates = _certificates(person, outline)
    held = {certificate.subject_key for certificate in certificates}
    return {
        "learner": person,
        "enrolled": _enrolled(person, outline),
        "modules": [replace(row, certified=row.info.key in held) for row in _module_rows(outline, records)],
        "continue_card": _card(outline, records) if person and records is not None else None,
        "left": progress.remaining(outline.steps, records) if records is not None else None,
        "start_url": reverse("courses:start", args=[page.translation_key]),
        "certificates": certificates,
    }


def module_context(page: ModulePage, request: HttpRequest) -> dict[str, Any]:
    """What a module page shows."""
    person = learner_of(request)
    outline = outline_around(page, language_of(page), request)
    if outline is None:
        return {"learner": person}
    records = _records(person, outline)
    rows = _module_rows(outline, records)
    row = next((each for each in rows if each.info.key == page.translation_key), None)
    return {"learner": person, "course": outline, "row": row, "module_count": len(rows)}


def lesson_context(page: LessonPage, request: HttpRequest) -> dict[str, Any]:
    """What a lesson shows. `request.lesson_errors` (by block id) comes from a view that refused an answer."""
    person = learner_of(request)
    errors = getattr(request, "lesson_errors", {})
    parts = parts_of(page, person, errors)
    context: dict[str, Any] = {"learner": person, "parts": parts, "problems": problems_of(parts)}
    outline = outline_around(page, language_of(page), request)
    info = outline.step(page.translation_key) if outline else None
    if outline is None or info is None:
        return context
    records = _records(person, outline)
    after = progress.following(outline.steps, info.key)
    numbers = [module.key for module in outline.modules]
    row = _module_row(outline, outline.modules[numbers.index(info.module)], records, info.key)
    record = (records or {}).get(info.key)
    return {
        **context,
        "course": outline,
        "row": row,
        "module_count": len(numbers),
        "done": bool(record and record.completed),
        "position": record.position if record else None,
        "next_step": outline.step(after.key) if after and after.module == info.module else None,
        "urls": {
            "start": reverse("courses:start", args=[outline.key]),
            "finish": reverse("courses:finish", args=[info.key]),
            "position": reverse("courses:position", args=[info.key]),
        },
    }


def certificate_steps(person: Any, outline: Outline, module: ModulePage) -> tuple[StepRow, ...]:
    """The steps of a module as a list for somebody on the way to its certificate."""
    info = outline.module(module.translation_key)
    return _module_row(outline, info, _records(person, outline)).rows if info else ()


def anchor(url: str, block_id: UUID | str | None) -> str:
    """Return the address of a block in a step."""
    return f"{url}#b-{block_id}" if block_id else url


def _card(outline: Outline, records: Records | None) -> ContinueCard | None:
    steps = outline.steps
    target = progress.resume(steps, records or {})
    info = outline.step(target.key) if target else None
    if target is None or info is None:
        return None
    return ContinueCard(
        course=outline.title,
        step=info.title,
        url=anchor(info.url, target.position),
        fresh=target.fresh,
        left=progress.remaining(steps, records or {}),
        course_url=outline.url,
    )


def _records(person: Any | None, outline: Outline) -> Records | None:
    if person is None:
        return None
    return StepProgress.objects.of(person).records(step.key for step in outline.steps)


def _enrolled(person: Any | None, outline: Outline) -> bool:
    return person is not None and Enrolment.objects.of(person).filter(course_key=outline.key).exists()


def _certificates(person: Any | None, outline: Outline) -> list[Certificate]:
    return list(Certificate.objects.of(person).filter(course_key=outline.key)) if person else []


def _module_rows(outline: Outline, records: Records | None) -> tuple[ModuleRow, ...]:
    return tuple(_module_row(outline, module, records) for module in outline.modules)


def _module_row(
    outline: Outline, module: ModuleInfo, records: Records | None, current: UUID | None = None
) -> ModuleRow:
    steps = progress.in_module(outline.steps, module.key)
    states = {step.key: progress.state_of(step, records or {}) for step in steps}
    return ModuleRow(
        info=module,
        number=outline.modules.index(module) + 1,
        rows=tuple(StepRow(info, _mark(states[info.key]), info.key == current) for info in module.steps),
        minutes=sum(step.minutes for step in steps),
        left=progress.remaining(steps, records) if records is not None else None,
        certificate_url=reverse("courses:certificate_request", args=[module.key]) if records is not None else "",
    )


def _mark(state: State) -> str:
    """The mark's name in components/dot.html."""
    return {State.DONE: "done", State.STARTED: "now", State.AHEAD: ""}[state]
