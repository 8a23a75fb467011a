"""The project lead: a project begun in the middle, a goal, a measure, twenty pasted weeks, a test, two at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.walk import Keyboard, download, nothing_foreign, sign_in_by_keyboard

NewContext = Callable[..., BrowserContext]
VALUES = [24, 31, 28, 22, 30, 26, 33, 25, 29, 27, 35, 42, 47, 44, 52, 49, 55, 51, 58, 56]
MONDAYS = [date(2026, 7, 6) + timedelta(weeks=week) for week in range(len(VALUES))]
PASTED = [f"{day:%d.%m.%Y}\t{value},0" for day, value in zip(MONDAYS, VALUES, strict=True)]
BROKEN = [*PASTED[:7], f"{MONDAYS[7]:%d.%m.%Y}\tmange", *PASTED[8:]]


@dataclass
class Work:
    """The project that this module's tests make, step by step, each from what the one before left."""

    page: Page
    project: str = ""
    goal: str = ""
    measure: str = ""


def submit(page: Page) -> None:
    """Send the form of the page with its first button."""
    page.locator("main form[method=post] button[type=submit]:not([name=preview], [name=archive])").last.click()


def new_project(page: Page, title: str) -> str:
    page.goto("/prosjekter/nytt/")
    page.fill("input[name=title]", title)
    page.fill("textarea[name=summary]", "Flere møter skal handle om det brukeren vil snakke om.")
    submit(page)
    page.wait_for_url(re.compile(r"/prosjekter/\d+/$"))
    return page.url


def new_goal(page: Page, project: str) -> str:
    page.goto(f"{project}mal/nytt/")
    page.fill("textarea[name=what]", "møter med en agenda laget sammen med brukeren")
    page.fill("textarea[name=who]", "brukere med oppfølgingsteam")
    page.fill("textarea[name=where]", "demokommunen")
    page.fill("input[name=baseline]", "27,5")
    page.fill("input[name=target]", "60")
    page.fill("input[name=unit]", "%")
    page.fill("input[name=deadline]", "2027-06-01")
    submit(page)
    page.wait_for_url(re.compile(r"/mal/\d+/#said$"))
    return page.url.removesuffix("#said")


def new_measure(page: Page, project: str, name: str = "Møter med brukerens agenda") -> str:
    page.goto(f"{project}malinger/ny/")
    page.fill("input[name=name]", name)
    page.locator("input[name=shape][value=percent]").check(force=True)
    page.fill("input[name=target]", "60")
    page.locator("input[name=is_practice]").check(force=True)
    submit(page)
    page.wait_for_url(re.compile(r"/malinger/\d+/"))
    return re.match(r".*/malinger/\d+/", page.url)[0]  # type: ignore[index]


@pytest.fixture
def lead(new_context: NewContext) -> Page:
    page = new_context(accept_downloads=True).new_page()
    sign_in(page, "prosjektleder")
    return page


def test_a_project_that_starts_in_the_middle_by_keyboard_on_a_phone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    with nothing_foreign(page) as wrong:
        keys = sign_in_by_keyboard(page, "prosjektleder")
        page.goto("/prosjekter/")
        keys.enter("a[href$='/prosjekter/nytt/']")
        page.wait_for_url("**/nytt/")
        keys.write("input[name=title]", "Agenda med brukeren, fra tastaturet")
        keys.enter("main form[method=post] button[type=submit]")
        page.wait_for_url(re.compile(r"/prosjekter/\d+/$"))
        project = page.url
        expect(page.locator(".v-phase")).to_have_count(5)
        assert page.locator(".v-phase a[href*='/steg/']").count() == 13
        _mark_first_steps(page, keys)
        _write_a_goal(page, keys, project)
    assert wrong == []
    assert keys.lost == set()


def _mark_first_steps(page: Page, keys: Keyboard) -> None:
    keys.enter("a[href$='/steg/']")
    page.wait_for_url("**/steg/")
    for _ in range(3):
        keys.to("input[name=steps]:not(:checked)")
        page.keyboard.press("Space")
    keys.enter("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/prosjekter/\d+/$"))
    steps = page.locator(".v-phase").first.locator("a")
    for number in range(3):
        expect(steps.nth(number)).to_contain_text("gjort før Varig")


