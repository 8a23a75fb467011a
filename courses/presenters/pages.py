"""What course and module pages show, and the pages about certificates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.domain import progress
from courses.domain.progress import Records
from courses.domain.repeating import Due, repetition
from courses.models import Certificate, CourseCompletion, CoursePage, Enrolment, ModulePage
from courses.presenters.cards import card_of
from courses.presenters.cohorts.lists import cohorts_in
from courses.presenters.lists import StepRow, learner_of, module_row, module_rows, records_of
from courses.services.outline import Outline, outline_around, outline_of
from portal.cms.services.languages import language_of
from portal.kernel.clock import oslo_date


def course_context(page: CoursePage, request: HttpRequest) -> dict[str, Any]:
    """What a course page shows."""
    person = learner_of(request)
    outline = outline_of(page.translation_key, language_of(page), request)
    if outline is None:
        return {"modules": (), "learner": person}
    records = records_of(person, outline)
    certificates = _certificates(person, outline)
    held = {certificate.subject_key for certificate in certificates}
    return {
        "learner": person,
        "enrolled": _enrolled(person, outline),
        "modules": [replace(row, certified=row.info.key in held) for row in module_rows(outline, records)],
        "continue_card": card_of(outline, records) if person and records is not None else None,
        "left": progress.remaining(outline.steps, records) if records is not None else None,
        "finished_at": progress.finished_at(outline.steps, records) if records is not None else None,
        "start_url": reverse("courses:start", args=[page.translation_key]),
        "leave_url": reverse("courses:leave", args=[page.translation_key]),
        "certificates": certificates,
        **cohorts_in(request, outline),
        **_again(person, outline, records),
    }


def module_context(page: ModulePage, request: HttpRequest) -> dict[str, Any]:
    """What a module page shows."""
    person = learner_of(request)
    outline = outline_around(page, language_of(page), request)
    if outline is None:
        return {"learner": person}
    records = records_of(person, outline)
    rows = module_rows(outline, records)
    row = next((each for each in rows if each.info.key == page.translation_key), None)
    return {"learner": person, "course": outline, "row": row, "module_count": len(rows)}


def certificate_crumbs(here: str, course: Outline | None, module: ModulePage | None = None) -> list[dict[str, str]]:
    """The way to a page about a certificate: one's own page, and the course while there is one."""
    crumbs = [{"title": _("My page"), "url": reverse("cms:my_page")}]
    if course is not None:
        crumbs.append({"title": course.title, "url": course.url})
        info = course.module(module.translation_key) if module is not None else None
        if info is not None:
            crumbs.append({"title": info.title, "url": info.url})
    return [*crumbs, {"title": here, "url": ""}]


def certificate_steps(person: Any, outline: Outline, module: ModulePage) -> tuple[StepRow, ...]:
    """The steps of a module as a list for somebody on the way to its certificate."""
    info = outline.module(module.translation_key)
    return module_row(outline, info, records_of(person, outline)).rows if info else ()


def _again(person: Any | None, outline: Outline, records: Records | None) -> dict[str, Any]:
    """When the course is due again, for who has completed it; and where to begin again when it is time."""
    if person is None or not outline.repeat_months:
        return {}
    last = CourseCompletion.objects.of(person).filter(course_key=outline.key).first()
    due = repetition(oslo_date(last.completed_at), outline.repeat_months, timezone.localdate()) if last else None
    begin = due is not None and due.state is not Due.LATER and progress.remaining(outline.steps, records or {}).complete
    return {"due": due, "again_url": reverse("courses:again", args=[outline.key]) if begin else ""}


def _enrolled(person: Any | None, outline: Outline) -> bool:
    return person is not None and Enrolment.objects.of(person).filter(course_key=outline.key).exists()


def _certificates(person: Any | None, outline: Outline) -> list[Certificate]:
    return list(Certificate.objects.of(person).filter(course_key=outline.key)) if person else []
