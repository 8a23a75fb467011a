"""What people do in the admin, by clicking: fill streams and rich text, choose terms, send to review, approve."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def open_form(page: Page, address: str) -> None:
    """Open an editor and wait until its fields are alive."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    # What is typed in its first two seconds, the editor takes for what was there from the beginning.
    page.wait_for_timeout(2500)


def block_of(page: Page, stream: str, kind: str, number: int = 0) -> Locator:
    """The nth block of a kind in a stream."""
    return page.locator(f"[data-streamfield-child]:has(> input[name^='{stream}-'][name$='-type'][value='{kind}'])").nth(
        number
    )


def write_rich(place: Locator, text: str) -> None:
    """Type into the first rich text editor of a place."""
    editor = place.locator(".public-DraftEditor-content").first
    editor.scroll_into_view_if_needed()
    editor.click()
    editor.page.keyboard.insert_text(text)
    expect(editor).to_contain_text(text[:40])


def add_block(page: Page, stream: str, label: str) -> None:
    """Add a block at the end of a stream by its name in the list."""
    panel = page.locator(f"[data-contentpath='{stream}']").first
    buttons = panel.locator("button.c-sf-add-button")
    blocks = panel.locator("[data-streamfield-child]")
    before = blocks.count()
    buttons.last.scroll_into_view_if_needed()
    buttons.last.click()
    choice = page.locator("[role=option]", has_text=re.compile(rf"^\s*{label}"))
    if choice.count():
        choice.first.click()
    expect(blocks).not_to_have_count(before)


def choose_term(page: Page, name: str) -> None:
    """Tick one term in its family."""
    box = page.locator("[data-term-boxes]").get_by_label(name, exact=True)
    box.scroll_into_view_if_needed()
    box.check()


def settle(page: Page) -> None:
    """Wait until the form's own saving, which begins half a second after the last change, has come to rest."""
    page.wait_for_timeout(1500)
    page.wait_for_load_state("networkidle")


def press(page: Page, action: str) -> None:
    """Press a button of the footer, opening its menu when it stands there."""
    settle(page)
    if not page.locator(action).locator("visible=true").count():
        page.locator("footer .w-dropdown__toggle").last.click()
    with page.expect_navigation():
        page.locator(action).locator("visible=true").first.click()
    page.wait_for_load_state("networkidle")


def send_to_review(page: Page) -> None:
    """Save and send to the moderators."""
    press(page, "button[name=action-submit]")
    assert not page.locator(".error-message:visible").count(), page.locator(".error-message:visible").all_inner_texts()


def approve(page: Page, title: str) -> None:
    """As a moderator: find it among what waits, and approve it."""
    page.goto("/admin/")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state("networkidle")
    press(page, "button[data-workflow-action-name=approve]")