def _write_a_goal(page: Page, keys: Keyboard, project: str) -> None:
    page.goto(f"{project}mal/nytt/")
    keys.write("textarea[name=what]", "møter med en agenda laget sammen med brukeren")
    keys.write("input[name=baseline]", "27,5")
    keys.write("input[name=target]", "60")
    keys.enter("button[name=preview]")
    expect(page.locator("#sentence")).to_contain_text("Møter med en agenda")
    expect(page.locator("input[name=baseline]")).to_have_value("27,5")
    # Time-bound is not met yet: the page says so, and lets her save all the same.
    assert page.locator(".v-checks li:not([data-state=ok])").count() > 0
    keys.enter("main form button[type=submit]:not([name=preview])")
    page.wait_for_url(re.compile(r"/mal/\d+/#said$"))


def test_twenty_weeks_with_one_bad_row_become_a_chart_with_its_test(lead: Page) -> None:
    project = new_project(lead, "Agenda med brukeren")
    measure = new_measure(lead, project)
    _paste_and_mend(lead, measure)
    _read_the_chart(lead)
    _record_a_test(lead, project, measure)
    lead.goto(measure)
    expect(lead.locator(".v-chart-frame svg").first).to_contain_text("Ring før møtet")


def _paste_and_mend(page: Page, measure: str) -> None:
    page.goto(f"{measure}tall/")
    page.fill("textarea[name=many-text]", "\n".join(BROKEN))
    page.click("button[name=many]")
    page.wait_for_url(re.compile(r"/tall/\d+/$"))
    problem = page.locator("tr[data-state=problem]")
    expect(problem).to_have_count(1)
    expect(problem).to_contain_text("mange")
    expect(page.locator("tbody tr")).to_have_count(20)
    expect(page.locator("textarea[name=many-text]")).to_have_value("\n".join(BROKEN))
    # Nothing is stored by looking.
    again = page.context.new_page()
    again.goto(measure)
    expect(again.locator("main svg.v-chart")).to_have_count(0)
    again.close()
    page.fill("textarea[name=many-text]", "\n".join(PASTED))
    page.locator("details form button").last.click()
    expect(page.locator("tr[data-state=problem]")).to_have_count(0)
    page.locator("form[action$='/lagre/'] button").click()
    page.wait_for_url(re.compile(r"/malinger/\d+/#said$"))


def _read_the_chart(page: Page) -> None:
    main = page.locator("main")
    expect(main).to_contain_text("Nivået har økt. De siste 10 tallene ligger over medianen, 34 %")
    expect(main).to_contain_text("øvingstall")
    expect(page.locator("main table tbody tr")).to_have_count(20)

    picture = download(page, "a[href$='diagram.svg']")
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own server made it
    words = " ".join(root.itertext())
    assert root.tag.endswith("svg")
    assert "øvingstall" in words.lower()
    assert "median" in words
    assert "style" not in root.attrib

    text = download(page, "a[href$='tall.csv']").decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=";") if row]
    assert "øvingstall" in text.lower()
    assert sum(bool(re.match(r"\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}", row[0])) for row in rows) == 20


def _record_a_test(page: Page, project: str, measure: str) -> None:
    page.goto(f"{project}pdsa/ny/")
    page.fill("input[name=title]", "Ring før møtet")
    page.fill("textarea[name=question]", "Får flere møter en felles agenda hvis vi ringer først?")
    page.fill("textarea[name=prediction]", "Andelen går over 45 % på ti uker.")
    page.fill("textarea[name=plan]", "Koordinatorene ringer tre dager før.")
    page.fill("input[name=started_on]", "2026-09-14")
    key = re.search(r"malinger/(\d+)", measure)[1]  # type: ignore[index]
    page.locator(f"input[name=measures][value='{key}']").check(force=True)
    page.locator("input[name=scale][value=unit]").check(force=True)
    page.click("button[name=advance]")
    page.wait_for_url(re.compile(r"/pdsa/\d+/$"))
    page.fill("textarea[name=observed]", "Ringerunden startet 14. september.")
    page.fill("input[name=ended_on]", "2026-11-20")
    page.click("button[name=advance]")
    page.fill("textarea[name=finding]", "Medianen var 27,5 % før og 50 % etter.")
    page.locator("[name=match]").first.check(force=True)
    page.click("button[name=advance]")
    page.locator("input[name=decision][value=adapt]").check(force=True)
    page.fill("textarea[name=decision_reason]", "Noen vil heller ha en melding.")
    page.click("button[name=advance]")
    expect(page.locator("h1 + .ds-tag")).to_have_text("avsluttet")


