"""The head by keyboard: focus is never behind an open menu, and Escape closes one thing at a time."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FOCUSED = "document.activeElement.innerText.trim()"
LEFT_EDGE = "Math.round(document.activeElement.getBoundingClientRect().left)"


def open_menu(phone: Page) -> None:
    phone.goto("/")
    phone.click(".v-menu-button")
    expect(phone.locator("#menu")).to_be_visible()


def test_the_menu_closes_when_focus_leaves_it(phone: Page) -> None:
    open_menu(phone)
    phone.locator("#menu a.ds-button").focus()
    expect(phone.locator("#menu")).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.locator("#menu")).to_be_hidden()
    # What has focus can be seen, and nothing lies over it.
    assert phone.evaluate(
        """() => {
          const box = document.activeElement.getBoundingClientRect();
          return document.activeElement.contains(document.elementFromPoint(box.x + box.width / 2, box.y + 4));
        }"""
    )


def test_escape_gives_focus_back_to_the_button(phone: Page) -> None:
    open_menu(phone)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Escape")
    expect(phone.locator("#menu")).to_be_hidden()
    assert phone.evaluate(FOCUSED) == "Meny"


def test_escape_closes_the_innermost_only(phone: Page) -> None:
    open_menu(phone)
    languages = phone.locator("#menu details").first
    languages.locator("summary").click()
    expect(languages).to_have_attribute("open", "")
    phone.keyboard.press("Escape")
    assert not languages.evaluate("each => each.open")
    expect(phone.locator("#menu")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator("#menu")).to_be_hidden()


def test_the_wide_head_is_tabbed_in_the_order_it_is_seen(page: Page) -> None:
    page.goto("/")
    page.locator(".v-mark").focus()
    edges = [page.evaluate(LEFT_EDGE)]
    while not page.evaluate("document.activeElement.matches('#menu a.ds-button')"):
        page.keyboard.press("Tab")
        edges.append(page.evaluate(LEFT_EDGE))
        assert len(edges) < 15
    assert edges == sorted(edges)
