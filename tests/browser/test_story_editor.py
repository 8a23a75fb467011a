"""The editor: a guide with ordered steps, previewed, reviewed, translated to nynorsk and scheduled, all by clicking."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.admin import add_block, approve, block_of, choose_term, open_form, press, send_to_review, write_rich
from tests.browser.conftest import sign_in
from tests.support.server import PortalServer

NewContext = Callable[..., BrowserContext]
TITLE, SLUG = "Slik lager dere en felles plan", "slik-lager-dere-en-felles-plan"
ADDRESS = f"/verktoy/{SLUG}/"
STEPS = [
    ("Bli enige om hvem planen er for", "Snakk med personen først. Planen er hennes."),
    ("Skriv ned hvem som gjør hva", "Én tjeneste eier hvert tiltak."),
]
NYNORSK = {
    TITLE: "Slik lagar de ein felles plan",
    "To steg på veien til én plan.": "To steg på vegen til éin plan.",
    STEPS[0][0]: "Bli samde om kven planen er for",
    STEPS[0][1]: "Snakk med personen først. Planen er hennar.",
    STEPS[1][0]: "Skriv ned kven som gjer kva",
    STEPS[1][1]: "Éi teneste eig kvart tiltak.",
}
# Nobody types it: the address follows the title.
NYNORSK_SLUG = "slik-lagar-de-ein-felles-plan"
SOURCE = "Erfaringskonferanse oppfølgingsteam, Senja 10. oktober 2023 (lysark)"
FIND = """
from wagtail.models import Page
print(Page.objects.get(url_path="/hjem/verktoy/").pk)
"""
HASTEN = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Page, Revision
page = Page.objects.get(alias_of=None, slug="{slug}")
print(page.live, page.approved_schedule)
past = timezone.now() - timedelta(minutes=1)
waiting = Revision.objects.for_instance(page).exclude(approved_go_live_at=None).get()
waiting.content["go_live_at"] = past.isoformat()
waiting.approved_go_live_at = past
waiting.save(update_fields=["content", "approved_go_live_at"])
"""


def ask(server: PortalServer, code: str) -> list[str]:
    return server.manage("shell", "-v", "0", "-c", code).stdout.split()


@pytest.fixture(scope="module")
def section(portal_server: PortalServer) -> str:
    """The key of the section that guides stand in."""
    return ask(portal_server, FIND)[-1]


@pytest.fixture
def desk(new_context: NewContext) -> Callable[[str], Page]:
    def sit_down(who: str) -> Page:
        page = new_context(viewport={"width": 1440, "height": 1000}).new_page()
        sign_in(page, who)
        return page

    return sit_down


def write_guide(page: Page, section: str, title: str) -> str:
    open_form(page, f"/admin/pages/add/cms/guidepage/{section}/")
    page.fill("#id_title", title)
    page.fill("#id_summary", "To steg på veien til én plan.")
    for number, (step, text) in enumerate(STEPS):
        add_block(page, "steps", "Steg")
        page.fill(f"[name=steps-{number}-value-title]", step)
        write_rich(block_of(page, "steps", "step", number), text)
    choose_term(page, "Koordinering")
    page.fill("#id_source", SOURCE)
    page.fill("#id_last_checked", "2026-11-21")
    page.keyboard.press("Escape")
    press(page, "button.action-save")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    return re.search(r"/pages/(\d+)/", page.url)[1]  # type: ignore[index]


def test_from_an_empty_form_to_a_guide_in_two_languages(desk: Callable[[str], Page], section: str, page: Page) -> None:
    editor = desk("redaktor")
    key = write_guide(editor, section, TITLE)
    _look_at_the_preview(editor)
    send_to_review(editor)
    response = page.goto(ADDRESS)
    assert response is not None
    assert response.status == 404
    approve(desk("moderator"), TITLE)
    _read_in_bokmal(page)
    _meet_the_original(page)
    _translate(desk("oversetter"), key)
    # Nothing of the translation is out before somebody has approved it.
    _meet_the_original(page)
    _approve_translation(desk("moderator"))
    _switch_to_nynorsk(page)


def _look_at_the_preview(page: Page) -> None:
    page.locator("[data-side-panel-toggle=preview]").click()
    framed = page.frame_locator("[data-side-panel=preview] iframe, .w-preview__iframe").first
    expect(framed.locator("h1")).to_have_text(TITLE)
    expect(framed.locator("main")).to_contain_text(STEPS[1][1])
    page.locator("[data-side-panel-toggle=preview]").click()


def _read_in_bokmal(page: Page) -> None:
    page.goto(f"{ADDRESS}?1")
    expect(page.locator("h1")).to_have_text(TITLE)
    crumbs = page.locator("nav[aria-label='Du er her'] li").all_inner_texts()
    assert [each.strip() for each in crumbs] == ["Forside", "Verktøy", TITLE]
    steps = page.locator("article h2").all_inner_texts()
    places = [next(at for at, each in enumerate(steps) if step in each) for step, _text in STEPS]
    assert places == sorted(places)
    main = page.locator("main")
    expect(main).to_contain_text(f"Kilde: {SOURCE}")
    expect(main).to_contain_text(re.compile(r"Sist kontrollert:\s+21\. november 2026"))
    expect(main).to_contain_text("Koordinering")


