"""An editor tries a lesson in the panel beside the form, as a course participant: answered, told, and not stored."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.admin import open_form
from tests.browser.conftest import sign_in

LANGUAGES = {
    "nb": (
        "/laer/koordinatorskolen/kom-i-gang/koordinatorens-rolle/",
        "Det passer. Les hvorfor over.",
        "Ingenting lagres i forhåndsvisningen.",
    ),
    "nn": (
        "/nn/laer/koordinatorskulen/kom-i-gang/koordinatorrolla/",
        "Det passar. Les kvifor over.",
        "Ingenting blir lagra i førehandsvisinga.",
    ),
}


def panel(page: Page) -> FrameLocator:
    """Open the preview beside the form."""
    button = page.locator("[data-side-panel-toggle=preview]")
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    return page.frame_locator("iframe#w-preview-iframe, iframe[title]").first


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_answers_in_the_preview_and_nothing_is_stored(page: Page, language: str) -> None:
    address, fits, nothing = LANGUAGES[language]
    slug = address.strip("/").rsplit("/", 1)[-1]
    sign_in(page, "redaktor")
    said: list[str] = []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    found = page.request.get("/admin/api/main/pages/", params={"type": "courses.LessonPage", "slug": slug.strip("/")})
    open_form(page, f"/admin/pages/{found.json()['items'][0]['id']}/edit/")
    preview = panel(page)
    question = preview.locator(".v-quiz form").first
    question.locator("label").first.click()
    question.locator("button[type=submit]").click()
    expect(preview.locator(".v-quiz-outcome")).to_have_text(fits)
    preview.locator(".v-reflection textarea").first.fill("Bare en prøve")
    expect(preview.locator(".v-reflection [data-autosave-status]").first).to_have_text(nothing)
    finish = preview.locator("form[data-later]").last
    finish.locator("button").click()
    expect(finish.locator("[data-unsent]")).to_have_text(nothing)
    assert said == []
    page.goto(address)
    expect(page.locator(".v-quiz-outcome")).to_have_count(0)
    expect(page.locator(".v-reflection textarea").first).to_have_value("")
