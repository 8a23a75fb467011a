"""The demo's letters can be read, on a phone and on a wide screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

NARROWEST = {360: 260, 1280: 500}


@pytest.mark.parametrize("width", [360, 1280])
def test_a_letter_is_as_wide_as_text_is_read(new_context: Callable[..., BrowserContext], width: int) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto("/accounts/password/reset/")
    page.fill("input[name=email]", "koordinator@demo.varig")
    page.press("input[name=email]", "Enter")
    page.wait_for_url(lambda url: "done" in url)
    page.goto("/postkasse/")
    paragraphs = page.locator("main article").first.locator("p")
    boxes = [each.bounding_box() for each in paragraphs.all()]
    assert len(boxes) > 3
    assert all(box is not None and box["width"] >= NARROWEST[width] for box in boxes)
    assert len({round(box["x"]) for box in boxes if box is not None}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heading = page.locator("h1").bounding_box()
    mark = page.locator(".v-mark").bounding_box()
    assert heading is not None
    assert mark is not None
    assert round(heading["x"]) == round(mark["x"])
