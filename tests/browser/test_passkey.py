"""A passkey from the first press to the sign-in, with a virtual authenticator; nothing breaks the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.browser.conftest import DEMO_PASSWORD, sign_in
from tests.support.server import PortalServer


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: blocked scripts and styles, errors in scripts."""
    return []


@pytest.fixture
def keyring(new_context: Callable[..., BrowserContext], complaints: list[str]) -> tuple[Page, CDPSession, str]:
    """A page in a browser that holds passkeys."""
    context = new_context()
    page = context.new_page()
    page.on("console", lambda m: complaints.append(f"{page.url}: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    browser = context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    made = browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page, browser, made["authenticatorId"]


@pytest.fixture(scope="module", autouse=True)
def _no_keys_are_left(portal_server: PortalServer) -> Iterator[None]:
    """Others sign in as the same demo people, by password alone."""
    yield
    portal_server.manage(
        "shell", "-v", "0", "-c", "from allauth.mfa.models import Authenticator; Authenticator.objects.all().delete()"
    )


def say_it_is_me(page: Page) -> None:
    """Say the password once more when it is asked for."""
    if "/reauthenticate/" in page.url:
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/reauthenticate/" not in url)


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/logout" not in url)


def test_make_a_passkey_and_sign_in_with_it(keyring: tuple[Page, CDPSession, str], complaints: list[str]) -> None:
    page, browser, authenticator = keyring
    sign_in(page, "leder")
    page.goto("/accounts/2fa/webauthn/add/")
    say_it_is_me(page)
    page.fill("input[name=name]", "Nøkkelen på jobben")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("heading", name="Nøkkelen på jobben")).to_be_visible()
    sign_out(page)

    page.goto("/min-side/")
    page.click("#passkey_login")
    page.wait_for_url("**/min-side/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leder")
    sign_out(page)

    # Without the key the page says in words that it was not used.
    browser.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    expect(page.locator("[data-passkey-error]")).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/x-y/",
        "/accounts/inactive/",
        "/accounts/3rdparty/login/cancelled/",
        "/accounts/3rdparty/login/error/",
    ],
)
def test_the_doors_hold_the_policy(page: Page, complaints: list[str], path: str) -> None:
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "40" not in m.text else None)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints == []


def test_the_pages_behind_the_door_hold_the_policy(page: Page, complaints: list[str]) -> None:
    page.on("console", lambda m: complaints.append(f"{page.url}: {m.text}") if m.type == "error" else None)
    sign_in(page, "moderator")
    page.goto("/accounts/2fa/totp/activate/")
    say_it_is_me(page)
    for path in (
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/3rdparty/",
        "/min-side/",
        "/min-side/innstillinger/",
        "/min-side/mine-data/",
        "/min-side/mine-data/slett/",
        "/accounts/logout/",
    ):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints == []
