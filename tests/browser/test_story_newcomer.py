"""The newcomer: the demo says where it is and who is in it, starts again quickly, and loses nothing."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DEMO_PASSWORD, sign_in
from tests.support.server import PortalServer

PEOPLE = {
    "koordinator": "Koordinator",
    "prosjektleder": "Prosjektleder",
    "prosjektmedlem": "Prosjektmedlem",
    "radgiver": "Rådgiver",
    "moderator": "Moderator",
    "redaktor": "Redaktør",
    "oversetter": "Oversetter",
    "orgadmin": "Organisasjonsansvarlig",
    "leder": "Leder",
    "ke": "Koordinerende enhet",
    "erfaringskonsulent": "Erfaringskonsulent",
    "admin": "Administrator",
}
AGAIN_SECONDS = 30


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_in_the_demo_can_sign_in(page: Page, who: str) -> None:
    sign_in(page, who)
    page.goto("/min-side/")
    expect(page.locator("h1")).to_contain_text(PEOPLE[who])


def test_preparing_again_is_quick_loses_nothing_and_tells_who_is_who(page: Page, portal_server: PortalServer) -> None:
    sign_in(page, "prosjektleder")
    page.goto("/prosjekter/nytt/")
    page.fill("input[name=title]", "Dette skal stå")
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/prosjekter/\d+/$"))
    made = page.url

    begun = time.monotonic()
    said = portal_server.manage("prepare", "--demo").stdout
    assert time.monotonic() - begun < AGAIN_SECONDS

    assert portal_server.url in said
    assert DEMO_PASSWORD in said
    for who, role in PEOPLE.items():
        assert re.search(rf"{who}@demo\.varig\s+{role}", said), who
    response = page.goto(made)
    assert response is not None
    assert response.status == 200
    expect(page.locator("h1")).to_contain_text("Dette skal stå")
    page.goto("/prosjekter/")
    expect(page.get_by_role("link", name="Oppfølgingsteam i alle tjenester")).to_have_count(1)


def test_the_front_page_says_in_one_look_what_this_is_for_each_of_the_four(phone: Page) -> None:
    phone.goto("/")
    expect(phone.locator("h1")).to_be_in_viewport()
    expect(phone.locator("h1 ~ p, .v-lead").first).to_be_in_viewport()
    expect(phone.locator(".v-hero a.ds-button, main a.ds-button").first).to_be_in_viewport()
    doors = phone.locator(".v-door")
    assert doors.count() == 4
    for number, who in enumerate(("Koordinator", "Prosjektleder", "Rådgiver", "Redaktør")):
        expect(doors.nth(number)).to_contain_text(who)
        address = doors.nth(number).locator("a").get_attribute("href") or ""
        assert phone.request.get(address).status == 200
