"""The frame of every page and the components, as they stand in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.support.axe import violations

NewContext = Callable[..., BrowserContext]
BUDGET_BYTES = 150_000
BUDGET_REQUESTS = 12


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_component_is_accessible(new_context: NewContext, width: int, colours: str) -> None:
    page = new_context(viewport={"width": width, "height": 900}, color_scheme=colours).new_page()
    page.goto("/design/")
    assert violations(page) == []


def test_nothing_sticks_out_at_320_pixels(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 700}).new_page()
    page.goto("/design/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_phone_menu_opens_and_closes_without_script(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    page.goto("/design/")
    assert not page.locator("#menu").is_visible()
    page.click(".v-menu-button")
    assert page.locator("#menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()


def test_the_skip_link_is_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/design/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_chosen_colours_hold_on_the_next_page(new_context: NewContext) -> None:
    page = new_context(color_scheme="light").new_page()
    page.goto("/design/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("[data-colours=dark]")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto("/design/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.click("[data-colours=auto]")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_phases_fold_to_the_present_one_on_a_phone_only(page: Page, phone: Page) -> None:
    for each, expected in ((page, 5), (phone, 1)):
        each.goto("/design/")
        each.wait_for_selector("details[data-ready]")
        assert each.locator(".v-phase > details[open]").count() == expected


def test_nothing_moves_when_the_reader_wants_no_motion(new_context: NewContext) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.goto("/design/")
    page.hover(".v-door")
    long = page.evaluate(
        "document.getAnimations().filter((each) => each.effect.getComputedTiming().duration > 1).length"
    )
    assert long == 0


def test_first_visit_is_light_and_asks_nobody_else(new_context: NewContext) -> None:
    page = new_context().new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.goto("/", wait_until="networkidle")
    hosts = {response.url.split("/")[2] for response in responses}
    assert len(hosts) == 1
    assert len(responses) <= BUDGET_REQUESTS
    sizes = [response.request.sizes() for response in responses]
    assert sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes) <= BUDGET_BYTES
    assert broken == []
