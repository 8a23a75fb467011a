"""Every type of page, by axe and by hand: in bokmål, light, on a phone, and in one other combination each.

`VARIG_A11Y=full` (`make a11y`) walks the whole matrix of languages, light and dark, narrow and wide.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import sign_in
from tests.browser.pages import STOPS, Stop, Visit
from tests.browser.places import Places, find
from tests.browser.walk import nothing_foreign
from tests.support.axe import violations
from tests.support.server import PortalServer

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@dataclass(frozen=True)
class Way:
    """One combination of language, colours and width."""

    language: str
    colours: str
    narrow: bool

    def __str__(self) -> str:
        return f"{self.language} {self.colours} {360 if self.narrow else 1280}"


FIRST = Way("nb", "light", True)
EVERY = [Way(*each) for each in itertools.product(("nb", "nn", "en"), ("light", "dark"), (True, False))]
OTHERS = [Way("nn", "dark", False), Way("en", "dark", True), Way("nn", "light", False), Way("en", "dark", False)]

if os.environ.get("VARIG_A11Y") == "full":
    WALKS = [(stop, way) for stop in STOPS for way in EVERY]
else:
    WALKS = [
        pair for number, stop in enumerate(STOPS) for pair in ((stop, FIRST), (stop, OTHERS[number % len(OTHERS)]))
    ]

# Words that Norwegian does not have, in text that is said to be Norwegian.
ENGLISH = re.compile(r"\b(the|this|your|you|with|of|when|what|have|save|search|page|sign in|required|please)\b", re.I)
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node; (node = walker.nextNode()); ) {
    const text = node.textContent.trim();
    const lang = node.parentElement.closest("[lang]")?.lang ?? "";
    const apart = node.parentElement.closest("code, pre, script, template, cite");
    if (text && !apart && /^n[bn]/.test(lang)) texts.push(text);
  }
  for (const each of document.querySelectorAll("[aria-label], [placeholder], [alt], [title]"))
    if (/^n[bn]/.test(each.closest("[lang]")?.lang ?? ""))
      for (const name of ["aria-label", "placeholder", "alt", "title"])
        if (each.getAttribute(name)) texts.push(each.getAttribute(name));
  return texts;
}"""


@pytest.fixture(scope="package")
def places(portal_server: PortalServer) -> Places:
    return find(portal_server)


@pytest.fixture(scope="package")
def visitor(chromium: Browser, portal_server: PortalServer) -> Iterator[Callable[[str, Way], BrowserContext]]:
    """A browser for a person and a way; who has signed in once stays signed in."""
    states: dict[str, object] = {}
    made: dict[tuple[str, Way], BrowserContext] = {}

    def make(who: str, way: Way) -> BrowserContext:
        if (who, way) in made:
            return made[who, way]
        options = {
            "base_url": portal_server.url,
            "locale": {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[way.language],
            "color_scheme": way.colours,
            "viewport": NARROW if way.narrow else WIDE,
            "reduced_motion": "reduce",
        }
        if who and who not in states:
            first = chromium.new_context(base_url=portal_server.url)
            sign_in(first.new_page(), who)
            states[who] = first.storage_state()
            first.close()
        context = chromium.new_context(**options, storage_state=states.get(who))  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        made[who, way] = context
        return context

    yield make
    for context in made.values():
        context.close()


@pytest.mark.parametrize(("stop", "way"), WALKS, ids=[f"{stop.name} [{way}]" for stop, way in WALKS])
def test_page(stop: Stop, way: Way, visitor: Callable[[str, Way], BrowserContext], places: Places) -> None:
    page = visitor(stop.who, way).new_page()
    try:
        with nothing_foreign(page) as wrong:
            stop.go(Visit(page, way.language, places))
            found = violations(page)
        # Chromium says in the console that an address answered 4xx; that is what was asked for.
        wrong = [each for each in wrong if "Failed to load resource" not in each or " 5" in each]
        faults = found + wrong + _faults(page, stop, way)
        assert not faults, "\n".join(faults)
    finally:
        page.close()


def _faults(page: Page, stop: Stop, way: Way) -> list[str]:
    faults = []
    language = page.locator("html").get_attribute("lang")
    if language != way.language:
        faults.append(f"lang is {language}")
    if page.locator("h1").count() != 1:
        faults.append("not one h1")
    if stop.kept and not stop.who:
        body = page.content()
        faults += [f"{word} in a page that is kept" for word in ("csrfmiddlewaretoken", "nonce=") if word in body]
    if way.language != "en":
        faults += [f"English: {text[:80]}" for text in page.evaluate(TEXTS) if ENGLISH.search(text)]
    if way.narrow:
        faults += _too_wide(page)
    return faults


def _too_wide(page: Page) -> list[str]:
    """At 360 and 320 pixels nothing makes the page scroll sideways (WCAG 1.4.10)."""
    faults = []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        seen = page.evaluate("document.documentElement.scrollWidth")
        if seen > width:
            faults.append(f"{seen} pixels wide at {width}")
    return faults
