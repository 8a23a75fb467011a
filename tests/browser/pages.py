"""One page of every type, and how to come there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.places import Places
from tests.browser.walk import practise


@dataclass(frozen=True)
class Visit:
    """A browser, a language, and the places: what a page needs to be opened."""

    page: Page
    language: str
    places: Places

    def open(self, address: str) -> None:
        """Open an address of the application in the visit's language."""
        prefix = "" if self.language == "nb" else f"/{self.language}"
        self.page.goto(prefix + address)

    def content(self, kind: str) -> None:
        """Open a content page by its type."""
        self.page.goto(self.places.of(kind, self.language))


@dataclass(frozen=True)
class Stop:
    """A page of one type. `who` signs in; `kept` says that anonymous readers get it from the cache."""

    name: str
    go: Callable[[Visit], None]
    who: str = ""
    kept: bool = False


def _content(kind: str) -> Callable[[Visit], None]:
    return lambda visit: visit.content(kind)


def _app(address: str) -> Callable[[Visit], None]:
    return lambda visit: visit.open(address)


def _place(name: str, rest: str = "") -> Callable[[Visit], None]:
    return lambda visit: visit.open(getattr(visit.places, name) + rest)


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]:not([name=preview], [name=archive])").last.click()


def _lesson_with_answers_and_errors(visit: Visit) -> None:
    visit.content("lessonpage")
    page = visit.page
    first = page.locator(".v-quiz").first
    first.locator("label").nth(1).click()
    first.locator("button").click()
    expect(page.locator(".v-quiz").first.locator(".v-quiz-outcome")).to_be_visible()
    second = page.locator(".v-quiz").nth(1)
    for box in second.locator("input:checked").all():
        box.uncheck(force=True)
    second.locator("button").click()
    expect(page.locator(".v-quiz").nth(1).locator(".v-error")).to_be_visible()


def _certificate(visit: Visit) -> None:
    page = visit.page
    visit.content("modulepage")
    if not page.locator("main a[href*='/bevis/']").count():
        steps = [each.get_attribute("href") for each in page.locator("main .v-step").all()]
        for address in steps:
            page.goto(address or "")
            _finish(page)
        visit.content("modulepage")
    page.locator("main a[href*='/bevis/']").first.click()
    if page.locator("form input[name=name]").count():
        _send(page)
    page.wait_for_url(re.compile(r"/kurs/bevis/"))


def _finish(page: Page) -> None:
    if page.locator("#choose").count():
        practise(page)
        return
    for number in range(page.locator(".v-quiz").count()):
        quiz = page.locator(".v-quiz").nth(number)
        quiz.locator("label").first.click()
        quiz.locator("button").click()
        expect(page.locator(".v-quiz").nth(number).locator(".v-quiz-outcome")).to_be_visible()
    with page.expect_event("load"):
        page.locator(".v-lesson-next .ds-button").click()


def _verified(visit: Visit) -> None:
    _certificate(visit)
    code = visit.page.url.rstrip("/").rsplit("/", 1)[1]
    visit.open(f"/bevis/{code}/")


def _empty_form(address: str) -> Callable[[Visit], None]:
    def go(visit: Visit) -> None:
        visit.open(address)
        _send(visit.page)
        expect(visit.page.locator("[aria-invalid=true]").first).to_be_visible()

    return go


def _new_cohort_with_errors(visit: Visit) -> None:
    visit.open("/kull/nytt/")
    _send(visit.page)


def _network_rest(visit: Visit) -> None:
    _content("networkpage")(visit)
    visit.page.locator("a[href$='/arkiver/']").click()
    expect(visit.page.locator("#delete")).to_be_visible()


def _meeting_with_errors(visit: Visit) -> None:
    visit.open(f"{visit.places.meetings}nytt/")
    visit.page.fill("input[name=link]", "ikke en lenke")
    _send(visit.page)
    expect(visit.page.locator("[aria-invalid=true]").first).to_be_visible()


def _goal_with_errors(visit: Visit) -> None:
    visit.open(f"{visit.places.project}mal/nytt/")
    visit.page.fill("input[name=baseline]", "mange")
    _send(visit.page)
    expect(visit.page.locator("[aria-invalid=true]").first).to_be_visible()


def _invite_with_bad_rows(visit: Visit) -> None:
    visit.open("/organisasjoner/demo-kommune/inviter/")
    visit.page.locator("main textarea").first.fill("ny@demo.varig\nikke en adresse\nleder@demo.varig\nny@demo.varig")
    _send(visit.page)


def _paste_preview(visit: Visit) -> None:
    visit.open(f"{visit.places.measure}tall/")
    visit.page.fill("textarea[name=many-text]", "23.11.2026 57\n24.11.2026 mange\n23.11.2026 58\n40.11.2026 3")
    visit.page.click("button[name=many]")
    expect(visit.page.locator("tr[data-state=problem]").first).to_be_visible()