def _meet_the_original(page: Page) -> None:
    """A reader of nynorsk stays in the nynorsk tree and is told which language the text is in."""
    page.goto(f"/nn{ADDRESS}?{time.monotonic_ns()}")
    expect(page.locator("h1")).to_have_text(TITLE)
    assert page.locator("html").get_attribute("lang") == "nn"
    expect(page.locator("main")).to_contain_text("Skriven på bokmål")


def _translate(page: Page, key: str) -> None:
    """All texts, then to review; the translator has no right to publish and is not led to delete."""
    page.goto(f"/admin/localize/submit/page/{key}/")
    page.get_by_label("Nynorsk").check()
    page.locator("main [type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    # The tool's own heading is English in every language.
    expect(page.locator(".js-translation-editor")).to_contain_text(TITLE)
    expect(page.get_by_text(re.compile("translation$")).locator("visible=true")).to_have_count(0)
    for source, text in NYNORSK.items():
        _translate_one(page, source, text)
    foot = page.locator("footer:visible")
    expect(foot.locator("button, a", has_text=re.compile("Publis|Publish"))).to_have_count(0)
    expect(foot.locator("button[type=submit]").first).to_have_text(re.compile("Send til gjennomgang"))
    with page.expect_navigation():
        foot.locator("button[type=submit]").first.click()
    expect(page.locator(".messages .success")).to_contain_text(NYNORSK[TITLE])
    note = page.get_by_text("Siden venter på gjennomgang.")
    expect(note).to_be_visible()
    assert note.evaluate("each => getComputedStyle(each).position") == "static"
    assert note.evaluate("each => !each.closest('footer')"), "it lies over the texts"


def _translate_one(page: Page, source: str, text: str) -> None:
    row = page.locator("li.incomplete:visible", has=page.get_by_text(source, exact=True)).last
    row.get_by_role("button", name=re.compile("Translate|Oversett")).click()
    field = page.locator("li:visible textarea, li:visible input[type=text], li:visible .public-DraftEditor-content")
    if field.first.evaluate("each => each.isContentEditable"):
        field.first.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(text)
    else:
        field.first.fill(text)
    with page.expect_response(lambda answer: "/translate/" in answer.url and answer.request.method in {"PUT", "POST"}):
        page.get_by_role("button", name=re.compile("^(Save|Lagre)")).locator("visible=true").first.click()
    expect(page.locator("li.complete", has=page.get_by_text(text, exact=True))).not_to_have_count(0)


def _approve_translation(page: Page) -> None:
    """The moderator finds it on the admin's front page and reads it before it goes out."""
    page.goto("/admin/")
    page.locator("#awaiting-review-content, section:has(#awaiting-review-heading)").get_by_role(
        "link", name=NYNORSK[TITLE]
    ).first.click()
    page.wait_for_load_state("networkidle")
    button = page.locator("footer:visible button[type=submit]").first
    expect(button).to_have_text(re.compile("Godkjenn og publiser"))
    with page.expect_navigation():
        button.click()
    expect(page.locator(".messages .success")).to_contain_text(NYNORSK[TITLE])


def _switch_to_nynorsk(page: Page) -> None:
    page.goto(f"{ADDRESS}?2")
    page.locator("footer a[hreflang=nn], footer a[lang=nn]").first.click()
    page.wait_for_url(f"**/nn/verktoy/{NYNORSK_SLUG}/")
    assert page.locator("html").get_attribute("lang") == "nn"
    expect(page.locator("h1")).to_have_text(NYNORSK[TITLE])
    main = page.locator("main")
    expect(main).not_to_contain_text("Skriven på")
    crumbs = page.locator("nav[aria-label='Du er her'] li").all_inner_texts()
    assert [each.strip() for each in crumbs] == ["Framside", "Verktøy", NYNORSK[TITLE]]
    expect(main).to_contain_text(f"Kjelde: {SOURCE}")
    expect(main).to_contain_text(re.compile(r"Sist kontrollert:\s+21\. november 2026"))
    for step, text in STEPS:
        expect(main).to_contain_text(NYNORSK[step])
        expect(main).to_contain_text(NYNORSK[text])
    page.locator("footer a[hreflang=nb], footer a[lang=nb]").first.click()
    page.wait_for_url(f"**{ADDRESS}")
    expect(page.locator("h1")).to_have_text(TITLE)


def test_a_scheduled_guide_comes_when_its_time_has_come(
    desk: Callable[[str], Page], section: str, page: Page, portal_server: PortalServer
) -> None:
    title, slug = "En guide som venter", "en-guide-som-venter"
    moderator = desk("moderator")
    write_guide(moderator, section, title)
    moderator.locator("[data-side-panel-toggle=status]").click()
    moderator.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    moderator.fill("#id_go_live_at", "2030-01-01 08:00")
    # By keyboard: the calendar lies over the button.
    moderator.locator("#schedule-publishing-dialog button[type=submit]").press("Enter")
    moderator.wait_for_load_state("networkidle")
    press(moderator, "button[name=action-publish]")
    response = page.goto(f"/verktoy/{slug}/")
    assert response is not None
    assert response.status == 404
    assert ask(portal_server, HASTEN.format(slug=slug)) == ["False", "True"]
    portal_server.manage("publish_scheduled")
    response = page.goto(f"/verktoy/{slug}/?2")
    assert response is not None
    assert response.status == 200
    page.goto("/verktoy/?2")
    expect(page.locator("main")).to_contain_text(title)
