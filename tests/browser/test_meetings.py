"""A meeting in the browser: planned with the keyboard on a phone, and run by a clock that the network leaves."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in

NewContext = Callable[..., BrowserContext]
PHONE = {"viewport": {"width": 360, "height": 740}}


def plan(page: Page, title: str) -> str:
    """Plan a meeting of the demo's project from an agenda of the library, and return its address."""
    sign_in(page, "prosjektleder")
    page.goto("/min-side/")
    inside = page.locator("main a[href^='/prosjekter/']").first.get_attribute("href") or ""
    page.goto("/".join(inside.split("/")[:3]) + "/")
    page.get_by_role("main").get_by_role("link", name="Møter", exact=True).click()
    page.get_by_role("link", name="Planlegg et møte").click()
    page.get_by_label("Hva heter møtet?").fill(title)
    page.get_by_label("Hvilken agenda begynner du med?").select_option(label="Veiledning med reflekterende team")
    page.get_by_label("Hvilken dag?").fill("2027-01-12")
    page.get_by_role("button", name="Planlegg møtet").click()
    expect(page.locator("h1")).to_have_text(title)
    return page.url.partition("#")[0]


def slots(page: Page) -> list[str]:
    return page.locator("[data-slot] .v-slot-title").all_inner_texts()


def test_the_agenda_is_moved_by_key_and_by_drag(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    address = plan(page, "Veiledning på telefon")
    page.goto(f"{address}agenda/")
    before = slots(page)
    first = page.locator("[data-slot]").first
    down = first.get_by_role("button", name="ned")
    name = down.get_attribute("id")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-slot] .v-slot-title").nth(1)).to_have_text(before[0])
    assert page.evaluate("document.activeElement.id") == name, "whoever moves on goes on from where they are"

    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    now = slots(page)
    with page.expect_response(lambda got: got.request.method == "POST") as taken:
        third = page.locator("[data-slot]").nth(2)
        page.locator("[data-slot]").first.drag_to(third, target_position={"x": 90, "y": 45})
    assert taken.value.ok
    expect(page.locator("[data-slot] .v-slot-title").nth(2)).to_have_text(now[0])
    page.reload()
    assert slots(page)[2] == now[0]


def test_the_clock_goes_on_without_a_network_and_tells_the_others_afterwards(new_context: NewContext) -> None:
    context = new_context(**PHONE)
    page = context.new_page()
    address = plan(page, "Veiledning uten nett")
    page.get_by_role("button", name="Kunngjør møtet").click()
    other = new_context().new_page()
    sign_in(other, "prosjektmedlem")
    other.goto(f"{address}folg/")
    page.goto(f"{address}kjoreplan/")
    page.get_by_role("button", name="Begynn nå").click()
    first = page.locator("[data-now=title]").inner_text()
    expect(other.locator("[data-now=title]")).to_have_text(first, timeout=15_000)

    context.set_offline(True)
    page.get_by_role("button", name="Fem minutter til").click()
    page.get_by_role("button", name="Gå videre til neste").click()
    expect(page.locator("[data-now=status]")).to_contain_text("Ingen nettforbindelse")
    second = page.locator("[data-now=title]").inner_text()
    assert second != first
    assert other.locator("[data-now=title]").inner_text() == first

    context.set_offline(False)
    expect(other.locator("[data-now=title]")).to_have_text(second, timeout=15_000)
    expect(page.locator("[data-now=status]")).to_be_empty(timeout=15_000)
    page.reload()
    expect(page.locator("[data-now=title]")).to_have_text(second)
