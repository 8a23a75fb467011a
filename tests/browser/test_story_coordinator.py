"""The coordinator: takes the first module on a phone and by keyboard, and gets a certificate a stranger can check."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.walk import (
    FIRST_LESSON,
    FIRST_MODULE,
    KOORDINATORSKOLEN,
    Keyboard,
    block,
    download,
    nothing_foreign,
    practise,
    saved,
    sign_in_by_keyboard,
)
from tests.support.pdf import open_pdf, structure_types, text_of

NewContext = Callable[..., BrowserContext]
HALF = "Jeg ringer allerede rundt og samler tråder. Det kunne"


def test_the_first_lesson_by_keyboard_alone_on_a_phone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    with nothing_foreign(page) as wrong:
        keys = sign_in_by_keyboard(page, "koordinator")
        page.goto(KOORDINATORSKOLEN)
        keys.enter("form[action$='/start/'] button, .v-panel[data-tone=next] a.ds-button")
        page.wait_for_selector("article.v-lesson")
        _answer_wrong_then_right(page, keys)
        _write_half_a_reflection(page, keys)
    assert wrong == []
    assert keys.lost == set()


def _answer_wrong_then_right(page: Page, keys: Keyboard) -> None:
    quiz = f"{block(page, 4)} .v-quiz"
    keys.to(f"{quiz} input[type=radio]")
    page.keyboard.press("ArrowDown")
    keys.enter(f"{quiz} button")
    expect(page.locator(f"{quiz} .v-quiz-outcome")).to_be_focused()
    expect(page.locator(f"{quiz} .v-answer[data-state=wrong]")).to_contain_text("Begynn med hvem som trengs")
    keys.to(f"{quiz} input[type=radio]:checked", back=True)
    page.keyboard.press("ArrowUp")
    keys.enter(f"{quiz} button")
    expect(page.locator(f"{quiz} .v-answer[data-state=right]")).to_contain_text("Familien får være med")
    expect(page.locator(f"{quiz} .v-answer[data-state=wrong]")).to_have_count(0)


def _write_half_a_reflection(page: Page, keys: Keyboard) -> None:
    place = block(page, 10)
    keys.write(f"{place} textarea", HALF)
    saved(page, place)
    page.goto("/")
    page.goto(FIRST_LESSON)
    expect(page.locator(f"{block(page, 10)} textarea")).to_have_value(HALF)
    expect(page.locator(f"{block(page, 4)} .v-answer[data-state=right]")).to_be_visible()


def test_she_sees_how_far_she_has_come_and_no_certificate_before_the_last_lesson(phone: Page) -> None:
    sign_in(phone, "erfaringskonsulent")
    phone.goto(FIRST_LESSON)
    expect(phone.locator(".v-lesson-next")).to_contain_text("Steget er ferdig når")
    phone.locator(".v-lesson-next button").tap()
    phone.wait_for_url("**/led-et-godt-mote/")
    phone.goto(FIRST_MODULE)
    expect(phone.locator("progress").first).to_have_attribute("value", "1")
    expect(phone.locator("main a[href$='/bevis/']")).to_have_count(0)
    expect(phone.locator("main")).to_contain_text("1 av 4 steg")


def test_a_quiz_without_an_answer_says_so_beside_the_question(phone: Page) -> None:
    sign_in(phone, "erfaringskonsulent")
    phone.goto(FIRST_LESSON)
    quiz = phone.locator(".v-quiz").first
    quiz.locator("button").click()
    expect(quiz.locator(".v-error")).to_be_visible()


@pytest.fixture
def finished(new_context: NewContext) -> Page:
    """The coordinator on a phone, all three lessons done and one thing tried, at the certificate."""
    page = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    sign_in(page, "orgadmin")
    page.goto(FIRST_LESSON)
    for _ in range(3):
        _finish_lesson(page)
    practise(page)
    return page


def _finish_lesson(page: Page) -> None:
    title = page.locator("h1").inner_text()
    for number in range(page.locator(".v-quiz").count()):
        quiz = page.locator(".v-quiz").nth(number)
        quiz.locator("label").first.tap()
        quiz.locator("button").tap()
        expect(page.locator(".v-quiz").nth(number).locator(".v-quiz-outcome")).to_be_visible()
    page.locator(".v-lesson-next .ds-button").tap()
    expect(page.locator("h1")).not_to_have_text(title)


def test_a_certificate_that_a_stranger_can_check(finished: Page, new_context: NewContext) -> None:
    page = finished
    page.fill("input[name=name]", "Åse Ødegård-Hætta")
    page.locator("form button.ds-button[data-size=lg]").tap()
    page.wait_for_url("**/kurs/bevis/*/")
    code = page.url.rstrip("/").rsplit("/", 1)[1]

    pdf = download(page, "a[href$='nb.pdf']")
    assert pdf.startswith(b"%PDF-")
    assert "H1" in structure_types(pdf)
    with open_pdf(pdf) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("nb")
    text = text_of(pdf)
    assert "Åse Ødegård-Hætta" in text
    assert code in text

    stranger = new_context().new_page()
    stranger.goto(f"/bevis/{code}/")
    expect(stranger.locator("main")).to_contain_text("Åse Ødegård-Hætta")
    expect(stranger.locator("main")).to_contain_text("har fullført «Modul 1: Kom i gang som koordinator»")
    assert stranger.locator("meta[name=robots][content*=noindex]").count() == 1
    # Typed by hand, in small letters and with spaces.
    stranger.goto("/bevis/")
    stranger.fill("input[name=code]", code.lower().replace("-", " "))
    stranger.press("input[name=code]", "Enter")
    stranger.wait_for_url(f"**/bevis/{code}/")


@pytest.mark.parametrize(("code", "status"), [("0000-0000-0000-0000", 404), ("7K3F-Q2MA", 404)])
def test_an_unknown_code_is_met_kindly(page: Page, code: str, status: int) -> None:
    response = page.goto(f"/bevis/{code}/")
    assert response is not None
    assert response.status == status
    expect(page.locator("input[name=code]")).to_have_value(code)
    expect(page.locator(".ds-error-summary, .v-error").first).to_be_visible()


def test_the_lesson_can_be_read_and_answered_without_script(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    sign_in(page, "prosjektmedlem")
    page.goto(FIRST_LESSON)
    quiz = page.locator(".v-quiz").first
    quiz.locator("label").first.click()
    quiz.locator("button").click()
    expect(page.locator(".v-quiz").first.locator(".v-answer[data-state=right]")).to_be_visible()
    page.locator(f"{block(page, 10)} textarea").fill("Skrevet uten skript")
    page.locator(f"{block(page, 10)} button").click()
    expect(page.locator(f"{block(page, 10)} textarea")).to_have_value("Skrevet uten skript")
