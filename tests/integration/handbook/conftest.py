"""A kommune with a part, its people, and a book."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.handbook import chapter, handbook


@pytest.fixture
def place(db: None) -> SimpleNamespace:
    """Kim coordinates in a service of the kommune, Kari is KE there, Lars leads it; Nina belongs to the neighbours."""
    ours = OrganisationFactory(name="Vår kommune")
    part = OrganisationFactory(name="Hjemmetjenesten", parent=ours)
    theirs = OrganisationFactory(name="Nabokommunen")
    people = {name: UserFactory(first_name=name) for name in ("Kim", "Kari", "Lars", "Nina")}
    for name, where, role in (
        ("Kim", part, Role.COORDINATOR),
        ("Kari", part, Role.KE),
        ("Lars", ours, Role.LEADER),
        ("Nina", theirs, Role.KE),
    ):
        MembershipFactory(person=people[name], organisation=where, role=role)
    book = handbook(ours, "Håndboka vår", slug="boka")
    return SimpleNamespace(ours=ours, part=part, theirs=theirs, book=book, **people)


@pytest.fixture
def text(place: SimpleNamespace) -> SimpleNamespace:
    """One chapter, which Kari answers for."""
    page = chapter(place.book, "Opplæring", "Vi lærer to ganger i året.", slug="opplaering", owner_person=place.Kari)
    return SimpleNamespace(page=page, key=page.translation_key, url=page.get_url())


@pytest.fixture
def browser() -> Callable[[User | None], Client]:
    """Make a browser for somebody."""

    def make(person: User | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make
