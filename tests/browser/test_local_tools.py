"""What is typed in a tool of the browser never leaves it: the network is watched, then cut, and nothing is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

CANARY = "Kanarifuglord"
# The browser asks for the tab's icon when it has time to, after everything else on a busy machine. It carries nothing.
ICON = re.compile(r"/static/icons/favicon[.\w]*\.svg$")
KEPT = """() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"""


@pytest.fixture
def watched(new_context: Callable[..., BrowserContext]) -> tuple[Page, list[Request]]:
    """A phone, and every request that leaves it after the page has come."""
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    return page, []


def open_and_watch(watched: tuple[Page, list[Request]], address: str) -> Page:
    page, seen = watched
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: seen.append(request))
    page.context.set_offline(True)
    return page


def nothing_left(watched: tuple[Page, list[Request]]) -> None:
    page, seen = watched
    sent = [request.url for request in seen if not request.url.startswith("blob:") and not ICON.search(request.url)]
    assert sent == []
    assert CANARY not in page.evaluate(KEPT)
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_psfs_counts_without_a_network_and_sends_nothing(watched: tuple[Page, list[Request]], tmp_path: Path) -> None:
    page = open_and_watch(watched, "/nn/laer/kva-er-viktig-psfs/")
    page.fill("#psfs-name", CANARY)
    page.fill("#psfs-a1", f"Gå i trappa {CANARY}")
    # By keyboard: into the scale, and along it with the arrows.
    page.locator('[name=psfs-s1][value="3"]').focus()
    page.keyboard.press("Space")
    page.locator('[name="psfs-now"][value="1"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-activity="1"] [data-before-line]')).to_have_text("Sist: 3")
    page.locator('[name=psfs-s1][value="0"]').focus()
    page.keyboard.press("Space")
    for _step in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.locator('[data-score-of="1-2"]')).to_have_text("5 ◆")
    expect(page.locator('[data-mean-of="2"]')).to_have_text("5")
    expect(page.locator("[data-says]")).to_contain_text("tydeleg betring")
    with page.expect_download() as saving:
        page.click("[data-local=save]")
    file = tmp_path / "psfs.json"
    saving.value.save_as(file)
    assert json.loads(file.read_text())["data"]["name"] == CANARY
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-local=clear]")
    expect(page.locator("#psfs-name")).to_have_value("")
    expect(page.locator('[data-score-of="1-2"]')).to_have_text("")
    page.set_input_files("[data-local=open]", file)
    expect(page.locator("#psfs-name")).to_have_value(CANARY)
    expect(page.locator('[data-score-of="1-2"]')).to_have_text("5 ◆")
    nothing_left(watched)


def test_a_file_that_is_something_else_is_refused_and_takes_nothing_away(
    watched: tuple[Page, list[Request]], tmp_path: Path
) -> None:
    page = open_and_watch(watched, "/laer/hva-er-viktig-psfs/")
    page.fill("#psfs-name", CANARY)
    for number, text in enumerate(("ikke json", '{"varig": "meeting", "data": {}}', "[]")):
        file = tmp_path / f"{number}.json"
        file.write_text(text)
        page.set_input_files("[data-local=open]", file)
        expect(page.locator("[data-local-problem]")).to_contain_text("kan ikke leses her")
        expect(page.locator("#psfs-name")).to_have_value(CANARY)
    odd = tmp_path / "odd.json"
    odd.write_text(
        json.dumps({"varig": "psfs", "data": {"name": 5, "activities": [{"text": "<b>x</b>", "scores": [11]}]}})
    )
    page.set_input_files("[data-local=open]", odd)
    expect(page.locator("#psfs-a1")).to_have_value("<b>x</b>")
    expect(page.locator('[data-text-of="1"]')).to_have_text("<b>x</b>")
    expect(page.locator('[data-score-of="1-1"]')).to_have_text("")
    nothing_left(watched)


def test_the_meeting_clock_runs_without_a_network_and_sends_nothing(watched: tuple[Page, list[Request]]) -> None:
    page, _seen = watched
    page.clock.install()
    open_and_watch(watched, "/laer/motet/")
    page.fill("#purpose", CANARY)
    page.fill("#item-0", f"{CANARY} først")
    page.fill("#minutes-0", "5")
    page.click("[data-agenda-do=add]")
    expect(page.locator("#item-1")).to_be_focused()
    page.keyboard.type("Siste sak")
    page.click("[data-clock=start]")
    page.clock.run_for(6 * 60 * 1000)
    expect(page.locator("[data-left]")).to_have_text("−1:00")
    expect(page.locator("[data-standing]")).to_have_text("Dere ligger omtrent 1 min etter.")
    page.click("[data-clock=next]")
    expect(page.locator("[data-item-now]")).to_have_text("2. Siste sak")
    page.click("[data-clock=pause]")
    page.clock.run_for(60_000)
    expect(page.locator("[data-left]")).to_have_text("10:00")
    page.click("[data-agenda-do=drop] >> nth=0")
    expect(page.locator("#item-0")).to_have_value("Siste sak")
    expect(page.locator("#item-0")).to_be_focused()
    page.check("#tick-ask")
    nothing_left(watched)


def test_minutes_that_cannot_be_are_refused_beside_their_field_and_stay_as_typed(
    watched: tuple[Page, list[Request]], tmp_path: Path
) -> None:
    page = open_and_watch(watched, "/laer/motet/")
    field, problem = page.locator("#minutes-0"), page.locator("#minutes-problem-0")
    expect(problem).to_be_hidden()
    for typed in ("0", "-5", "5,5", ""):
        field.fill(typed)
        field.blur()
        expect(problem).to_have_text("Skriv hele minutter fra 1 til 240. Til da regnes saken som 10 min.")
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_attribute("aria-describedby", "minutes-problem-0")
        expect(page.locator("[data-left]")).to_have_text("10:00")
    field.fill("-5")
    page.click("[data-agenda-do=add]")  # the list is drawn anew, and still says it
    expect(field).to_have_value("-5")
    expect(problem).to_be_visible()
    expect(page.locator("#minutes-problem-1")).to_be_hidden()
    field.fill("25")
    expect(problem).to_be_hidden()
    expect(page.locator("[data-left]")).to_have_text("25:00")
    nothing_left(watched)


@pytest.mark.parametrize(
    ("address", "name"), [("/laer/motet/", "mote"), ("/nn/laer/motet/", "mote"), ("/en/learn/the-meeting/", "meeting")]
)
def test_the_meetings_file_is_named_in_the_readers_language_and_old_ones_are_opened(
    watched: tuple[Page, list[Request]], tmp_path: Path, address: str, name: str
) -> None:
    page = open_and_watch(watched, address)
    page.fill("#purpose", CANARY)
    with page.expect_download() as saving:
        page.click("[data-local=save]")
    assert re.fullmatch(rf"{name}-\d{{4}}-\d\d-\d\d\.json", saving.value.suggested_filename)
    old = tmp_path / "meeting-2026-11-01.json"
    saving.value.save_as(old)
    page.fill("#purpose", "noe annet")
    page.set_input_files("[data-local=open]", old)
    expect(page.locator("#purpose")).to_have_value(CANARY)
    nothing_left(watched)


def test_the_first_meeting_is_prepared_without_a_network_and_sends_nothing(
    watched: tuple[Page, list[Request]], tmp_path: Path
) -> None:
    page = open_and_watch(watched, "/nn/laer/det-forste-motet/")
    page.check("#role-new")
    expect(page.locator("[data-recipe-step]:visible")).to_have_count(3)
    expect(page.locator("[data-part=user]:visible")).to_have_count(0)
    page.fill("#fm-talk", f"Jobben {CANARY}")
    page.fill("#fm-silent", f"Skulda {CANARY}")
    expect(page.locator("[data-made=call]")).to_contain_text("dette er [rolla di].")
    page.fill("#fm-me", f"rettleiaren {CANARY}")
    expect(page.locator("[data-made=call]")).to_contain_text(f"dette er rettleiaren {CANARY}.")
    page.fill("#fm-points", "Du ringjer tysdag.\nVi møtest på DPS")
    expect(page.locator("[data-made=sms]")).to_contain_text("Du ringjer tysdag. Vi møtest på DPS. Dette skjer vidare")
    expect(page.locator("[data-length-of=sms]")).to_contain_text("teikn")
    # What is not to be shared stands on the sheet of the user and the one who leads, and on no other.
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="print")
    for sheet, told in (("agenda", False), ("own", True), ("recipe", False)):
        page.evaluate(f"document.querySelector('[data-print={sheet}]').click()")
        expect(page.locator("#fm-silent")).to_be_visible(visible=told)
        expect(page.locator("#fm-talk")).to_be_visible(visible=sheet != "recipe")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    with page.expect_download() as saving:
        page.click("[data-local=save]")
    file = tmp_path / "mote.json"
    saving.value.save_as(file)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-local=clear]")
    expect(page.locator("#fm-talk")).to_have_value("")
    expect(page.locator("#role-all")).to_be_checked()
    page.set_input_files("[data-local=open]", file)
    expect(page.locator("#fm-talk")).to_have_value(f"Jobben {CANARY}")
    expect(page.locator("#role-new")).to_be_checked()
    nothing_left(watched)


def test_the_demo_room_is_played_by_keyboard_without_a_network_and_sends_nothing(
    watched: tuple[Page, list[Request]], tmp_path: Path
) -> None:
    page = open_and_watch(watched, "/laer/samsnakk-demorom/")
    expect(page.locator("[data-scene]:visible")).to_have_count(1)
    # A choice that does not fit says why, and lets one try again.
    page.locator("[data-scene]:visible [data-choose]").nth(0).press("Enter")
    expect(page.locator("[data-feedback]:visible")).to_have_count(1)
    expect(page.locator("[data-log] li")).to_have_count(0)
    page.locator("[data-scene]:visible [data-choose]").nth(1).press("Enter")
    expect(page.locator("[data-log] li")).to_have_count(1)
    expect(page.locator("[data-scene]:visible [data-on]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-scene]:visible h2")).to_be_focused()
    page.locator("[data-scene]:visible [data-choose]").nth(1).press("Enter")
    page.fill("[data-own]", "fnr 01010750160")
    page.click("[data-put]")
    expect(page.locator("[data-own-problem]")).to_contain_text("fødselsnummer")
    expect(page.locator("[data-own]")).to_have_value("fnr 01010750160")
    page.fill("[data-own]", CANARY)
    page.click("[data-put]")
    expect(page.locator("[data-log] li").last).to_contain_text(CANARY)
    with page.expect_download() as saving:
        page.click("[data-local=save]")
    file = tmp_path / "rom.json"
    saving.value.save_as(file)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-local=clear]")
    expect(page.locator("[data-log] li")).to_have_count(0)
    page.set_input_files("[data-local=open]", file)
    expect(page.locator("[data-log] li")).to_have_count(3)
    expect(page.locator("[data-at]")).to_have_text("Scene 3 av 7")
    for _scene in range(5):
        page.locator("[data-scene]:visible [data-choice]:has([data-fits]) [data-choose]").first.press("Enter")
        page.locator("[data-scene]:visible [data-on]").press("Enter")
    expect(page.locator("[data-end]")).to_be_visible()
    expect(page.locator("[data-scene]:visible")).to_have_count(0)
    nothing_left(watched)


def test_a_form_that_stays_in_the_browser_is_kept_in_a_file_and_sends_nothing(
    watched: tuple[Page, list[Request]], tmp_path: Path
) -> None:
    page = open_and_watch(watched, "/verktoy/skjemaer/tolv-tips-huskeliste/")
    boxes = page.locator("[data-local-sheet] input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(3).check()
    with page.expect_download() as saving:
        page.click("[data-local=save]")
    file = tmp_path / "sjekkliste.json"
    saving.value.save_as(file)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-local=clear]")
    expect(page.locator("[data-local-sheet] input:checked")).to_have_count(0)
    page.set_input_files("[data-local=open]", file)
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(3)).to_be_checked()
    expect(page.locator("[data-local-sheet] input:checked")).to_have_count(2)
    # Enter in a field sends no form: there is none.
    boxes.nth(0).focus()
    page.keyboard.press("Enter")
    nothing_left(watched)


def test_psfs_shows_an_even_row_of_faces_and_all_four_conversations_on_a_phone(
    watched: tuple[Page, list[Request]],
) -> None:
    page = open_and_watch(watched, "/laer/hva-er-viktig-psfs/")
    page.fill("#psfs-a1", "Gå i trappen til naboen i etasjen over")
    for number in range(1, 5):
        page.locator("#psfs-date").fill(f"2026-1{number % 3}-2{number}")
        page.locator(f"[name=psfs-s1][value='{2 * number}']").locator("xpath=..").click()
        if number < 4:
            page.locator(f"[name=psfs-now][value='{number + 1}']").locator("xpath=..").click()
    page.locator("label[for=psfs-faces]").click()
    shape = "each => each.map((one) => { const box = one.getBoundingClientRect(); return [box.top, box.height]; })"
    boxes = page.locator("[data-activity='1'] .v-psfs-scale span").evaluate_all(shape)
    assert len({round(height) for _top, height in boxes}) == 1
    assert len({round(top) for top, _height in boxes}) == 2
    around = page.locator(".v-scroll:has(.v-psfs-table)")
    assert around.evaluate("one => one.scrollWidth <= one.clientWidth")
    page.emulate_media(media="print")
    assert around.evaluate("one => one.scrollWidth <= one.clientWidth")
