"""Sign-in through HTTP: sessions, locks, enumeration, the second factor and the one door."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit as library
from allauth.mfa.models import Authenticator
from django.core import checks, mail
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse

from portal.accounts.checks import second_factor_in_production
from portal.accounts.middleware import IDLE_SECONDS_MEMBER, IDLE_SECONDS_STAFF, TOUCH_SECONDS
from portal.accounts.models import User
from portal.accounts.roles import MFA_ROLES, Role
from portal.accounts.services import memberships
from tests.factories.accounts import PASSWORD, OrganisationFactory, UserFactory
from tests.unit.kernel import identity_numbers

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
ME = "/min-side/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def sign_in(user: User, password: str = PASSWORD, ip: str = "10.0.0.1", client: Client | None = None) -> Client:
    client = client or Client()
    client.post(LOGIN, {"login": user.email, "password": password}, REMOTE_ADDR=ip)
    return client


def is_in(client: Client) -> bool:
    return client.get(ME).status_code == 200


# -- sessions ------------------------------------------------------------------------------------------------------


def test_the_session_id_changes_at_sign_in_and_the_old_cookie_dies_at_sign_out() -> None:
    user, client = UserFactory(), Client()
    client.get(LOGIN)
    client.session.save()
    before = client.session.session_key
    sign_in(user, client=client)
    cookie = client.cookies["sessionid"].value
    assert cookie != before
    assert is_in(client)
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert not is_in(thief)


def test_signing_out_takes_a_post() -> None:
    client = sign_in(UserFactory())
    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)


def test_a_closed_account_is_out_at_the_next_request() -> None:
    user = UserFactory()
    client = sign_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(client)


def test_a_new_password_signs_the_other_devices_out() -> None:
    user = UserFactory()
    here, there = sign_in(user), sign_in(user)
    new = "helt-annet-passord-2"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True)
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize(("role", "idle"), [(Role.COORDINATOR, IDLE_SECONDS_MEMBER), (Role.EDITOR, IDLE_SECONDS_STAFF)])
def test_idle_sessions_end_sooner_for_those_with_more_power(role: Role, idle: int) -> None:
    user = UserFactory()
    memberships.give(None, user, OrganisationFactory(), role)
    for age, stays in ((idle - 60, True), (idle + 60, False)):
        client = sign_in(user)
        session = client.session
        session["seen"] = int(time.time()) - age
        session.save()
        assert is_in(client) is stays


def test_a_session_is_written_at_most_every_ten_minutes() -> None:
    client = sign_in(UserFactory())
    is_in(client)
    first = client.session["seen"]
    is_in(client)
    assert client.session["seen"] == first
    session = client.session
    session["seen"] = first - TOUCH_SECONDS - 1
    session.save()
    is_in(client)
    assert client.session["seen"] >= first


def test_a_session_ends_after_seven_days_however_busy() -> None:
    client = sign_in(UserFactory())
    session = client.session
    session["signed_in_at"] = int(time.time()) - 7 * 24 * 3600 - 1
    session.save()
    assert not is_in(client)


# -- limits --------------------------------------------------------------------------------------------------------


def test_only_the_guesser_is_locked_out_not_the_owner() -> None:
    user = UserFactory()
    for _ in range(10):
        sign_in(user, "feil-passord-123", ip="10.0.0.66")
    assert not is_in(sign_in(user, ip="10.0.0.66"))
    assert is_in(sign_in(user, ip="10.0.0.7"))


def test_a_limit_counted_by_one_process_holds_in_another(monkeypatch: Any) -> None:
    user = UserFactory()
    for _ in range(10):
        sign_in(user, "feil-passord-123")
    # Another process has a cache client of its own; only the database is shared.
    monkeypatch.setattr(library, "cache", caches.create_connection("default"))
    answer = Client().post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")
    assert answer.status_code == 200
    assert "Vent 10 minutter" in answer.content.decode()


def test_too_many_tries_get_a_page_of_ours() -> None:
    client = Client()
    answers = [client.post(LOGIN, {"login": f"p{n}@x.no", "password": "feil-passord-123"}) for n in range(31)]
    assert answers[-1].status_code == 429
    assert "Vent litt" in answers[-1].content.decode()


# -- enumeration ---------------------------------------------------------------------------------------------------


def same(client: Client, path: str, known: dict[str, str], unknown: dict[str, str]) -> None:
    """The answer to a known and to an unknown address differs in nothing but the address that was typed."""
    first, second = Client().post(path, known), Client().post(path, unknown)
    assert first.status_code == second.status_code
    assert first.headers.get("Location") == second.headers.get("Location")
    assert _without_tokens(first, known) == _without_tokens(second, unknown)


def _without_tokens(answer: Any, typed: dict[str, str]) -> str:
    import re

    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for value in typed.values():
        text = text.replace(value, "…")
    return text


@pytest.mark.parametrize(
    ("path", "field", "more"),
    [
        (LOGIN, "login", {"password": "feil-passord-123"}),
        ("/accounts/password/reset/", "email", {}),
        ("/accounts/login/code/", "email", {}),
        ("/accounts/signup/", "email", {"name": "Kari Nordmann", "password1": "ny-hest-batteri-9"}),
    ],
)
def test_nobody_learns_who_has_an_account(client: Client, path: str, field: str, more: dict[str, str]) -> None:
    user = UserFactory()
    same(client, path, {field: user.email, **more}, {field: "ingen@example.no", **more})


# -- ways in -------------------------------------------------------------------------------------------------------


def test_a_new_account_is_confirmed_with_a_code(client: Client) -> None:
    client.post("/accounts/signup/", {"name": "Kari Nordmann", "email": "Kari@Example.no", "password1": PASSWORD})
    code = mail.outbox[-1].body.split("\n\n")[2].strip()
    assert not is_in(client)
    client.post("/accounts/confirm-email/", {"code": code})
    assert is_in(client)
    user = User.objects.get(email="kari@example.no")
    assert (user.first_name, user.last_name, user.language) == ("Kari", "Nordmann", "nb")
    assert EmailAddress.objects.get(user=user).verified


def test_a_new_code_can_be_asked_for_twice_and_the_old_one_is_no_good(client: Client) -> None:
    client.post("/accounts/signup/", {"name": "Kari Nordmann", "email": "kari@example.no", "password1": PASSWORD})
    page = "/accounts/confirm-email/"
    first = code_of(mail.outbox[-1])
    assert "Send en ny kode" in client.get(page).content.decode()
    stopped = client.post(page, {"action": "resend"})
    assert (stopped.status_code, len(mail.outbox)) == (429, 1)  # not twice in ten seconds
    for _again in range(2):
        cache.clear()
        client.post(page, {"action": "resend"})
    assert len(mail.outbox) == 3
    text = client.get(page).content.decode()
    assert "Send en ny kode" not in text
    assert "begynn på nytt" in text
    cache.clear()
    client.post(page, {"action": "resend"})
    assert len(mail.outbox) == 3
    client.post(page, {"code": first})
    assert not is_in(client)
    client.post(page, {"code": code_of(mail.outbox[-1])})
    assert is_in(client)


def code_of(letter: mail.EmailMessage) -> str:
    return str(letter.body).split("\n\n")[2].strip()


def test_a_code_by_mail_signs_in(client: Client) -> None:
    user = UserFactory(language="nn")
    client.post("/accounts/login/code/", {"email": user.email})
    assert "Helsing" in mail.outbox[-1].body
    client.post("/accounts/login/code/confirm/", {"code": mail.outbox[-1].body.split("\n\n")[2].strip()})
    assert is_in(client)


def test_an_identity_number_is_no_name(client: Client) -> None:
    number = identity_numbers.make(random.Random(1))
    answer = client.post("/accounts/signup/", {"name": number, "email": "x@example.no", "password1": PASSWORD})
    assert answer.status_code == 200
    assert "fødselsnummer" in answer.content.decode()
    assert not User.objects.filter(email="x@example.no").exists()


# -- one door ------------------------------------------------------------------------------------------------------


def test_the_admin_leads_to_the_same_door(client: Client) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2F"


def test_somebody_without_the_right_is_told_and_not_sent_in_circles() -> None:
    client = sign_in(UserFactory())
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) <= 2
    assert "Rollene dine" in answer.content.decode()


# -- second factor -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_who_must_enrol_before_anything_else(settings: Any, role: Role) -> None:
    settings.VARIG_MFA_ENFORCED = True
    user = UserFactory()
    memberships.give(None, user, OrganisationFactory(), role)
    client = sign_in(user)
    for path in (ME, "/admin/", "/sok/"):
        sent = client.get(path)
        led = sent.status_code == 302 and sent.headers["Location"] == reverse("mfa_index")
        assert led is (role in MFA_ROLES), path
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_with_a_second_factor_the_way_is_open_but_asks_for_it(settings: Any) -> None:
    settings.VARIG_MFA_ENFORCED = True
    user = UserFactory()
    memberships.give(None, user, OrganisationFactory(), Role.EDITOR)
    client = sign_in(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x" * 32})
    assert is_in(client)
    fresh = Client()
    answer = fresh.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(fresh)


@pytest.mark.parametrize(("demo", "enforced", "wrong"), [(False, False, 1), (False, True, 0), (True, False, 0)])
def test_production_without_a_second_factor_is_an_error(settings: Any, demo: bool, enforced: bool, wrong: int) -> None:
    settings.DEMO, settings.VARIG_MFA_ENFORCED = demo, enforced
    found = second_factor_in_production(None)
    assert len(found) == wrong
    assert all(isinstance(each, checks.Error) for each in found)
