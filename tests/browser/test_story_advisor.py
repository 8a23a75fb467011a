"""The advisor writes an experience report, a moderator publishes it, and a visitor finds it by whatever they know."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.admin import approve, block_of, choose_term, open_form, send_to_review, settle, write_rich
from tests.browser.conftest import sign_in
from tests.support.server import PortalServer

NewContext = Callable[..., BrowserContext]
TITLE = "Trygg hjemreise fra sykehuset"
SECTIONS = {
    "sammendrag": "Kommune og sykehus prøvde en felles samtale før hjemreise. Pårørende fikk et fast nummer.",
    "bakgrunn": "Mange ringte legevakten den første natten hjemme.",
    "erfaringer": "Det viktigste var at noen ringte dagen etter.",
}
INDEX = """
from network.models import ReportIndexPage
page = ReportIndexPage.objects.get(locale__language_code="nb", alias_of=None)
print(page.pk, page.get_url())
"""


@pytest.fixture(scope="module")
def index(portal_server: PortalServer) -> tuple[str, str]:
    """Key and address of the list of reports."""
    out = portal_server.manage("shell", "-v", "0", "-c", INDEX).stdout.split()
    return out[-2], out[-1]


def test_from_a_draft_to_a_report_that_is_found(new_context: NewContext, index: tuple[str, str]) -> None:
    pk, address = index
    advisor = new_context(viewport={"width": 1440, "height": 1000}).new_page()
    sign_in(advisor, "radgiver")
    edit = _write(advisor, pk)
    send_to_review(advisor)

    # She cannot publish it herself, and nobody sees it yet.
    open_form(advisor, edit)
    expect(advisor.locator("[name=action-publish], [data-workflow-action-name=approve]")).to_have_count(0)
    assert TITLE not in _found(new_context().new_page(), address, {"q": "hjemreise"})

    moderator = new_context(viewport={"width": 1440, "height": 1000}).new_page()
    sign_in(moderator, "moderator")
    approve(moderator, TITLE)
    _visitor_finds_it(new_context().new_page(), address)


def _write(page: Page, index: str) -> str:
    open_form(page, f"/admin/pages/add/network/experiencereportpage/{index}/")
    page.fill("#id_title", TITLE)
    page.fill("#id_organisations", "Universitetssykehuset Nord-Norge og Tromsø kommune")
    page.fill("#id_period_from", "2024-03-01")
    page.keyboard.press("Escape")
    for key, text in SECTIONS.items():
        write_rich(block_of(page, "sections", key), text)
    page.fill("#id_contact_role", "Prosjektleder")
    for term in ("Helse Nord", "Eldre", "Overganger"):
        choose_term(page, term)
    page.fill("#id_source", "InnoMed: prosjekterfaringer og aktuelt, 2023–2025")
    settle(page)
    with page.expect_navigation():
        page.locator("footer button:visible, footer input[type=submit]:visible").first.click()
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/edit/"), page.locator(".error-message").all_inner_texts()
    return page.url


def _found(page: Page, address: str, query: dict[str, str]) -> str:
    page.goto(f"{address}?{urlencode(query)}")
    return page.locator("main .v-reports, main .v-empty").first.inner_text()


def _visitor_finds_it(page: Page, address: str) -> None:
    # Search follows in the background, some seconds later. A browser may keep a page for a minute: another address.
    for number in range(40):
        if TITLE in _found(page, address, {"q": "hjemreise", "n": str(number)}):
            break
        page.wait_for_timeout(500)
    for query in (
        {"region": "helse-nord"},
        {"audience": "eldre"},
        {"theme": "overganger"},
        {"q": "legevakt"},
        {"region": "helse-nord", "audience": "eldre", "theme": "overganger", "q": "pårørende"},
    ):
        assert TITLE in _found(page, address, query), query
    assert TITLE not in _found(page, address, {"region": "helse-vest"})
    page.goto("/sok/?q=hjemreise")
    page.locator("main a", has_text=TITLE).first.click()
    main = page.locator("main")
    expect(page.locator("h1")).to_have_text(TITLE)
    for text in SECTIONS.values():
        expect(main).to_contain_text(text)
    # Sections that were not written are not shown, and the order is S75's.
    headings = main.locator(".v-report-section h2, .v-report-section h3").all_inner_texts()
    assert headings == ["Sammendrag", "Bakgrunn for prosjektet", "Erfaringer og læringspunkter"]
    expect(main).to_contain_text("Kilde: InnoMed: prosjekterfaringer og aktuelt, 2023–2025")


def test_the_filters_are_taken_away_one_by_one_and_an_empty_list_helps(page: Page, index: tuple[str, str]) -> None:
    address = index[1]
    page.goto(address)
    page.locator("label", has_text="Helse Nord").first.click()
    page.locator("form[role=search] button[type=submit]").first.click()
    page.wait_for_url("**region=helse-nord**")
    expect(page.locator(".v-reports > *")).not_to_have_count(0)
    page.goto(f"{address}?q=finnesikkenoested&region=helse-nord")
    expect(page.locator(".v-empty")).to_be_visible()
    page.locator(".v-empty a").click()
    expect(page.locator(".v-reports > *")).not_to_have_count(0)
