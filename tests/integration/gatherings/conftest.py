"""A meeting that is announced, and who plans it. A module with another meeting has its own."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.gatherings.models import Gathering
from portal.gatherings.services import meetings
from tests.factories.accounts import UserFactory
from tests.factories.gatherings import meeting
from tests.factories.improvement import make_project


@pytest.fixture
def lead() -> User:
    return UserFactory()


@pytest.fixture
def gathering(lead: User) -> Gathering:
    made = meeting(make_project(lead).space, lead)
    meetings.announce(lead, made)
    return made


@pytest.fixture
def host(lead: User) -> Client:
    client = Client()
    client.force_login(lead)
    return client
