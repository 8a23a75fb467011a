"""Around a project: the message after a save is met, what is archived is found again, the menu says where one is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in


@pytest.fixture
def lead(new_context: Callable[..., BrowserContext]) -> Page:
    """The project lead, on a phone."""
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    sign_in(page, "prosjektleder")
    return page


def new_project(page: Page, title: str) -> str:
    """Start a project; its address."""
    page.goto("/prosjekter/nytt/")
    page.fill("input[name=title]", title)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/prosjekter/\d+/$"))
    return page.url


def test_after_a_look_at_the_sentence_saving_leads_to_its_message(lead: Page) -> None:
    project = new_project(lead, "Måltall og setning")
    lead.goto(f"{project}mal/nytt/")
    lead.fill("textarea[name=what]", "møter med felles agenda")
    lead.fill("input[name=target]", "80")
    lead.fill("input[name=unit]", "%")
    lead.fill("textarea[name=sentence]", "60 % av møtene skal ha en agenda.")
    lead.click("button[name=preview]")
    expect(lead.locator("#sentence")).to_be_focused()
    expect(lead.locator("#sentence")).to_contain_text("Setningen nevner ikke måltallet, 80\u00a0%.")
    for _time in range(2):
        lead.locator("main form button[type=submit]", has_text="Lagre målet").click()
        said = lead.locator(".v-messages")
        expect(said).to_have_text(re.compile("Målet er lagret."))
        expect(said).to_be_focused()
        expect(said).to_be_in_viewport(ratio=1)
        assert lead.url.endswith("#said")
        lead.click("button[name=preview]")


def test_what_is_archived_is_found_read_and_taken_back(lead: Page) -> None:
    project = new_project(lead, "Lagt bort og hentet")
    lead.goto(f"{project}malinger/ny/")
    lead.fill("input[name=name]", "Ventetid")
    lead.locator("main form button[type=submit]").click()
    lead.wait_for_url(re.compile(r"/malinger/\d+/"))
    measure = lead.url
    lead.click("button[name=archive]")
    expect(lead.locator(".v-messages")).to_be_focused()
    lead.locator(".v-messages a", has_text="Arkivert").click()
    expect(lead.locator("#archived")).to_be_in_viewport()
    lead.locator("#archived a", has_text="Ventetid").click()
    lead.wait_for_url(measure)
    expect(lead.locator("main")).to_contain_text(
        re.compile(r"Arkivert \d+\. \w+ \d{4} av Prosjektleder i demo-kommunen")
    )
    expect(lead.locator("main a", has_text="Legg til tall")).to_have_count(0)
    lead.locator("main button", has_text="Hent tilbake").click()
    expect(lead.locator("main a", has_text="Legg til tall").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "section"), [("", "Forbedre"), ("/nn", "Forbetre"), ("/en", "Improve")], ids=["nb", "nn", "en"]
)
def test_the_menu_says_where_projects_belong(
    new_context: Callable[..., BrowserContext], language: str, section: str
) -> None:
    page = new_context().new_page()
    sign_in(page, "prosjektleder")
    for address in (
        "/prosjekter/",
        "/prosjekter/nytt/",
        "/prosjekter/1/",
        "/prosjekter/1/mal/1/",
        "/prosjekter/1/steg/2a/",
    ):
        page.goto(f"{language}{address}")
        marked = page.locator(".v-nav a[aria-current]")
        expect(marked).to_have_text([section])
        assert marked.get_attribute("aria-current") == "true"
    page.goto(f"{language}/laer/" if language == "" else f"{language}/")
    expect(page.locator(".v-nav a[aria-current]", has_text=section)).to_have_count(0)
