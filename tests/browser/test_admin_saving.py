"""A button pressed while the first automatic save of a new page is under way: one page, and what the button says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.admin import block_of, open_form, write_rich
from tests.browser.conftest import sign_in
from tests.support.server import PortalServer

NewContext = Callable[..., BrowserContext]
INDEX = """
from network.models import ReportIndexPage
print(ReportIndexPage.objects.get(locale__language_code="nb", alias_of=None).pk)
"""
COUNT = """
from network.models import ExperienceReportPage
page = ExperienceReportPage.objects.get(draft_title="{title}")
print(page.current_workflow_state is not None)
"""


class Held:
    """Keeps the answer to the first automatic save until it is let go."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[tuple[Route, Any]] = []
        page.route("**/admin/pages/add/**", self)

    def __call__(self, route: Route) -> None:
        automatic = route.request.method == "POST" and "json" in route.request.headers.get("accept", "")
        if automatic and not self.waiting:
            self.waiting.append((route, route.fetch()))
        else:
            route.continue_()

    def wait(self, page: Page) -> None:
        """Go on typing until it comes: what is typed while the form wakes up counts as having been there."""
        for _ in range(30):
            page.locator("#id_organisations").press_sequentially("x")
            page.keyboard.press("Tab")
            page.wait_for_timeout(1000)
            if self.waiting:
                return
        raise AssertionError("no automatic save came")

    def let_go(self) -> None:
        (route, answer) = self.waiting[0]
        route.fulfill(response=answer)


@pytest.fixture
def desk(new_context: NewContext, portal_server: PortalServer) -> Page:
    page = new_context(viewport={"width": 1440, "height": 1000}).new_page()
    sign_in(page, "radgiver")
    key = portal_server.manage("shell", "-v", "0", "-c", INDEX).stdout.split()[-1]
    open_form(page, f"/admin/pages/add/network/experiencereportpage/{key}/")
    return page


@pytest.mark.parametrize("sends", [False, True])
def test_a_button_waits_for_the_first_automatic_save(desk: Page, portal_server: PortalServer, sends: bool) -> None:
    held = Held(desk)
    title = f"Samtidig {'sendt' if sends else 'lagret'}"
    desk.fill("#id_title", title)
    write_rich(block_of(desk, "sections", "sammendrag"), "Et sammendrag.")
    held.wait(desk)
    if sends:
        desk.locator("footer .w-dropdown__toggle").last.click()
    button = desk.locator("button[name=action-submit]" if sends else "footer button.action-save")
    button.locator("visible=true").first.click(no_wait_after=True)
    desk.wait_for_timeout(300)
    assert "/pages/add/" in desk.url
    held.let_go()
    said = desk.locator(".messages .success")
    expect(said).to_contain_text(title, timeout=30_000)
    expect(desk.locator(".messages .error")).to_have_count(0)
    sent = portal_server.manage("shell", "-v", "0", "-c", COUNT.format(title=title)).stdout.split()[-1]
    assert sent == str(sends)
