"""Forms: a rating without network, a table from a spreadsheet, and a form made in the admin that saves itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.admin import add_block, open_form
from tests.browser.conftest import PHONE, sign_in
from tests.support.server import PortalServer

NewContext = Callable[..., BrowserContext]
BEGIN = """
from portal.accounts.models import Membership, User
from portal.spaces.services.owned import space_of_organisation
from portal.worksheets.models import WorksheetTemplatePage
from portal.worksheets.services import ratings
from portal.worksheets.services.sheets import begin
person = User.objects.get(email="koordinator@demo.varig")
space = space_of_organisation(Membership.objects.filter(person=person).first().organisation)
forms = WorksheetTemplatePage.objects.filter(locale__language_code="nb")
rated = begin(person, forms.get(slug="passer-dette-hos-oss"), space, "Uten nett")
(seat,) = ratings.make_links(person, rated, ["Legen"])
table = begin(person, forms.get(slug="innvendinger"), space, "Limt inn")
print(f"FOUND {rated.get_absolute_url()} /vurder/{ratings.token_of(seat)}/ {table.get_absolute_url()}")
"""
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""
STORED = "() => JSON.stringify([{...sessionStorage}, {...localStorage}])"


@pytest.fixture(scope="module")
def addresses(portal_server: PortalServer) -> list[str]:
    """A rating, a link to it, and a sheet with a table."""
    said = portal_server.manage("shell", "-v", "0", "-c", BEGIN).stdout
    return said[said.index("FOUND") :].split()[1:4]


def posts_of(page: Page) -> list[Request]:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.on("dialog", lambda dialog: dialog.accept())
    return sent


def answer_all(page: Page) -> None:
    for scale in page.locator(".v-scale").all():
        scale.locator("label").nth(3).click()
    page.locator(".v-comment summary").first.click()
    page.locator(".v-comment textarea").first.fill("Bare et ord")


@pytest.mark.parametrize("through", ["link", "member"])
def test_a_rating_waits_for_the_network_and_is_sent_once(
    new_context: NewContext, addresses: list[str], through: str
) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    if through == "member":
        sign_in(page, "koordinator")
    page.goto(addresses[1] if through == "link" else addresses[0])
    sent = posts_of(page)
    answer_all(page)
    # What was typed outlives that the page is loaded anew.
    page.reload()
    expect(page.locator("[data-kept]")).to_be_visible()
    expect(page.locator(".v-comment textarea").first).to_have_value("Bare et ord")
    context.set_offline(True)
    page.get_by_role("button", name="Send svarene mine").click()
    expect(page.locator("[data-not-sent]")).to_contain_text("Nettet er borte")
    assert not sent
    context.set_offline(False)
    expect(page.get_by_text("Svarene dine er tatt imot")).to_be_visible()
    assert len(sent) == 1
    assert "Bare et ord" not in page.evaluate(STORED)
    assert "varig-kept" not in page.evaluate(STORED)


def test_who_goes_on_writing_says_again_when_to_send(new_context: NewContext, addresses: list[str]) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(addresses[1])
    sent = posts_of(page)
    context.set_offline(True)
    page.locator("form[data-sheet] button[type=submit]").click()
    expect(page.locator("[data-not-sent]")).to_contain_text("Nettet er borte")
    page.locator(".v-scale").first.locator("label").nth(1).click()
    expect(page.locator("[data-not-sent]")).to_contain_text("Trykk på knappen igjen")
    context.set_offline(False)
    page.wait_for_timeout(500)
    assert not sent


def test_pasted_cells_are_placed_or_told(new_context: NewContext, addresses: list[str]) -> None:
    page = new_context().new_page()
    sign_in(page, "koordinator")
    page.goto(addresses[2])
    page.locator("table[data-grid] [data-cell]").first.click()
    rows = [
        "Det tar for mye tid\tstoler ikke på oss\tVi prøver\tKE\t01.12.2026",
        "Hva er dette\tforstår det ikke\tForklar\tkoordinator\t5.12.26",
        "fjerde\tukjent verdi\tx\ty\tikke dato\tutenfor",
    ]
    page.evaluate(PASTE, "\n".join(rows))
    dates = page.locator("table[data-grid] input[type=date]")
    expect(dates.nth(0)).to_have_value("2026-12-01")
    expect(dates.nth(1)).to_have_value("2026-12-05")
    told = page.locator("[data-unplaced] li")
    expect(told).to_have_count(3)
    expect(told.nth(0)).to_contain_text("ukjent verdi")
    expect(told.nth(1)).to_contain_text("ikke dato")
    expect(told.nth(2)).to_have_text("Rad 3: utenfor")
    page.locator("[data-unplaced-done]").click()
    expect(page.locator("[data-unplaced]")).to_be_hidden()


def test_a_form_saves_itself_takes_many_lines_and_is_sent_to_review(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1440, "height": 1000}).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    sign_in(page, "redaktor")
    page.goto("/admin/")
    page.get_by_role("link", name="Lag et skjema").click()
    open_form(page, page.url)
    page.fill("#id_title", "Laget i prøven")
    add_block(page, "form", "Påstander på en skala")
    fields = page.locator("input[type=text][name*='-statements-']")
    fields.first.click()
    page.evaluate(PASTE, "1. Passer det?\n2. Går det?\n")
    expect(fields).to_have_count(2)
    expect(fields.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(fields).to_have_count(3)
    page.keyboard.type("Varer det?")
    assert [each.input_value() for each in fields.all()] == ["Passer det?", "Går det?", "Varer det?"]
    page.wait_for_url("**/edit/", timeout=30_000)
    page.wait_for_timeout(2000)
    page.locator("footer .w-dropdown__toggle").last.click()
    expect(page.get_by_role("button", name="Send til gjennomgang")).to_be_visible()
    assert said == []
