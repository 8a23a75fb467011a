"""What the pages about learning in an organisation show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import Practice, PracticeStepPage, StepPage
from courses.services.outline import outline_around
from portal.accounts.models import Organisation
from portal.accounts.presenters import organisation_crumbs
from portal.cms.services.languages import language_of


@dataclass(frozen=True, slots=True)
class DecidedStep:
    """A step to decide about, and the course it belongs to."""

    key: UUID
    title: str
    course: str


@dataclass(frozen=True, slots=True)
class SharedRow:
    """What somebody has shared. The text never appears in a repr."""

    person: str
    step: str
    thing: str
    shared_at: datetime | None
    text: str = field(repr=False, default="")


def decide_crumbs(organisation: Organisation, here: str) -> list[dict[str, str]]:
    """The way to the page where one decides about a step."""
    crumbs = organisation_crumbs(organisation, here)
    lead = {"title": _("Lead courses"), "url": reverse("courses:lead", args=[organisation.slug])}
    return [*crumbs[:-1], lead, crumbs[-1]]


def step_rows(pages: Iterable[StepPage], request: HttpRequest) -> list[DecidedStep]:
    """Return the steps with their courses' titles, in the order of courses."""
    rows = []
    for page in pages:
        outline = outline_around(page, language_of(page), request)
        if outline is not None and outline.step(page.translation_key) is not None:
            rows.append(DecidedStep(page.translation_key, page.title, outline.title))
    return sorted(rows, key=lambda each: each.course)


def shared_rows(rows: list[Practice], request: HttpRequest) -> list[SharedRow]:
    """Return what was shared, with what was practised in the reader's language. Two queries, however many rows."""
    pages = {page.translation_key: page for page in PracticeStepPage.objects.listable()} if rows else {}
    return [_shared(row, pages.get(row.step_key)) for row in rows]


def _shared(row: Practice, page: Any | None) -> SharedRow:
    things = {str(block.id): block.value["title"] for block in page.things} if page else {}
    return SharedRow(
        person=str(row.person),
        step=page.title if page else "",
        thing=things.get(str(row.thing), ""),
        shared_at=row.shared_at,
        text=row.shared,
    )
