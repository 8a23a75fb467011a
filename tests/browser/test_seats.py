"""Seats: a host pastes a list, reads the letter and sends it; two answer on phones by the links they got."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.test_meetings import PHONE, plan
from tests.support.server import PortalServer

NewContext = Callable[..., BrowserContext]
LIST = "Lise Lysbakken; lise@eksempel.no; leder\nOla Oterholm; ola@eksempel.no\n"
FIND = """
from portal.notifications.models import Letter
letter = Letter.objects.filter(recipient="{to}").order_by("-pk").first()
print("FOUND" + letter.text.replace(chr(10), " "))
"""


def link_in_letter(server: PortalServer, to: str) -> str:
    said = server.manage("shell", "-v", "0", "-c", FIND.format(to=to)).stdout
    found = re.search(r"https?://[^/\s]+(/\S*?plass/\S+/)", said)
    assert found, said
    return found[1]


def test_from_a_pasted_list_to_the_answers(new_context: NewContext, portal_server: PortalServer) -> None:
    host = new_context().new_page()
    address = plan(host, "Plasser i prøven")
    host.get_by_role("button", name="Kunngjør møtet").click()
    host.get_by_role("link", name="Inviter deltakere").click()
    host.get_by_role("link", name="Inviter folk").click()
    host.get_by_label("Hvem inviterer du?").fill(LIST)
    host.get_by_role("button", name="Sjekk listen").click()
    expect(host.locator("table").get_by_text("lise@eksempel.no")).to_be_visible()
    host.get_by_role("button", name="Sett 2 personer på listen").click()
    expect(host.locator(".v-mail-text")).to_contain_text("Lise Lysbakken")
    host.get_by_role("button", name="Send invitasjonene").click()
    expect(host.locator("h1")).to_have_text("Deltakere")

    phone = new_context(**PHONE).new_page()
    phone.goto(link_in_letter(portal_server, "lise@eksempel.no"))
    phone.get_by_label("Ja, jeg kommer").check()
    phone.get_by_label("Mat: allergier eller noe du ikke spiser").fill("Uten nøtter")
    phone.get_by_role("button", name="Send svaret").click()
    expect(phone.locator("main").get_by_text("Du har plass. Velkommen!").first).to_be_visible()

    other = new_context(**PHONE).new_page()
    other.goto(link_in_letter(portal_server, "ola@eksempel.no"))
    expect(other.get_by_label("Hva står i veien?")).to_be_hidden()
    other.get_by_label("Nei, jeg kan ikke komme").check()
    other.get_by_role("button", name="Send svaret").click()
    expect(other.locator("[data-error-summary]")).to_contain_text("Velg hva som står i veien")
    other.get_by_label("Hva står i veien?").select_option("no_cover")
    other.get_by_role("button", name="Send svaret").click()
    expect(other.locator("main").get_by_text("Du har svart at du ikke kan komme").first).to_be_visible()

    host.goto(f"{address}deltakere/")
    expect(host.locator("main")).to_contain_text("1 kommer · 1 kan ikke komme")
    expect(host.locator("main")).to_contain_text("Uten nøtter")
    host.goto(f"{address}oppmote/")
    host.get_by_role("button", name=re.compile("Til stede.*Lise")).click()
    expect(host.get_by_role("button", name=re.compile("Til stede.*Lise"))).to_have_attribute("aria-pressed", "true")