def _conflict(visit: Visit) -> None:
    visit.open(visit.places.goal)
    other = visit.page.context.new_page()
    other.goto(visit.page.url)
    other.fill("textarea[name=where]", f"alle team, {visit.language} {visit.page.viewport_size}")
    _send(other)
    other.close()
    visit.page.fill("textarea[name=where]", "noen få team")
    _send(visit.page)
    expect(visit.page.locator(".v-conflict")).to_be_visible()


def _form_from_another_time(visit: Visit) -> None:
    visit.open("/accounts/login/")
    visit.page.context.clear_cookies(name="csrftoken")
    visit.page.context.clear_cookies(name="__Host-csrftoken")
    visit.page.fill("input[name=login]", "koordinator@demo.varig")
    visit.page.fill("input[name=password]", "feil")
    with visit.page.expect_navigation():
        visit.page.press("input[name=password]", "Enter")


def _library(query: str) -> Callable[[Visit], None]:
    return lambda visit: visit.page.goto(visit.places.of("librarypage", visit.language) + query)


def _agenda(query: str) -> Callable[[Visit], None]:
    return lambda visit: visit.page.goto(visit.places.of("agendatemplatepage", visit.language) + query)


STOPS = [
    Stop("home", _content("homepage"), kept=True),
    Stop("section", _content("sectionpage"), kept=True),
    Stop("article", _content("articlepage"), kept=True),
    Stop("guide of steps", _content("guidepage-steps"), kept=True),
    Stop("guide of levels", _content("guidepage-levels"), kept=True),
    Stop("course", _content("coursepage"), kept=True),
    Stop("module", _content("modulepage"), kept=True),
    Stop("lesson", _content("lessonpage"), kept=True),
    Stop("tool in the browser", _content("localtoolpage-psfs")),
    Stop("demo room", _content("localtoolpage-demo_room")),
    Stop("the first meeting", _content("localtoolpage-first_meeting")),
    Stop("handbook", _content("handbookpage"), kept=True),
    Stop("chapter", _content("chapterpage"), kept=True),
    Stop("what is new in a chapter", _place("chapter", "endringer/")),
    Stop("report index", _content("reportindexpage"), kept=True),
    Stop("report index, filtered", lambda visit: visit.page.goto(_reports(visit, "?region=helse-nord&q=digital"))),
    Stop("report index, empty", lambda visit: visit.page.goto(_reports(visit, "?q=finnesikkenoested"))),
    Stop("report", _content("experiencereportpage"), kept=True),
    Stop("networks", _content("networkindexpage")),
    Stop("network", _content("networkpage")),
    Stop("meeting of a network", _content("meetingpage")),
    Stop("library of agendas and exercises", _content("librarypage"), kept=True),
    Stop("library, filtered", _library("?minutes=30&people=12&purpose=meet")),
    Stop("library, nothing fits", _library("?purpose=meet&kind=webinar")),
    Stop("exercise", _content("exercisepage"), kept=True),
    Stop("agenda", _content("agendatemplatepage"), kept=True),
    Stop("agenda with times", _agenda("?start=09.00")),
    Stop("agenda with a mistaken time", _agenda("?start=halv%20ni")),
    Stop("search with hits", _app("/sok/?q=koordinator")),
    Stop("search without hits", _app("/sok/?q=finnesikkenoested")),
    Stop("search, empty", _app("/sok/")),
    Stop("sign-in", _app("/accounts/login/")),
    Stop("sign-in with errors", _empty_form("/accounts/login/")),
    Stop("sign-up", _app("/accounts/signup/")),
    Stop("sign-up with errors", _empty_form("/accounts/signup/")),
    Stop("forgotten password", _app("/accounts/password/reset/")),
    Stop("check a certificate", _app("/bevis/")),
    Stop("unknown certificate", _app("/bevis/0000-0000-0000-0000/")),
    Stop("design catalogue", _app("/design/"), kept=True),
    Stop("outbox", _app("/postkasse/")),
    Stop("not found", _app("/finnes-ikke/"), kept=True),
    Stop("form from another time", _form_from_another_time),
    Stop("course, signed in", _content("coursepage"), who="koordinator"),
    Stop("lesson with answers and errors", _lesson_with_answers_and_errors, who="moderator"),
    Stop("certificate", _certificate, who="moderator"),
    Stop("verified certificate", _verified, who="moderator"),
    Stop("my page", _app("/min-side/"), who="prosjektleder"),
    Stop("my page of someone new", _app("/min-side/"), who="erfaringskonsulent"),
    Stop("count of first meetings", _app("/organisasjoner/demo-kommune/forste-moter/"), who="koordinator"),
    Stop("my data", _app("/min-side/mine-data/"), who="koordinator"),
    Stop("settings", _app("/min-side/innstillinger/"), who="koordinator"),
    Stop("organisation", _app("/organisasjoner/demo-kommune/"), who="orgadmin"),
    Stop("invite", _app("/organisasjoner/demo-kommune/inviter/"), who="orgadmin"),
    Stop("invite with bad rows", _invite_with_bad_rows, who="orgadmin"),
    Stop("my handbooks", _app("/handbok/"), who="koordinator"),
    Stop("chapter, signed in", _content("chapterpage"), who="koordinator"),
    Stop("who has read a chapter", _place("chapter", "lesere/"), who="leder"),
    Stop("borrow a chapter", _place("chapter", "lan/"), who="orgadmin"),
    Stop("projects", _app("/prosjekter/"), who="prosjektleder"),
    Stop("projects, none", _app("/prosjekter/"), who="erfaringskonsulent"),
    Stop("new project with errors", _empty_form("/prosjekter/nytt/"), who="prosjektleder"),
    Stop("project", _place("project"), who="prosjektleder"),
    Stop("sub-step", _place("project", "steg/3a/"), who="prosjektleder"),
    Stop("done before", _place("project", "steg/"), who="prosjektleder"),
    Stop("members", _place("project", "medlemmer/"), who="prosjektleder"),
    Stop("story of a project", _place("project", "historie/"), who="prosjektleder"),
    *(
        Stop(f"list, {part}", _place("project", f"liste/{part}"), who="prosjektleder")
        for part in (
            "interessenter/",
            "interessenter/?vis=kart",
            "interessenter/?vis=grupper",
            "interessenter/ny/",
            "interessenter/lim-inn/",
            "forankring/",
            "drivere/?vis=tre",
            "ideer/?vis=tavle",
            "ideer/?vis=stemmer",
            "evaluering/",
        )
    ),
    Stop("row of a list", _place("entry"), who="prosjektleder"),
    Stop("a list then and now", _place("snapshot"), who="prosjektleder"),
    Stop("goal", _place("goal"), who="prosjektleder"),
    Stop("goal with errors", _goal_with_errors, who="prosjektleder"),
    Stop("conflict", _conflict, who="prosjektleder"),
    Stop("measure", _place("measure"), who="prosjektleder"),
    Stop("two points", _place("two_points"), who="prosjektleder"),
    Stop("new measure", _place("project", "malinger/ny/"), who="prosjektleder"),
    Stop("add figures", _place("measure", "tall/"), who="prosjektleder"),
    Stop("paste preview", _paste_preview, who="prosjektleder"),
    Stop("PDSA", _place("pdsa"), who="prosjektleder"),
    Stop("ramp of tests", _place("ramp"), who="prosjektleder"),
    Stop("new PDSA", _place("project", "pdsa/ny/"), who="prosjektleder"),
    Stop("networks, signed in", _content("networkindexpage"), who="radgiver"),
    Stop("network, led", _content("networkpage"), who="radgiver"),
    Stop("meeting of a network, led", _content("meetingpage"), who="radgiver"),
    Stop("archive or delete a network", _network_rest, who="radgiver"),
    Stop("new network with errors", _empty_form("/nettverk/nytt/"), who="radgiver"),
    Stop("my tasks", _app("/oppgaver/"), who="prosjektmedlem"),
    Stop("my tasks, none", _app("/oppgaver/"), who="erfaringskonsulent"),
    Stop("task to oneself with errors", _empty_form("/oppgaver/ny/"), who="erfaringskonsulent"),
    Stop("actions and decisions", _place("agreed"), who="prosjektleder"),
    Stop("my groups", _app("/kull/"), who="radgiver"),
    Stop("new group with errors", _new_cohort_with_errors, who="radgiver"),
    *(
        Stop(f"group, {part or 'page'}", _place("cohort", part), who="radgiver")
        for part in ("", "datoer/", "folk/", "grupper/", "grupper/bordkort/", "skriv/", "fasilitatorer/", "endre/")
    ),
    Stop("group, as a participant", _place("cohort"), who="koordinator"),
    Stop("contact list of a group", _place("cohort", "kontaktliste/"), who="koordinator"),
    Stop("my meetings", _app("/moter/"), who="prosjektmedlem"),
    Stop("meetings", _place("meetings"), who="prosjektleder"),
    Stop("new meeting with errors", _meeting_with_errors, who="prosjektleder"),
    *(
        Stop(f"meeting, {part or 'page'}", _place("meeting", part), who="prosjektleder")
        for part in (
            "",
            "endre/",
            "referat/",
            "agenda/",
            "agenda/post/ny/",
            "kjoreplan/",
            "folg/",
            "rommet/",
            "problemer/",
            "lapper/",
            "puls/",
            "materiale/",
            "opptak/",
            "serie/",
            "serie/ny/",
            "deltakere/",
            "deltakere/plasser/",
            "deltakere/inviter/",
            "deltakere/brev/",
            "brev/",
            "brev/paminnelse/",
            "deltakere/organisasjon/",
            "oppmote/",
            "oppmote/kode/",
        )
    ),
    Stop("answer to an invitation", _place("seat")),
    Stop("naming people by a link", _place("naming")),
    Stop("the code in the room", _place("in_room")),
    Stop("copy the meetings of a year", _place("meetings", "kopier/"), who="prosjektleder"),
    Stop("new action", _place("agreed", "nytt/"), who="prosjektleder"),
    Stop("action", _place("action"), who="prosjektmedlem"),
]


def _reports(visit: Visit, query: str) -> str:
    return visit.places.of("reportindexpage", visit.language) + query
