"""The policies in a real browser: nothing blocked on public pages, the admin's tools work, previews stand in frames.

Every upgrade of Wagtail or wagtail-localize is tried here: new inline scripts show up as violations.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import sign_in
from tests.support.server import PortalServer

# The old cropping tool on the page of a picture carries three handlers, and jQuery puts one script in again.
KNOWN_VIOLATIONS = 4

LISTENER = """
window.policyViolations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
  window.policyViolations.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
});
"""

FIND = """
import json
from wagtail.models import Page, Task, Workflow
from portal.cms.models import SiteMenu, Term
pages = {}
for page in Page.objects.live().filter(depth__gt=2, locale__language_code="nb").specific():
    pages.setdefault(page._meta.model_name, page.pk)
print(json.dumps({
    "pages": pages,
    "home": Page.objects.filter(depth=2, locale__language_code="nb").first().pk,
    "menu": SiteMenu.objects.first().pk,
    "term": Term.objects.first().pk,
    "workflow": Workflow.objects.first().pk,
    "task": Task.objects.first().pk,
}))
"""


@pytest.fixture(scope="package")
def ids(portal_server: PortalServer) -> dict[str, object]:
    """Keys of things in the demo, by kind."""
    out = portal_server.manage("shell", "-v", "0", "-c", FIND).stdout
    found: dict[str, object] = json.loads(out.strip().splitlines()[-1])
    return found


class Admin:
    """An administrator at work; collects what the policy stopped and what broke."""

    def __init__(self, context: BrowserContext) -> None:
        context.add_init_script(LISTENER)
        self.page = context.new_page()
        self.violations: list[str] = []
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(f"{self.page.url} {error}"))
        sign_in(self.page, "admin")

    def open(self, address: str) -> None:
        """Open a view and read what was stopped on it once it is quiet."""
        self.collect()
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address} answered {answer.status}"
        assert self.page.url.split("#")[0].endswith(address.split("#")[0]), f"{address} led to {self.page.url}"
        self.page.wait_for_load_state("networkidle")

    def collect(self) -> list[str]:
        """Take over the violations of all frames of the page that is open."""
        for frame in self.page.frames:
            found = frame.evaluate("(window.policyViolations || []).splice(0)")
            self.violations += [f"{frame.url}: {each}" for each in found]
        return self.violations


@pytest.fixture
def admin(new_context: Callable[..., BrowserContext]) -> Admin:
    return Admin(new_context(viewport={"width": 1440, "height": 1000}))


def _picture(red: int) -> dict[str, object]:
    """A plain picture; each its own, since the admin asks about one that it has already."""
    out = BytesIO()
    Image.new("RGB", (600, 400), (red, 110, 90)).save(out, "PNG")
    return {"name": "flate.png", "mimeType": "image/png", "buffer": out.getvalue()}


def test_the_whole_admin_stays_within_the_known_violations(admin: Admin, ids: dict[str, object]) -> None:
    home, pages = ids["home"], ids["pages"]
    assert isinstance(pages, dict)
    addresses = [
        "/admin/",
        f"/admin/pages/{home}/",
        f"/admin/pages/{home}/history/",
        f"/admin/pages/{home}/add_subpage/",
        *[f"/admin/pages/{pk}/edit/" for pk in pages.values()],
        f"/admin/pages/add/cms/sectionpage/{home}/",
        "/admin/snippets/cms/sitemenu/",
        f"/admin/snippets/cms/sitemenu/edit/{ids['menu']}/",
        f"/admin/snippets/cms/term/edit/{ids['term']}/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/documents/",
        "/admin/documents/multiple/add/",
        "/admin/workflows/list/",
        f"/admin/workflows/edit/{ids['workflow']}/",
        f"/admin/workflows/tasks/edit/{ids['task']}/",
        "/admin/reports/locked/",
        "/admin/reports/workflow/",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/localize/reports/translations/",
        "/admin/redirects/",
        "/admin/sites/",
        "/admin/account/",
    ]
    assert len(addresses) >= 20
    for address in addresses:
        admin.open(address)
    # A picture's page has the cropping tool.
    admin.open("/admin/images/add/")
    admin.page.set_input_files("input[type=file]", _picture(20))
    admin.page.fill("input[name=title]", "flate")
    admin.page.check("input[name=own_work]")
    admin.page.locator("main button[type=submit]:visible, main input[type=submit]:visible").last.click()
    admin.page.wait_for_url(lambda url: url.endswith("/admin/images/"))
    edit = admin.page.locator("main a[href*='/admin/images/']", has_text="flate").first.get_attribute("href") or ""
    admin.open(edit)
    assert len(admin.collect()) <= KNOWN_VIOLATIONS, admin.violations
    assert admin.errors == []


def test_dates_are_picked_and_keywords_ticked(admin: Admin, ids: dict[str, object]) -> None:
    pages = ids["pages"]
    assert isinstance(pages, dict)
    page = admin.page
    admin.open(f"/admin/pages/{pages['articlepage']}/edit/")

    # The calendar opens and writes the date.
    field = page.locator("#id_next_review")
    field.scroll_into_view_if_needed()
    field.click()
    day = page.locator(".xdsoft_datetimepicker:visible td.xdsoft_date:not(.xdsoft_other_month) >> text='15'").first
    day.click()
    assert field.input_value().endswith("-15")

    # A date as people write it stays when the field is left, and so does one that cannot be: the form says which.
    for typed in ("24.12.2026", "3.2.2027", "24/12/2026", "jul"):
        field.fill(typed)
        page.keyboard.press("Tab")
        assert field.input_value() == typed

    # The publishing schedule has a calendar too, in its dialog.
    assert page.evaluate("Boolean(jQuery('#id_go_live_at').data('xdsoft_datetimepicker'))")

    # Long families of keywords are filtered by typing; what is ticked stays ticked and in sight.
    family = page.locator("#id_terms_municipality")
    first = family.locator("label:has(input[type=checkbox])").first
    first.locator("input").check()
    search = family.locator("input[type=search]")
    search.fill("finnes ikke")
    assert first.is_visible()
    left = family.locator("label:has(input[type=checkbox]):visible").count()
    assert left == family.locator("input[type=checkbox]:checked").count()
    search.fill("")
    assert first.locator("input").is_checked()
    assert family.locator("label:has(input[type=checkbox]):visible").count() > 12
    assert not page.locator("#id_terms_phase input[type=search]").is_visible()
    assert admin.collect() == []
    assert admin.errors == []


def test_blocks_choosers_and_their_upload_forms_work(admin: Admin, ids: dict[str, object]) -> None:
    pages = ids["pages"]
    assert isinstance(pages, dict)
    page = admin.page
    admin.open(f"/admin/pages/{pages['articlepage']}/edit/")
    page.locator("[data-chooser-action-choose]:visible").first.click()
    modal = page.locator(".modal-dialog")
    modal.wait_for()
    assert modal.locator("input[name=q]").count() == 1
    modal.locator("[role=tab]").nth(1).click()
    modal.locator("input[name$=title]").fill("Flate")
    modal.locator("input[name$=own_work]").check()
    modal.locator("input[type=file]").set_input_files(_picture(90))
    modal.locator("button[type=submit]:visible, input[type=submit]:visible").last.click()
    modal.wait_for(state="detached")
    page.locator(".image-chooser img, [data-chooser] img").first.wait_for()

    # A block is put in, with the example that the editor is shown.
    page.locator("button[aria-label='Sett inn en blokk'], button[title='Sett inn en blokk']").last.click()
    page.locator("[role=option]").first.hover()
    page.locator("[role=option]").first.click()
    assert admin.collect() == []
    assert admin.errors == []


def test_the_preview_stands_in_a_frame_of_the_admin_and_nowhere_else(
    admin: Admin, ids: dict[str, object], portal_server: PortalServer
) -> None:
    pages = ids["pages"]
    assert isinstance(pages, dict)
    page = admin.page
    admin.open(f"/admin/pages/{pages['articlepage']}/edit/")
    with page.expect_response(lambda answer: "/edit/preview/" in answer.url and answer.request.method == "GET") as seen:
        page.locator("[data-side-panel-toggle=preview], button[aria-label='Toggle preview']").first.click()
    headers = seen.value.headers
    assert headers["x-frame-options"] == "SAMEORIGIN"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "nonce-" not in policy
    assert "unsafe-inline" not in policy
    page.wait_for_load_state("networkidle")
    framed = page.frame_locator("iframe[id*=preview], .w-preview__iframe, iframe").first
    framed.locator("main h1").first.wait_for()
    assert admin.collect() == []

    public = page.request.get(f"{portal_server.url}/")
    assert public.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in public.headers["content-security-policy"]


def test_a_page_is_translated_in_the_editor(admin: Admin, ids: dict[str, object]) -> None:
    pages = ids["pages"]
    assert isinstance(pages, dict)
    page = admin.page
    admin.open(f"/admin/localize/submit/page/{pages['sectionpage']}/")
    boxes = page.locator("input[name=locales]")
    if boxes.count():
        boxes.first.check()
        page.locator("form[action*=localize] button[type=submit], form button[type=submit]").last.click()
        page.wait_for_load_state("networkidle")
    admin.open("/admin/localize/reports/translations/")
    link = page.locator("main a[href*='/edit/']").first
    if link.count():
        link.click()
        page.locator(".js-translation-editor *").first.wait_for()
    assert admin.collect() == []
    assert admin.errors == []


PUBLIC = [
    "/",
    "/nn/",
    "/en/",
    "/accounts/login/",
    "/accounts/signup/",
    "/sok/?q=koordinator",
    "/design/",
    "/bevis/",
    "/finnes-ikke/",
]


def test_nothing_is_stopped_on_public_pages_and_they_carry_no_nonce(
    new_context: Callable[..., BrowserContext], portal_server: PortalServer
) -> None:
    context = new_context()
    context.add_init_script(LISTENER)
    page = context.new_page()
    outside: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((portal_server.url, "data:")) else outside.append(request.url),
    )
    page.goto("/sitemap.xml")
    addresses = list(PUBLIC)
    sitemap = context.request.get(f"{portal_server.url}/sitemap.xml").text()
    places = [part.split("</loc>")[0] for part in sitemap.split("<loc>")[1:]]
    addresses += [place.split("/", 3)[3] and "/" + place.split("/", 3)[3] for place in places[::6]]
    stopped = []
    for address in addresses:
        answer = page.goto(address or "/")
        assert answer is not None
        assert "nonce" not in answer.headers["content-security-policy"], address
        assert "unsafe" not in answer.headers["content-security-policy"], address
        page.wait_for_load_state("networkidle")
        stopped += [f"{address}: {each}" for each in page.evaluate("window.policyViolations")]
    assert stopped == []
    assert outside == []


def _signed_in_pages(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("a[href^='/']", "links => links.map(a => a.getAttribute('href'))")
    return found


def test_nothing_is_stopped_on_pages_of_signed_in_people(new_context: Callable[..., BrowserContext]) -> None:
    stopped: list[str] = []
    for who in ("prosjektleder", "koordinator"):
        context = new_context()
        context.add_init_script(LISTENER)
        page = context.new_page()
        sign_in(page, who)
        todo, seen = ["/min-side/", "/prosjekter/", "/min-side/innstillinger/", "/accounts/2fa/"], set()
        while todo and len(seen) < 25:
            address = todo.pop(0)
            if address in seen:
                continue
            seen.add(address)
            answer = page.goto(address)
            if answer is None or "text/html" not in answer.headers.get("content-type", ""):
                continue
            assert answer.status < 500, address
            assert "nonce" not in answer.headers["content-security-policy"], address
            page.wait_for_load_state("networkidle")
            stopped += [f"{address}: {each}" for each in page.evaluate("window.policyViolations")]
            todo += [
                each.split("#")[0]
                for each in _signed_in_pages(page)
                if each.startswith(("/prosjekter/", "/min-side/", "/organisasjoner/"))
                and each.partition("?")[0].endswith("/")  # what does not is a file
                and not each.endswith("/kopi/")
            ]
    assert stopped == []
