"""Tillitsbyggerne, whole: a facilitator and three people from three organisations, from invitation to six weeks after.

Everything is done where people do it. Only the clock is moved from outside: the days of the meetings, and what goes by
itself at night.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DEMO_PASSWORD
from tests.support.server import PortalServer

NewContext = Callable[..., BrowserContext]
PHONE = {"viewport": {"width": 360, "height": 740}}
TITLE = "Tillitsbyggerne i prøven"
# Who is asked, and from where: the kommune, NAV and the hospital. They have accounts; nothing else.
PEOPLE = {
    "anne": ("Anne Andersen", "kommune", "team_member"),
    "nils": ("Nils Nilsen", "nav", "team_member"),
    "eva": ("Eva Evensen", "hf", "peer_consultant"),
}
ACCOUNTS = """
import json
from allauth.account.models import EmailAddress
from portal.accounts.models import Organisation, User
people = {people!r}
for word, (name, kind, role) in people.items():
    first, last = name.split()
    person = User.objects.create_user(f"{{word}}@proven.no", "{password}", first_name=first, last_name=last)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
names = {{}}
for word, (name, kind, role) in people.items():
    found, _made = Organisation.objects.get_or_create(
        slug=f"proven-{{kind}}", defaults={{"name": f"Prøven {{kind}}", "kind": "kommune", "region": "helse-nord"}}
    )
    names[word] = found.name
print("FOUND" + json.dumps(names))
"""
LETTER = """
from portal.notifications.models import Letter
letter = Letter.objects.filter(recipient="{to}", subject__contains="{subject}").order_by("-pk").first()
print("FOUND" + letter.text.replace(chr(10), " "))
"""
MOVE = """
from datetime import timedelta
from django.utils import timezone
from courses.models import Cohort
from portal.gatherings.models import Gathering
cohort = Cohort.objects.get(title="{title}")
meetings = list(cohort.seating.gatherings.order_by("starts_at"))
goal = timezone.now() + timedelta(days={days}) - timedelta(minutes=5)
shift = goal - meetings[{which}].starts_at
for each in meetings:
    Gathering.objects.filter(pk=each.pk).update(starts_at=each.starts_at + shift)
