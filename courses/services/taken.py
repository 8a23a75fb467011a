"""What an organisation's leaders and its coordinating unit see of learning: completions and dates, nothing else.

Whole courses, and the modules of those who are not through yet: each module gives a certificate, and what somebody has
proof of is no secret to who follows up learning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from courses.domain.progress import Record, finished_at, in_module
from courses.domain.repeating import Repetition, repetition
from courses.models import Certificate, CourseCompletion, CoursePage, StepProgress
from courses.services.certificates import in_language
from courses.services.organisation import members_of
from courses.services.outline import Outline, outline_of
from portal.accounts.models import Organisation, User
from portal.kernel.clock import oslo_date


@dataclass(frozen=True, slots=True)
class Taken:
    """A person has completed a course, or the module `module` of it. `again` is when it is due once more."""

    person: User
    completed_on: date
    again: Repetition | None
    module: str = ""


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """One course and what has been completed of it here. `outline` is missing when it is no longer published."""

    key: UUID
    outline: Outline | None
    rows: tuple[Taken, ...]

    @property
    def whole(self) -> int:
        """How many have completed the whole course."""
        return len({row.person.pk for row in self.rows if not row.module})

    @property
    def partly(self) -> int:
        """How many more have completed modules of it."""
        return len({row.person.pk for row in self.rows}) - self.whole


@dataclass(frozen=True, slots=True)
class Proof:
    """A module that somebody has the certificate of."""

    title: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored about the people of one organisation, by person."""

    courses: dict[tuple[int, UUID], datetime]
    steps: dict[int, dict[UUID, Record]] = field(default_factory=dict)
    proofs: dict[tuple[int, UUID], dict[UUID, Proof]] = field(default_factory=dict)


def taken_in(organisation: Organisation, language: str, today: date) -> tuple[list[CourseTaken], int]:
    """Return what has been completed by people who belong here today, and how many belong here.

    The number of queries does not grow with people or completions.
    """
    members = members_of(organisation)
    known = _known([person.pk for person in members], language)
    mentioned = [course for _person, course in (*known.courses, *known.proofs)]
    keys = dict.fromkeys([*CoursePage.objects.listable().values_list("translation_key", flat=True), *mentioned])
    found = []
    for key in keys:
        outline = outline_of(key, language)
        rows = tuple(row for person in members for row in _rows(person, key, outline, known, today))
        if rows:
            found.append(CourseTaken(key, outline, rows))
    return sorted(found, key=lambda each: each.outline.title if each.outline else "~"), len(members)


def _known(people: list[int], language: str) -> _Known:
    known = _Known(CourseCompletion.objects.latest_of(people))
    done = StepProgress.objects.filter(person_id__in=people, completed_at__isnull=False)
    for person, step, at in done.values_list("person_id", "step_key", "completed_at"):
        if at is not None:
            known.steps.setdefault(person, {})[step] = Record(at, completed=True, completed_at=at)
    held = Certificate.objects.filter(person_id__in=people).order_by("issued_at")
    for person, course, module, titles, at in held.values_list(
        "person_id", "course_key", "subject_key", "titles", "issued_at"
    ):
        known.proofs.setdefault((person, course), {})[module] = Proof(in_language(titles, language), at)
    return known


def _rows(person: User, key: UUID, outline: Outline | None, known: _Known, today: date) -> Iterator[Taken]:
    months = outline.repeat_months if outline else None
    whole = known.courses.get((person.pk, key))
    if whole is not None:
        yield Taken(person, oslo_date(whole), repetition(oslo_date(whole), months, today))
    proofs = known.proofs.get((person.pk, key), {})
    for title, at in _modules(outline, known.steps.get(person.pk, {}), proofs, whole):
        yield Taken(person, oslo_date(at), repetition(oslo_date(at), months, today), title)


def _modules(
    outline: Outline | None, done: Mapping[UUID, Record], proofs: Mapping[UUID, Proof], whole: datetime | None
) -> Iterator[tuple[str, datetime]]:
    """Return the modules that are done, and when; of those who have done it all only what they have done since.

    A certificate stands for its module also when steps have been added since, or the module is gone.
    """
    modules = outline.modules if outline else ()
    for module in modules:
        at = finished_at(in_module(outline.steps, module.key), done) if outline else None
        if at is None and module.key in proofs and whole is None:
            at = proofs[module.key].issued_at
        if at is not None and (whole is None or at > whole):
            yield module.title, at
    known = {module.key for module in modules}
    if whole is None:
        yield from ((proof.title, proof.issued_at) for key, proof in proofs.items() if key not in known)
