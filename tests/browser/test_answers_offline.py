"""A lesson opened on a ward: the network drops, answers stay on the device and are sent later, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import sign_in

NewContext = Callable[..., BrowserContext]
COURSE = "/laer/koordinatorskolen/"
PRACTICE = "prov-ett-grep-i-neste-mote/"
KEPT = "Ingen nett. Dette ligger på denne enheten og er ikke sendt ennå"


def _tick(question: Locator) -> None:
    question.locator("label").first.click()


def _write(text: str) -> Callable[[Locator], None]:
    return lambda question: question.locator("input[name=text]").fill(text)


# Kind of question: the lesson that asks it, where in the lesson's questions, and how it is answered.
LESSONS: dict[str, tuple[str, str, Callable[[Locator], None]]] = {
    "quiz": ("modul-1/koordinatorens-rolle/", "input[name=choices]", _tick),
    "short_answer": ("fra-behov-til-team/", "input[type=text][name=text]", _write("oppfølgingsteam")),
    "true_false": ("plikten-til-a-samarbeide/", "input[value=true]", _tick),
    "case_steps": ("plikten-til-a-samarbeide/", ".v-decision", _tick),
    "number": ("nar-livet-endrer-seg/", "input[inputmode=decimal]", _write("3")),
    "poll": ("laer-sammen-hold-ut/", ".v-quiz-hint", _tick),
}


def stored(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('varig-unsent'))")


def open_lesson(page: Page, slug: str) -> None:
    """Find the lesson in the course's lists: modules may be named as they like."""
    page.goto(COURSE)
    links = page.locator(f"a[href*='{slug.rsplit('/', 2)[-2]}']")
    if not links.count():
        for module in page.locator("a[href*='/koordinatorskolen/']").evaluate_all("each => each.map(a => a.href)"):
            page.goto(module)
            if links.count():
                break
    page.goto(links.first.get_attribute("href") or "")


@pytest.mark.parametrize("kind", LESSONS)
def test_an_answer_waits_on_the_device_and_is_sent_once(new_context: NewContext, kind: str) -> None:
    slug, mark, fill = LESSONS[kind]
    context = new_context()
    page = context.new_page()
    sign_in(page, "koordinator")
    open_lesson(page, slug)
    question = page.locator(".v-quiz:has(form[data-answer])").filter(has=page.locator(mark)).last
    name = question.get_attribute("id")
    question = page.locator(f"#{name}")
    posts: list[Any] = []
    page.on("request", lambda request: "/svar/" in request.url and posts.append(request))
    context.set_offline(True)
    fill(question)
    question.locator("button[type=submit]").click()
    expect(question.locator("[data-unsent]")).to_contain_text(KEPT)
    assert len(stored(page)) == 1
    assert posts
    posts.clear()
    context.set_offline(False)
    expect(question.locator(".v-quiz-outcome, .v-answer[data-state]").first).to_be_visible()
    assert stored(page) == []
    assert [request.headers.get("x-varig-late") for request in posts] == ["1"]
    page.reload()
    expect(question.locator("[data-unsent]")).to_have_text("")
    assert not [request for request in posts[1:] if request.method == "POST"]