print("FOUND")
"""
FOLLOW = """
from courses.services.cohorts import followups
print("FOUND" + str(followups.run()))
"""


def shell(server: PortalServer, code: str) -> str:
    said = server.manage("shell", "-v", "0", "-c", code).stdout
    assert "FOUND" in said, said
    return said[said.index("FOUND") + 5 :]


def link_in_letter(server: PortalServer, to: str, subject: str, part: str) -> str:
    said = shell(server, LETTER.format(to=to, subject=subject))
    found = re.search(rf"https?://[^/\s]+(/\S*?{part}/\S+)", said)
    assert found, said
    return found[1]


def sign_in(page: Page, address: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)


def planned(lead: Page) -> None:
    """The facilitator plans the group, reads what is missing, sets it right and opens it."""
    lead.goto("/laer/tillitsbyggerne/")
    lead.get_by_role("link", name="Planlegg et kull").click()
    lead.get_by_label("Hva heter kullet?").fill(TITLE)
    lead.get_by_label("Hva forventes av dem som er med?").fill("Sett av begge dagene, og ta med noe virkelig.")
    lead.get_by_label("Hva gjør erfaringskonsulenten?").fill("Du sier hva som bygger tillit for deg.")
    lead.get_by_label("Hvilken dag er den første samlingen?").fill("2027-03-01")
    lead.get_by_role("button", name="Planlegg kullet").click()
    lead.get_by_role("button", name="Lagre dagene").click()
    expect(lead.get_by_text("Ja fra lederne er ikke notert.")).to_be_visible()
    lead.get_by_role("link", name="Endre navn og det som er avtalt").click()
    lead.get_by_label("Hva har lederne sagt ja til?").fill("Lederne har satt av to dager for hver.")
    lead.get_by_role("button", name="Lagre").click()
    expect(lead.get_by_text("Ja fra lederne er ikke notert.")).to_have_count(0)
    lead.get_by_role("button", name="Åpne kullet").click()


def invited(lead: Page, names: dict[str, str]) -> None:
    """One organisation at a time is put on the list; then the letters are read, and sent."""
    lead.get_by_role("link", name="Inviter, og gi organisasjoner plasser").click()
    people = lead.url
    for word, (name, _kind, role) in PEOPLE.items():
        lead.goto(people.rstrip("/") + "/inviter/")
        lead.get_by_label("Hvem inviterer du?").fill(f"{name}; {word}@proven.no")
        lead.get_by_label("Hvor kommer de fra?").select_option(label=names[word])
        lead.get_by_label("Rolle for dem som ikke har noen i listen").select_option(role)
        lead.get_by_role("button", name="Sjekk listen").click()
        lead.get_by_role("button", name="Sett én person på listen").click()
        expect(lead.locator("h1")).to_have_text("Les brevene før de går")
    expect(lead.locator(".v-mail-text")).to_contain_text("Sett av begge dagene")
    lead.get_by_role("button", name="Send invitasjonene").click()
    expect(lead.locator("main")).to_contain_text("3 har ikke svart")


def answered(new_context: NewContext, server: PortalServer) -> dict[str, Page]:
    """Each answers on a phone by the link in the letter, and signs in."""
    pages = {}
    for word in PEOPLE:
        page = new_context(**PHONE).new_page()
        page.goto(link_in_letter(server, f"{word}@proven.no", "Invitasjon", "plass"))
        seen = page.locator("main").inner_text()
        assert ("hva som bygger tillit for deg" in seen) is (word == "eva"), "the role is told to whom it concerns"
        page.get_by_label("Ja, jeg kommer").check()
        page.get_by_role("button", name="Send svaret").click()
        expect(page.locator("main").get_by_text("Du har plass. Velkommen!").first).to_be_visible()
        sign_in(page, f"{word}@proven.no")
        pages[word] = page
    return pages


def meeting_of(lead: Page, which: int) -> str:
    lead.goto("/kull/")
    lead.get_by_role("link", name=TITLE).click()
    lead.locator("ol.v-slots .v-slot-title a").nth(which).click()
    lead.wait_for_url(re.compile(r"/mote/\d+/$"))
    return lead.url


def met(lead: Page, pages: dict[str, Page], meeting: str) -> None:
    """The run sheet goes; the others follow; the pulse is asked; who came is noted by code and by tap."""
    lead.goto(f"{meeting}kjoreplan/")
    lead.get_by_role("button", name="Begynn nå").click()
    now = lead.locator("[data-now=title]").inner_text()
    lead.goto(f"{meeting}oppmote/kode/")
    code = re.search(r"(/her/\S+/)", lead.locator(".v-room-link").inner_text())
    assert code
    for word, page in pages.items():
        page.goto(f"{meeting}folg/")
        expect(page.locator("[data-now=title]")).to_have_text(now)
        if word != "eva":
            page.goto(code[1])
            page.get_by_role("button", name="Jeg er her").click()
            expect(page.get_by_text("Det er notert at du er her.")).to_be_visible()
    lead.goto(f"{meeting}oppmote/")
    lead.get_by_role("button", name=re.compile("Til stede.*Eva")).click()
    expect(lead.locator("main")).to_contain_text("3 er ført som til stede")


def practised(page: Page) -> None:
    """Between the meetings one thing is chosen."""
    page.goto("/laer/tillitsbyggerne/to-samlinger/velg-en-ting/")
    page.get_by_text("Jeg venter til den andre er ferdig").click()
    page.get_by_role("button", name="Dette vil jeg prøve").click()
    expect(page.locator("main")).to_contain_text("Jeg venter til den andre er ferdig")


def worked_on_a_problem(lead: Page, page: Page, meeting: str) -> None:
    """A real problem is brought without a name, chosen, and stands on the agenda; what came of it is minuted."""
    page.goto(f"{meeting}problemer/")
    page.locator("textarea").first.fill("Hvem ringer når noen skrives ut på en fredag?")
    page.locator("form:has(textarea) button[type=submit]").first.click()
    lead.goto(f"{meeting}problemer/")
    expect(lead.locator("main")).to_contain_text("skrives ut på en fredag")
    lead.goto(f"{meeting}referat/")
    lead.get_by_label("Hva ble sagt og avtalt?").fill("Vi ringer hverandre samme dag.")
    lead.get_by_role("button", name="Lagre").click()
    page.goto(meeting)
    expect(page.locator("main")).to_contain_text("Vi ringer hverandre samme dag.")


def six_weeks_after(server: PortalServer, page: Page, lead: Page) -> None:
    """A letter asks what has held; the answer is shared by a tick, and the facilitator reads it."""
    # Some days more than six weeks: the letter goes on a working day, and Christmas may lie in between.
    shell(server, MOVE.format(title=TITLE, which=-1, days=-48))
    shell(server, FOLLOW)
    page.goto(link_in_letter(server, "anne@proven.no", "holdt", "oppfolging"))
    fields = page.locator("form textarea")
    fields.nth(0).fill("Vi ringer fortsatt hverandre.")
    fields.nth(1).fill("Torsdagsmøtet falt bort.")
    page.locator("form input[type=checkbox]").first.check()
    page.get_by_role("button", name="Lagre").click()
    lead.goto("/kull/")
    lead.get_by_role("link", name=TITLE).click()
    expect(lead.locator("main")).to_contain_text("Vi ringer fortsatt hverandre.")


def test_from_the_invitation_to_six_weeks_after(new_context: NewContext, portal_server: PortalServer) -> None:
    names = json.loads(shell(portal_server, ACCOUNTS.format(people=PEOPLE, password=DEMO_PASSWORD)))
    lead = new_context().new_page()
    sign_in(lead, "radgiver@demo.varig")
    planned(lead)
    invited(lead, names)
    pages = answered(new_context, portal_server)

    first = meeting_of(lead, 0)
    shell(portal_server, MOVE.format(title=TITLE, which=0, days=0))
    met(lead, pages, first)
    practised(pages["nils"])

    second = meeting_of(lead, 1)
    shell(portal_server, MOVE.format(title=TITLE, which=1, days=0))
    worked_on_a_problem(lead, pages["eva"], second)
    met(lead, pages, second)

    six_weeks_after(portal_server, pages["anne"], lead)
    lead.get_by_role("link", name="Folk: svar, oppmøte og framdrift").click()
    for name, _kind, _role in PEOPLE.values():
        expect(lead.locator("main")).to_contain_text(name)
