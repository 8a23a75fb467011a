"""My courses: what is left, and my dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from courses.domain import progress
from courses.domain.progress import Remaining
from courses.domain.repeating import Due, Repetition, repetition
from courses.models import Certificate, CourseCompletion, Enrolment, StepProgress
from courses.presenters.cards import ContinueCard, card_of
from courses.services.outline import outline_of
from portal.kernel.clock import oslo_date


@dataclass(frozen=True, slots=True)
class MyCourse:
    """A course that somebody takes or has completed."""

    key: UUID
    title: str
    url: str
    language: str
    taking: bool
    left: Remaining
    card: ContinueCard | None
    completed_on: date | None
    again: Repetition | None
    certificates: tuple[str, ...]

    @property
    def may_begin_again(self) -> bool:
        """It is due soon or over, and not under way already."""
        return self.left.complete and self.again is not None and self.again.state is not Due.LATER

    @property
    def leave_url(self) -> str:
        """Where one leaves it."""
        return reverse("courses:leave", args=[self.key])

    @property
    def again_url(self) -> str:
        """Where one begins again."""
        return reverse("courses:again", args=[self.key])


def my_courses(person: Any, request: HttpRequest, today: date) -> list[MyCourse]:
    """Return the person's courses: those to go on with first, then those that are done, the latest first.

    Four queries, however many courses and steps (the courses' shapes are kept under the content version).
    """
    taking = list(Enrolment.objects.of(person).values_list("course_key", flat=True))
    completed = {course: last for (_who, course), last in CourseCompletion.objects.latest_of([person.pk]).items()}
    held: dict[UUID, list[str]] = {}
    for course, code in Certificate.objects.of(person).values_list("course_key", "code"):
        held.setdefault(course, []).append(code)
    language = get_language() or "nb"
    outlines = [each for key in dict.fromkeys([*taking, *completed]) if (each := outline_of(key, language, request))]
    records = StepProgress.objects.of(person).records(step.key for each in outlines for step in each.steps)
    rows = []
    for outline in outlines:
        on = oslo_date(completed[outline.key]) if outline.key in completed else None
        rows.append(
            MyCourse(
                key=outline.key,
                title=outline.title,
                url=outline.url,
                language=outline.language,
                taking=outline.key in taking,
                left=progress.remaining(outline.steps, records),
                card=card_of(outline, records),
                completed_on=on,
                again=repetition(on, outline.repeat_months, today) if on else None,
                certificates=tuple(held.get(outline.key, ())),
            )
        )
    return sorted(rows, key=_order)


def _order(row: MyCourse) -> tuple[bool, int]:
    return row.left.complete or not row.taking, -(row.completed_on or date.min).toordinal()
