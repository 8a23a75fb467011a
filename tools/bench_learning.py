"""Two courses and two sheets that differ in size only: 5 and 100 steps, 2 and 200 ratings."""

from __future__ import annotations

import random
from typing import Any

from django.utils import timezone

from courses.models import CoursePage, LessonPage, ModulePage
from improvement.models import Project
from portal.accounts.models import User
from portal.worksheets.choices import Filling, Storage
from portal.worksheets.models import Seat, Sheet, WorksheetTemplatePage
from portal.worksheets.services.sheets import begin

STEPS, RATINGS = (5, 100), (2, 200)


def learning_addresses() -> dict[str, str]:
    """Make them in the demo, and return the addresses of the pages that are compared."""
    return {**_courses(), **_sheets()}


def _courses() -> dict[str, str]:
    parent = CoursePage.objects.filter(locale__language_code="nb", alias_of__isnull=True).first().get_parent()
    found = {}
    for number in STEPS:
        course = _under(parent, CoursePage(title=f"Kurs med {number}", slug=f"kurs-{number}"))
        module = _under(course, ModulePage(title="Modul", slug="modul"))
        pages = [
            _under(module, LessonPage(title=f"Leksjon {at}", slug=f"leksjon-{at}", minutes=5, body=_body(at)))
            for at in range(number)
        ]
        found[f"course {number}"], found[f"lesson of {number}"] = str(course.url), str(pages[1].url)
    return found


def _under(parent: Any, page: Any) -> Any:
    page.locale_id = parent.locale_id
    parent.add_child(instance=page)
    return page


def _body(number: int) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>Avsnitt {number}, {at}.</p>") for at in range(6)]


def _sheets() -> dict[str, str]:
    """Begin a sheet for each number and rate it; the same answers every time."""
    dice = random.Random(2026)  # noqa: S311 - figures to measure with, not secrets
    template = WorksheetTemplatePage.objects.filter(
        locale__language_code="nb", filling=Filling.ALONE, storage=Storage.STORED, anonymous=False, live=True
    ).first()
    space = Project.objects.order_by("pk").first().space
    person = User.objects.get(email="prosjektleder@demo.varig")
    found = {}
    for number in RATINGS:
        sheet = begin(person, template, space, f"Vurdert av {number}")
        scales = [part.id for part in sheet.form.questions if part.kind == "scale"]
        seats = Seat.objects.bulk_create([Seat(worksheet=sheet, label=f"Nr. {at}") for at in range(number)])
        values = [{each: dice.randint(1, 5) for each in scales} for _seat in seats]
        Sheet.objects.bulk_create(
            Sheet(worksheet=sheet, seat=seat, values=given, sent_on=timezone.localdate())
            for seat, given in zip(seats, values, strict=True)
        )
        found[f"sheet {number}"] = sheet.get_absolute_url()
    return found