def test_ticks_wait_too_and_survive_that_the_lesson_is_closed(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    sign_in(page, "koordinator")
    open_lesson(page, "koordinatorens-rolle/")
    ticks = page.locator(".v-ticks form").first
    address = page.url
    page.route("**/svar/**", lambda route: route.abort())
    ticks.locator("input[type=checkbox]").nth(1).check()
    expect(ticks.locator("[data-unsent]")).to_contain_text(KEPT)
    ticks.locator("button[type=submit]").click()
    expect(ticks.locator("[data-unsent]")).to_contain_text(KEPT)
    # One status, and a true one: nothing else says that it is not saved, and nothing is lost on leaving.
    expect(ticks.locator("[data-autosave-status]")).to_have_text("")
    assert page.url == address
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.close(run_before_unload=True)
    page.wait_for_event("close")
    assert asked == []
    again = context.new_page()
    again.goto(address)
    ticks = again.locator(".v-ticks form").first
    expect(ticks.locator("input[type=checkbox]").nth(1)).to_be_checked()
    expect(ticks.locator("[data-unsent]")).to_have_text("")
    assert stored(again) == []
    again.reload()
    expect(again.locator(".v-ticks form input[type=checkbox]").nth(1)).to_be_checked()


def test_signing_out_leaves_no_answer_on_the_device(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    sign_in(page, "koordinator")
    open_lesson(page, "koordinatorens-rolle/")
    page.route("**/svar/**", lambda route: route.abort())
    question = page.locator(".v-quiz").first
    _tick(question)
    question.locator("button[type=submit]").click()
    expect(question.locator("[data-unsent]")).to_contain_text(KEPT)
    page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    page.wait_for_url(lambda url: "koordinatorens-rolle" not in url)
    assert stored(page) == []


def test_a_private_text_stands_in_the_open_page_only_and_the_page_says_so(new_context: NewContext) -> None:
    context = new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, "koordinator")
    open_lesson(page, "koordinatorens-rolle/")
    address = page.url
    form = page.locator(".v-reflection form").first
    text, status = form.locator("textarea"), form.locator("[data-autosave-status]")
    context.set_offline(True)
    # Before a word is written: what is written here is not kept.
    expect(status).to_contain_text("står bare på denne åpne siden")
    text.fill("Bare mine tanker uten nett")
    form.locator("button[type=submit]").click()
    page.wait_for_timeout(500)
    assert page.url == address
    expect(text).to_have_value("Bare mine tanker uten nett")
    expect(status).to_have_attribute("data-state", "offline")
    everything = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "Bare mine tanker" not in everything
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.href = '/'")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.url == address
    context.set_offline(False)
    expect(status).to_have_attribute("data-state", "saved")
    form.locator("button[type=submit]").click()
    expect(status).to_have_attribute("data-state", "saved")
    page.reload()
    expect(text).to_have_value("Bare mine tanker uten nett")


def test_what_is_said_of_the_network_goes_with_it_when_nothing_was_written(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    sign_in(page, "koordinator")
    open_lesson(page, "fra-behov-til-team/")
    status = page.locator(".v-reflection [data-autosave-status]").first
    before = status.text_content()
    context.set_offline(True)
    expect(status).to_contain_text("Ingen nett")
    context.set_offline(False)
    expect(status).to_have_text(before or "")


def test_a_lesson_that_is_finished_without_a_network_is_finished_when_it_is_back(new_context: NewContext) -> None:
    context = new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, "radgiver")
    open_lesson(page, "laer-sammen-hold-ut/")
    address = page.url
    question = page.locator(".v-quiz:has(form[data-answer])").first
    finish = page.locator("form[action$='/ferdig/']")
    paths: list[str] = []
    page.on("request", lambda request: request.method == "POST" and paths.append(request.url.rsplit("/", 2)[-2]))
    context.set_offline(True)
    finish.locator("button").click()
    expect(finish.locator("[data-unsent]")).to_contain_text(KEPT)
    _tick(question)
    question.locator("button[type=submit]").click()
    expect(question.locator("[data-unsent]")).to_contain_text(KEPT)
    assert page.url == address
    assert len(stored(page)) == 2
    paths.clear()
    context.set_offline(False)
    expect(finish.locator("[data-unsent]")).to_contain_text("Sendt.")
    assert stored(page) == []
    # What was answered comes before that the lesson is done, and each goes once.
    assert paths.count("ferdig") == 1
    assert paths[-1] == "ferdig"
    assert page.url == address
    finish.locator("[data-unsent] a").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_be_visible()


def test_a_practice_step_keeps_the_page_and_what_was_chosen(new_context: NewContext) -> None:
    context = new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, "koordinator")
    open_lesson(page, PRACTICE)
    address = page.url
    choose = page.locator("form[action$='/velg/']")
    choose.locator("button").click()
    expect(page.locator(".v-error, .ds-error-summary").first).to_be_visible()
    page.goto(address)
    context.set_offline(True)
    choose.locator("label").first.click()
    choose.locator("button").click()
    expect(choose.locator("[data-unsent]")).to_contain_text(KEPT)
    assert page.url == address
    context.set_offline(False)
    expect(choose.locator("[data-unsent]")).to_contain_text("Sendt.")
    choose.locator("[data-unsent] a").click()
    share = page.locator("form[action$='/del/']")
    expect(share).to_be_visible()
    context.set_offline(True)
    share.locator("textarea").fill("Til dem som følger opp")
    share.locator("button[type=submit]").first.click()
    expect(share.locator("[data-unsent]")).to_contain_text("står bare på denne åpne siden")
    assert stored(page) == []
    context.set_offline(False)
    expect(share.locator("[data-unsent]")).to_contain_text("Sendt.")
    page.reload()
    expect(share.locator("textarea")).to_have_value("Til dem som følger opp")


def test_answering_leaves_the_console_clean_though_a_field_was_made_larger(new_context: NewContext) -> None:
    """A reader who draws a text field larger gives it a style, which our policy lets nobody write into the page."""
    page = new_context().new_page()
    sign_in(page, "koordinator")
    open_lesson(page, "modul-1/koordinatorens-rolle/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    question = page.locator(".v-quiz:has(form[hx-post])").first
    question.locator("[id]").evaluate_all("each => each.forEach((one) => (one.style.minHeight = '1px'))")
    _tick(question)
    question.locator("button[type=submit]").click()
    expect(page.locator(".v-quiz-outcome").first).to_be_visible()
    page.wait_for_timeout(300)
    assert said == []
