"""Guessing passwords: tries are counted by the address typed and by the network; who is stopped is told how long."""

from __future__ import annotations

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client, RequestFactory

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"
TRIES = 10
STOPPED = "Det er prøvd for mange ganger."


@pytest.fixture(autouse=True)
def _forget_counts() -> None:
    cache.clear()


def guess(client: Client, address: str) -> str:
    return client.post(LOGIN, {"login": address, "password": "feil-passord"}).content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_too_many_wrong_passwords_for_one_address_are_stopped_and_told_when_to_return(known: bool) -> None:
    client = Client()
    address = UserFactory().email if known else "ingen@example.no"
    assert not any(STOPPED in guess(client, address) for _ in range(TRIES))
    assert f"{STOPPED} Vent 10 minutter" in guess(client, address)
    # Another browser on the same network is the same guesser; another address is another lock.
    assert STOPPED in guess(Client(), address)
    assert STOPPED not in guess(client, "annen@example.no")


def test_many_addresses_from_one_network_are_stopped_too_but_only_for_a_minute() -> None:
    client = Client()
    answers = [guess(client, f"ukjent{number}@example.no") for number in range(21)]
    assert not any(STOPPED in answer for answer in answers[:20])
    assert f"{STOPPED} Vent ett minutt" in answers[20]


def test_who_comes_back_is_told_what_is_left() -> None:
    client = Client()
    for _ in range(TRIES):
        guess(client, "ingen@example.no")
    let_time_pass(330)
    assert f"{STOPPED} Vent 5 minutter" in guess(client, "ingen@example.no")
    let_time_pass(280)
    assert STOPPED not in guess(client, "ingen@example.no")


def test_codes_by_letter_are_limited_for_a_minute() -> None:
    answers = [Client().post(CODE, {"email": "noen@example.no"}).content.decode() for _ in range(4)]
    assert STOPPED not in "".join(answers[:3])
    assert f"{STOPPED} Vent ett minutt" in answers[3]


def let_time_pass(seconds: int) -> None:
    """Make every failed try on this address older."""
    request = RequestFactory().post(LOGIN)
    request.user = AnonymousUser()
    key = get_adapter(request)._get_login_attempts_cache_key(request, email="ingen@example.no")
    for rate in get_rates(app="allauth.account", action="login_failed"):
        place = get_cache_key(request, app="allauth.account", action="login_failed", rate=rate, key=key)
        cache.set(place, [each - seconds for each in cache.get(place, [])], 600)
