"""How tests read the pages of actions."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.spaces.models import Space


def browser(person: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def hidden(answer: HttpResponse, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found is not None, name
    return found[1].replace("&quot;", '"')


def text_of(answer: HttpResponse) -> str:
    """The page as text."""
    return answer.content.decode()


def new_in(space: Space) -> str:
    """The form for a new action."""
    return reverse("actions:action_new", args=[space.pk])


def list_of(space: Space) -> str:
    """Everything agreed on in the space."""
    return reverse("actions:space", args=[space.pk])