def test_two_points_give_no_verdict(lead: Page) -> None:
    lead.goto("/prosjekter/")
    lead.get_by_role("link", name="Oppfølgingsteam i alle tjenester").first.click()
    lead.locator("a", has_text="Aktive oppfølgingsteam i Senja").first.click()
    main = lead.locator("main")
    expect(main).to_contain_text("102 team")
    expect(main).to_contain_text("Det to tall ikke kan si")
    expect(main).to_contain_text("ingen dom")
    expect(main).to_contain_text("Erfaringskonferanse oppfølgingsteam, Senja 10. oktober 2023 (lysark)")
    expect(main.locator("[data-tone=signal]")).to_have_count(0)
    expect(main.locator("figure svg").first).not_to_contain_text("median")


def test_the_demo_series_is_marked_as_practice_wherever_it_stands(lead: Page) -> None:
    lead.goto("/prosjekter/")
    lead.get_by_role("link", name="Oppfølgingsteam i alle tjenester").first.click()
    card = lead.locator(".v-mini", has_text="Møter med agenda")
    expect(card).to_contain_text("øvingstall")
    card.locator("a").first.click()
    expect(lead.locator("h1 ~ .ds-tag, h1 + .ds-tag").filter(has_text="øvingstall").first).to_be_visible()


def test_whoever_saves_last_sees_both_texts_and_nothing_is_lost(new_context: NewContext, lead: Page) -> None:
    project = new_project(lead, "To om ett mål")
    lead.goto(f"{project}medlemmer/")
    lead.fill("main input[name=email]", "prosjektmedlem@demo.varig")
    submit_first = lead.locator("main form:has(input[name=email]) button[type=submit]").first
    submit_first.click()
    expect(lead.locator("main")).to_contain_text("Prosjektmedlem")
    goal = new_goal(lead, project)

    other = new_context().new_page()
    sign_in(other, "prosjektmedlem")
    other.goto(goal)
    lead.goto(goal)
    other.fill("textarea[name=where]", "hele demokommunen, også skolene")
    submit(other)
    expect(other.locator("main .v-conflict")).to_have_count(0)

    lead.fill("textarea[name=where]", "bare hjemmetjenesten")
    lead.fill("textarea[name=who]", "voksne")
    submit(lead)
    conflict = lead.locator(".v-conflict")
    expect(conflict).to_contain_text("bare hjemmetjenesten")
    expect(conflict).to_contain_text("hele demokommunen, også skolene")
    expect(conflict).to_be_focused()
    expect(lead.locator("textarea[name=where]")).to_have_value("bare hjemmetjenesten")
    lead.check("#theirs-where")
    conflict.locator("button").click()
    lead.wait_for_url(f"{goal}#said")
    expect(lead.locator("textarea[name=where]")).to_have_value("hele demokommunen, også skolene")
    expect(lead.locator("textarea[name=who]")).to_have_value("voksne")


def test_text_that_was_not_saved_comes_back_and_says_so_but_saved_text_does_not(lead: Page) -> None:
    project = new_project(lead, "Det som ble skrevet")
    goal = new_goal(lead, project)
    lead.goto(goal)
    expect(lead.locator("[data-kept]")).to_be_hidden()
    lead.fill("textarea[name=where]", "skrevet, ikke lagret")
    lead.once("dialog", lambda dialog: dialog.accept())
    lead.goto(project)
    lead.goto(goal)
    expect(lead.locator("textarea[name=where]")).to_have_value("skrevet, ikke lagret")
    expect(lead.locator("[data-kept]")).to_be_visible()
    submit(lead)
    lead.wait_for_load_state()
    lead.goto(goal)
    expect(lead.locator("textarea[name=where]")).to_have_value("skrevet, ikke lagret")
    expect(lead.locator("[data-kept]")).to_be_hidden()


def test_what_one_may_not_see_is_not_there(new_context: NewContext, lead: Page) -> None:
    project = new_project(lead, "Bare for oss")
    for who in ("koordinator", "radgiver"):
        other = new_context().new_page()
        sign_in(other, who)
        response = other.goto(project)
        assert response is not None
        assert response.status == 404
        assert "Bare for oss" not in other.content()


def test_an_error_keeps_what_was_typed_and_leads_to_the_field(lead: Page) -> None:
    lead.goto("/prosjekter/nytt/")
    lead.fill("textarea[name=summary]", "Dette skrev jeg først")
    submit(lead)
    summary = lead.locator(".ds-error-summary")
    expect(summary).to_be_focused()
    summary.locator("a").first.click()
    expect(lead.locator("input[name=title]")).to_be_focused()
    assert lead.locator("input[name=title]").get_attribute("aria-invalid") == "true"
    expect(lead.locator("textarea[name=summary]")).to_have_value("Dette skrev jeg først")
