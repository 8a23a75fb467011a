"""How the stories walk: by keyboard alone, seeing at every stop where they are; and what a page must never do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

KOORDINATORSKOLEN = "/laer/koordinatorskolen/"
FIRST_MODULE = f"{KOORDINATORSKOLEN}kom-i-gang/"
FIRST_LESSON = f"{FIRST_MODULE}koordinatorens-rolle/"

# Where the focus is: a name for messages, and what would keep a person from seeing it.
STOP = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return {name: "", trouble: ""};
  const text = (it.getAttribute("aria-label") || it.innerText || it.name || it.id || "").trim().slice(0, 40);
  const name = `${it.tagName.toLowerCase()} «${text}»`;
  const ringed = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const box = it.getBoundingClientRect();
  let trouble = "";
  // The parts of a date field are ringed inside it by the browser, where no script sees.
  const around = it.parentElement && ringed(it.parentElement);
  if (it.type !== "date" && !ringed(it) && !around)
    trouble = "no visible focus";
  else if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    trouble = "focus outside the window";
  return {name, trouble};
}"""


@dataclass
class Keyboard:
    """A person who uses no pointer. `lost` holds the stops where the focus could not be seen."""

    page: Page
    lost: set[str] = field(default_factory=set)

    def to(self, selector: str, *, most: int = 90, back: bool = False) -> None:
        """Press Tab until the focus stands on `selector`; fails when it cannot be reached."""
        passed = []
        for _ in range(most):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            stop = self.page.evaluate(STOP)
            passed.append(stop["name"])
            if stop["trouble"]:
                self.lost.add(f"{stop['name']}: {stop['trouble']} on {self.page.url}")
            if self.page.evaluate("(wanted) => !!document.activeElement?.matches(wanted)", selector):
                return
        raise AssertionError(f"{selector} was not reached by keyboard; passed {passed}")

    def write(self, selector: str, text: str) -> None:
        """Go to a field and type."""
        self.to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def enter(self, selector: str) -> None:
        """Go to a link or button and use it."""
        self.to(selector)
        self.page.keyboard.press("Enter")


def sign_in_by_keyboard(page: Page, who: str) -> Keyboard:
    """From the front page through the menu to a signed-in page, without a pointer."""
    keys = Keyboard(page)
    page.goto("/")
    if page.viewport_size and page.viewport_size["width"] < 800:
        keys.enter(".v-menu-button")
    keys.enter("#menu a.ds-button")
    page.wait_for_url("**/login/**")
    keys.write("input[name=login]", f"{who}@demo.varig")
    keys.write("input[name=password]", "varig-demo-2026")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    return keys


def block(page: Page, number: int) -> str:
    """A selector for the nth block of a lesson, counted from one as a reader counts."""
    key = page.locator("[data-block]").nth(number - 1).get_attribute("data-block")
    return f"[data-block='{key}']"


def practise(page: Page) -> None:
    """In a practice step: choose the first thing, and say that it was tried."""
    # Until the page is there anew: a place in the same page counts as a navigation before that.
    with page.expect_event("load"):
        page.locator("#choose label").first.click()
        page.locator("#choose button").click()
    with page.expect_event("load"):
        page.locator(".v-lesson-next button").click()


def saved(page: Page, inside: str = "") -> None:
    """Wait until the server has acknowledged what was typed."""
    expect(page.locator(f"{inside} [data-autosave-status]".strip()).first).to_have_attribute(
        "data-state", "saved", timeout=15_000
    )


def download(page: Page, selector: str) -> bytes:
    """What a link gives."""
    with page.expect_download() as waiting:
        page.locator(selector).first.click()
    return Path(waiting.value.path()).read_bytes()


@contextmanager
def nothing_foreign(page: Page) -> Iterator[list[str]]:
    """Collect what a page must not do: ask somebody else, break the policy, complain in the console, fail."""
    wrong: list[str] = []
    ours = ("http://localhost:", "data:", "blob:", "about:")
    page.on("request", lambda sent: None if sent.url.startswith(ours) else wrong.append(f"asks {sent.url}"))
    page.on("console", lambda said: wrong.append(f"console: {said.text[:300]}") if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 500 else None)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) =>"
        " console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"
    )
    yield wrong
