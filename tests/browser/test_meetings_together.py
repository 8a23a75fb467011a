"""What people do together in a meeting, in two browsers at once: notes by key and by drag, and the pulse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_meetings import plan

NewContext = Callable[..., BrowserContext]
PHONE = {"viewport": {"width": 360, "height": 740}}


def held(page: Page, title: str) -> str:
    """A meeting that is announced, by whoever leads it."""
    address = plan(page, title)
    page.get_by_role("button", name="Kunngjør møtet").click()
    return address


def group(name: str) -> str:
    return f"[data-group]:has(h2:has-text('{name}'))"


def test_two_sort_the_same_wall_and_both_see_it(new_context: NewContext) -> None:
    lead, other = new_context().new_page(), new_context(**PHONE).new_page()
    address = held(lead, "Lapper for to")
    lead.goto(f"{address}lapper/")
    sign_in(other, "prosjektmedlem")
    other.goto(f"{address}lapper/")
    other.get_by_label("Nye lapper").fill("Ring dagen før\nFelles mal\nFast kontakt")
    other.get_by_role("button", name="Sett på tavla").click()
    expect(other.locator(".v-note")).to_have_count(3)
    expect(other.get_by_label("Nye lapper")).to_have_value("")

    # The other's notes come by themselves; a tick that is set meanwhile stays.
    expect(lead.locator(".v-note")).to_have_count(3, timeout=15_000)
    lead.get_by_label("Felles mal").check()
    other.get_by_label("Nye lapper").fill("Enda en")
    other.get_by_role("button", name="Sett på tavla").click()
    expect(lead.locator(".v-note")).to_have_count(4, timeout=15_000)
    expect(lead.get_by_label("Felles mal")).to_be_checked()

    # By key alone: name a group, and the ticked note lies in it.
    lead.get_by_label("Navn på gruppa").first.fill("Verktøy")
    lead.keyboard.press("Enter")
    expect(lead.locator(f"{group('Verktøy')} .v-note")).to_have_text(["Felles mal"])
    lead.get_by_label("Fast kontakt").focus()
    lead.keyboard.press("Space")
    lead.locator(group("Verktøy")).get_by_role("button", name="Legg her").focus()
    lead.keyboard.press("Enter")
    expect(lead.locator(f"{group('Verktøy')} .v-note")).to_have_count(2)

    # By drag.
    with lead.expect_response(lambda got: got.request.method == "POST") as taken:
        lead.locator(".v-note", has_text="Enda en").drag_to(lead.locator(group("Verktøy")).locator("h2"))
    assert taken.value.ok
    expect(lead.locator(f"{group('Verktøy')} .v-note")).to_have_count(3)
    expect(other.locator(f"{group('Verktøy')} .v-note")).to_have_count(3, timeout=15_000)

    lead.get_by_role("button", name="Før dem inn i referatet").click()
    expect(lead.locator("#minutes").locator("..").locator("..")).to_contain_text("Ikke sortert")


def test_the_pulse_comes_to_the_phone_by_itself(new_context: NewContext) -> None:
    lead, phone = new_context().new_page(), new_context(**PHONE).new_page()
    address = held(lead, "Puls for to")
    sign_in(phone, "prosjektmedlem")
    phone.goto(f"{address}folg/")
    lead.goto(f"{address}puls/")
    lead.get_by_role("button", name="Spør nå").first.click()
    expect(phone.get_by_role("heading", name="Hvor trygg er du på de andre her?")).to_be_visible(timeout=15_000)
    phone.get_by_role("radio", name="4").check(force=True)
    phone.get_by_role("button", name="Send svaret").click()
    expect(phone.locator("#pulse")).to_contain_text("Takk, du har svart.")
    expect(lead.locator("#pulse")).to_contain_text("1 har svart.", timeout=15_000)
    lead.get_by_role("button", name="Lukk spørsmålet").click()
    expect(lead.locator("#pulse")).to_contain_text("Færre enn fem svarte")
    expect(phone.locator("#pulse")).to_contain_text("Færre enn fem svarte", timeout=15_000)
