"""*Fortsett*: another device, another language, the same block, the same text."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.walk import FIRST_LESSON, KOORDINATORSKOLEN, block, saved

NewContext = Callable[..., BrowserContext]
HALF = "Halv tanke på telefonen: kanskje kunne en annen"


def test_bokmal_on_a_phone_goes_on_in_nynorsk_at_the_same_block_with_the_text(new_context: NewContext) -> None:
    phone = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    sign_in(phone, "leder")
    phone.goto(KOORDINATORSKOLEN)
    phone.locator("form[action$='/start/'] button").tap()
    phone.wait_for_selector("article.v-lesson")
    phone.goto(FIRST_LESSON)
    phone.locator(f"{block(phone, 10)} textarea").fill(HALF)
    saved(phone, block(phone, 10))
    fourth = block(phone, 4)
    key = phone.locator(fourth).get_attribute("data-block")
    with phone.expect_response(
        lambda got: got.url.endswith("/sted/") and (got.request.post_data or "").endswith(str(key))
    ) as told:
        phone.locator(f"{fourth} label").first.tap()
    assert told.value.status == 204
    phone.context.close()

    other = new_context(viewport={"width": 1280, "height": 900}, locale="nn-NO").new_page()
    sign_in(other, "leder")
    for way_in in ("/nn/laer/koordinatorskulen/", "/nn/min-side/"):
        _goes_on(other, way_in, str(key))


def _goes_on(page: Page, way_in: str, key: str) -> None:
    page.goto(way_in)
    page.locator(f"main a[href*='{key}']").click()
    page.wait_for_url(f"**/nn/laer/koordinatorskulen/kom-i-gang/koordinatorrolla/#b-{key}")
    assert page.locator("html").get_attribute("lang") == "nn"
    fourth = page.locator(block(page, 4))
    assert fourth.get_attribute("data-block") == key
    expect(fourth).to_be_in_viewport()
    expect(fourth).to_contain_text("Ein familie")
    expect(page.locator(f"{block(page, 10)} textarea")).to_have_value(HALF)
