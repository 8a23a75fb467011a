"""A kommune with people, and a form."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.spaces.services.owned import space_of_organisation
from portal.worksheets.models import Worksheet, WorksheetTemplatePage
from portal.worksheets.services.sheets import begin
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.worksheets import block, local_fit, template

ANSWERS = [{"text": "ja", "weight": None}, {"text": "nei", "weight": None}]


@pytest.fixture
def team(db: None) -> SimpleNamespace:
    """Anne and Berit of one kommune, and Cato of another."""
    ours, theirs = OrganisationFactory(name="Vår kommune"), OrganisationFactory(name="Nabokommunen")
    people = {name: UserFactory(first_name=name) for name in ("Anne", "Berit", "Cato")}
    for name, organisation in (("Anne", ours), ("Berit", ours), ("Cato", theirs)):
        MembershipFactory(person=people[name], organisation=organisation, role=Role.COORDINATOR)
    return SimpleNamespace(organisation=ours, space=space_of_organisation(ours), **people)


@pytest.fixture
def form(db: None) -> WorksheetTemplatePage:
    """A form with a text, a choice with a branch, a scale and a table."""
    return template(
        block("text", label="Hva fungerer?", help="", long=True, required=True),
        block(
            "choice",
            label="Er det relevant?",
            help="",
            options=ANSWERS,
            several=False,
            most=None,
            comment=True,
            required=False,
        ),
        block(
            "branch",
            answers=["1"],
            questions=[block("text", label="På hvilken måte?", help="", long=False, required=False)],
        ),
        block(
            "scale",
            label="Hvor trygge er vi?",
            help="",
            low=1,
            high=5,
            low_text="",
            high_text="",
            comment=False,
            counted=True,
            required=False,
        ),
        block(
            "table",
            label="Innvendinger",
            help="",
            columns=[
                {"title": "Hva vi hører", "kind": "text", "options": []},
                {"title": "Antall", "kind": "number", "options": []},
            ],
            rows=[],
            required=False,
        ),
        scoring="sum",
        bands=[
            block("band", at_least=0, meaning="Begynn i det små"),
            block("band", at_least=4, meaning="Klart til å prøves"),
        ],
        source="Øvingsskjema",
    )


@pytest.fixture
def rated(db: None) -> WorksheetTemplatePage:
    """Three questions of S48 that each answers alone."""
    return template(local_fit(), filling="alone")


@pytest.fixture
def secret(db: None) -> WorksheetTemplatePage:
    """The same, anonymous."""
    return template(local_fit(), filling="alone", anonymous=True)


@pytest.fixture
def sheet(team: SimpleNamespace, form: WorksheetTemplatePage) -> Worksheet:
    """A sheet that Anne has begun for the kommune."""
    return begin(team.Anne, form, team.space, "Prøverunden")


def as_(person: User) -> Client:
    """Return a browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def parts(sheet: Worksheet) -> dict[str, str]:
    """Return the ids of the questions, by the first word of their kind and number: text1, text2, choice1 …"""
    found: dict[str, str] = {}
    for part in sheet.form.questions:
        number = sum(name.startswith(part.kind.value) for name in found) + 1
        found[f"{part.kind.value}{number}"] = part.id
    return found
