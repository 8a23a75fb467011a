"""A course run as a group: planned by a facilitator, met by a participant. On a phone, by what can be pressed."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in

NewContext = Callable[..., BrowserContext]
PHONE = {"viewport": {"width": 360, "height": 740}}
SHARED = "Jeg ventet, og da kom det viktigste."


def fits(page: Page) -> None:
    """Nothing makes the page wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


def test_a_facilitator_plans_moves_and_opens_a_group(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    sign_in(page, "radgiver")
    page.goto("/laer/tillitsbyggerne/")
    page.get_by_role("link", name="Planlegg et kull").click()
    page.get_by_role("button", name="Planlegg kullet").click()
    expect(page.get_by_role("alert")).to_be_visible()
    fits(page)
    page.get_by_label("Hva heter kullet?").fill("Tillitsbyggerne, våren 2027")
    page.get_by_label("Hvilken dag er den første samlingen?").fill("2027-05-03")
    page.get_by_role("button", name="Planlegg kullet").click()
    # Two weeks after is 17 May.
    expect(page.locator("input[type=date]").nth(1)).to_have_value("2027-05-18")
    fits(page)
    page.get_by_label("Ny første dag").fill("2027-05-04")
    page.get_by_role("button", name="Vis dagene").click()
    expect(page.locator("input[type=date]").nth(1)).to_have_value("2027-05-19")
    page.get_by_role("button", name="Lagre dagene").click()
    expect(page.get_by_text("2 samlinger er flyttet.")).to_be_visible()
    expect(page.get_by_text("Ja fra lederne er ikke notert.")).to_be_visible()
    page.get_by_role("button", name="Åpne kullet").click()
    expect(page.locator("h1 + .ds-tag")).to_have_text("Åpent")
    fits(page)


def test_a_participant_practises_and_shares_with_the_group_and_nothing_else_is_seen(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    sign_in(page, "prosjektmedlem")
    page.goto("/laer/tillitsbyggerne/to-samlinger/samling-1/")
    expect(page.get_by_text("Du var der.")).to_be_visible()
    page.goto("/laer/tillitsbyggerne/to-samlinger/velg-en-ting/")
    page.get_by_text("Jeg venter til den andre er ferdig").click()
    page.get_by_role("button", name="Dette vil jeg prøve").click()
    page.locator("#share-with").select_option(label="Tillitsbyggerne i demoen")
    page.locator("#share-text").fill(SHARED)
    page.locator("#share button[type=submit]").first.click()
    expect(page.get_by_text("Delt.", exact=True)).to_be_visible()

    lead = new_context(**PHONE).new_page()
    sign_in(lead, "radgiver")
    lead.goto("/kull/")
    lead.get_by_role("link", name="Tillitsbyggerne i demoen").click()
    expect(lead.get_by_text(SHARED)).to_be_visible()
    lead.get_by_role("link", name="Folk: svar, oppmøte og framdrift").click()
    lead.get_by_role("link", name="Mistet en samling").click()
    expect(lead.locator("main li b").first).to_have_text("Prosjektleder i demo-kommunen")
    fits(lead)
