"""Projects for tests, made by the same services as in the portal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from improvement.models import Goal, Measure, PdsaCycle, Point, Project
from improvement.services.pdsa import Sitting, start_cycle
from improvement.services.projects import start_project
from improvement.services.versions import create
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.spaces.models import SpaceMember
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory

#: Twenty weekly figures with a lasting rise in the middle (practice figures, made up).
WEEKLY = (24, 31, 28, 22, 30, 26, 33, 25, 29, 27, 35, 42, 47, 44, 52, 49, 55, 51, 58, 56)
FIRST_WEEK = date(2026, 7, 6)


def make_project(lead: User | None = None, title: str = "Oppfølgingsteam", **texts: str) -> Project:
    """A project with its lead, who belongs to the organisation that owns it."""
    lead = lead or UserFactory()
    organisation = OrganisationFactory()
    MembershipFactory(person=lead, organisation=organisation, role=Role.PROJECT_LEAD)
    return start_project(lead, organisation, {"title": title, "summary": "", "background": "", **texts})


def join(project: Project, role: Role, person: User | None = None) -> User:
    """Somebody in the project with a role."""
    person = person or UserFactory()
    SpaceMember.objects.create(space=project.space, person=person, role=role)
    return person


def make_goal(project: Project, **values: Any) -> Goal:
    """A goal of the project."""
    return create(Goal, project, project.created_by, {"what": "Møter med felles agenda", **values})


def make_measure(project: Project, values: tuple[float, ...] = (), **fields: Any) -> Measure:
    """A measure in per cent with a figure a week."""
    given = {"name": "Møter med agenda", "shape": "percent", "wanted": "up", **fields}
    measure = create(Measure, project, project.created_by, given)
    Point.objects.bulk_create(
        Point(measure=measure, date=FIRST_WEEK + timedelta(weeks=week), value=Decimal(str(value)))
        for week, value in enumerate(values)
    )
    return measure


def make_cycle(project: Project, **values: Any) -> PdsaCycle:
    """A planned PDSA cycle with one question; `questions`, `measures`, `stage` and columns as given."""
    given = {"title": "Ring før møtet", **values}
    questions = given.pop("questions", [{"question": "Virker det?", "prediction": "Ja"}])
    measures, stage = given.pop("measures", []), given.pop("stage", "plan")
    sitting = Sitting(given, given, questions, [each.pk for each in measures], whole=True)
    return start_cycle(project, project.created_by, sitting, stage=stage)
