"""Chromium against a portal of its own. Without Chromium the browser tests say so; CI demands it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.server import PortalServer

DEMO_PASSWORD = "varig-demo-2026"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def chromium_path() -> str | None:
    """Where Chromium is: CHROMIUM, or on the path."""
    return os.environ.get("CHROMIUM") or next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


# First, since the groups are read where tests are handed out, and that hook comes before those of folders.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as browser tests; without Chromium say so (CI: fail).

    The stories share one portal, and the walk of every page has another: what it leaves behind disturbs no story.
    """
    here = Path(__file__).parent
    missing = chromium_path() is None
    if missing and os.environ.get("VARIG_REQUIRE_BROWSER"):
        pytest.exit("VARIG_REQUIRE_BROWSER is set, but no Chromium was found (set CHROMIUM or install it)", 3)
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("walk" if item.path.stem == "test_accessibility" else "stories"))
            if missing:
                item.add_marker(pytest.mark.skip(reason="No Chromium found: install it or set CHROMIUM=/path/to/it"))


@pytest.fixture(scope="package")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalServer]:
    """A portal with the demo loaded."""
    server = PortalServer(tmp_path_factory.mktemp("portal"))
    try:
        server.prepare()
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests here. It ends with them: while it lives, Django takes this process for async."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser, portal_server: PortalServer) -> Iterator[Callable[..., BrowserContext]]:
    """Make a browser of one's own (another person, another device); keyword arguments as Playwright's new_context."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        options.setdefault("viewport", DESKTOP)
        options.setdefault("locale", "nb-NO")
        context = chromium.new_context(base_url=portal_server.url, **options)
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a desktop."""
    return new_context().new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone."""
    return new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


def sign_in(page: Page, who: str, *, password: str = DEMO_PASSWORD) -> None:
    """Sign in as a demo person (`who` is the part before @demo.varig)."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"{who}@demo.varig")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)
