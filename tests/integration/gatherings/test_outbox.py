"""The letters of a meeting are read before they go: by those who plan it, as their readers will have them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.letters import LetterKind
from portal.gatherings.domain.reminders import due_at
from portal.gatherings.domain.seats import SeatState
from portal.gatherings.models import Gathering, Seat, SentLetter, Share
from portal.gatherings.presenters.meetings import clock_of, until_words
from portal.gatherings.services import answering, duties, meetings, seating
from portal.gatherings.services.seatlinks import word_for_leader, word_of, word_of_share
from portal.security.models import AuditEntry
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.gatherings import meeting, soon
from tests.support.seats import again, asked, letters_to

pytestmark = pytest.mark.django_db
MASK, MASK_NN = "(her står den personlige lenken)", "(her står den personlege lenkja)"


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def read(host: Client, address: str, whose: object = "") -> str:
    answer = host.get(address, {"til": str(whose)} if whose else {})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def listed(lead: User, gathering: Gathering, *guests: seating.Guest) -> list[Seat]:
    """On the list, and not written to."""
    return seating.put_on(lead, seating.seating_of(lead, gathering), guests, "nb")


def what_stood(page: str) -> dict[str, str]:
    """What a page sends with its button: whose letter was read, and what stood in it."""
    form = page.partition('name="read"')[0].rpartition("<form")[2] + 'name="read"' + page.partition('name="read"')[2]
    whose = re.search(r'name="til" value="([^"]+)"|<option value="([^"]+)" selected', form)
    assert whose is not None
    return {"til": whose[1] or whose[2], "read": re.search(r'name="read" value="([^"]+)"', form)[1]}  # type: ignore[index]


def moved(lead: User, gathering: Gathering, **values: object) -> Gathering:
    row = Gathering.objects.get(pk=gathering.pk)
    assert meetings.change(lead, row, row.version, values or {"place": "Sal B"}) is None
    return Gathering.objects.get(pk=gathering.pk)


def test_the_outbox_lists_each_kind_with_how_many_to_whom_and_when(
    host: Client, lead: User, gathering: Gathering
) -> None:
    assert "Ingen brev venter" in read(host, url("outbox", gathering))
    home = OrganisationFactory(name="Demo kommune")
    comes, _silent = asked(lead, gathering, "lise", "ola")
    answering.say_yes(comes)
    guest = seating.Guest("Kari", "kari@example.no", leader_name="Per", leader_email="per@example.no")
    (kari,) = listed(lead, gathering, guest)
    values = {"least": 2, "contact_name": "Berit", "contact_email": "berit@example.no"}
    share = seating.set_share(lead, Gathering.objects.get().seating, home, values)
    people = read(host, url("people", gathering))
    assert "venter på ja fra" not in people, "a leader who is told of an invitation is asked for no yes"
    changed = moved(lead, gathering)
    page = read(host, url("outbox", gathering))
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in page.partition("<tbody>")[2].split("</tr>")]
    rows = [re.sub(r"\s+", " ", row) for row in rows if row.strip()]
    goes = changed.changed_at + duties.SECOND_THOUGHTS
    for start, to, when in (
        ("Brev om endringen (2)", "Lise, Ola", f"kl. {clock_of(goes)}"),
        ("Invitasjoner (1)", "Kari", "Når du sender dem"),
        ("Brev til ledere (1)", "Per", "Sammen med invitasjonene"),
        ("Brev til kontakter som melder på folk (1)", "Berit", "Når du sender dem"),
        ("Påminnelser (1)", "Lise", "Av seg selv"),
        ("Brev som spør en gang til (1)", "Ola", "Av seg selv"),
    ):
        (row,) = [each for each in rows if each.strip().startswith(start)]
        assert to in row
        assert when in row
    assert f"{url('invitations', gathering)}?til=leder-{kari.pk}" in page, "a leader's letter is one press away"
    Share.objects.filter(pk=share.pk).update(
        asked_at=timezone.now(), deputy_name="Vigdis", deputy_email="vigdis@example.no"
    )
    page = read(host, url("outbox", gathering))
    assert "Vigdis" in page
    assert "hvis ingen er meldt på før det" in page
    assert "Berit" not in page, "who has been asked is not asked again"


def test_the_next_reminder_is_the_next_that_is_due(host: Client, lead: User, gathering: Gathering) -> None:
    begins = soon(40)
    Gathering.objects.update(starts_at=begins)
    (comes,) = asked(lead, gathering, "lise")
    answering.say_yes(comes)
    assert until_words(due_at(begins, 14)) in read(host, url("outbox", gathering))
    letter = read(host, url("letter", gathering, LetterKind.REMINDER))
    days = (begins.date() - due_at(begins, 14).date()).days
    assert f"Om {days} dager møtes vi." in letter
    meetings.cancel(lead, Gathering.objects.get(), "Sykdom")
    assert "Påminnelser" not in read(host, url("outbox", gathering))


def test_each_letter_is_read_as_its_reader_gets_it_without_the_secret_link(
    host: Client, lead: User, gathering: Gathering
) -> None:
    home = OrganisationFactory(name="Demo kommune")
    comes, silent, nynorsk = asked(lead, gathering, "lise", "ola", "nn", organisation=home)
    answering.say_yes(comes)
    Seat.objects.filter(pk=nynorsk.pk).update(person=UserFactory(language="nn"))
    guest = seating.Guest("Kari", "kari@example.no", leader_name="Per", leader_email="per@example.no")
    (waiting,) = listed(lead, gathering, guest)
    share = seating.set_share(
        lead, Gathering.objects.get().seating, home, {"contact_name": "Berit", "contact_email": "berit@example.no"}
    )
    moved(lead, gathering)
    mail.outbox.clear()
    sent, seats = SentLetter.objects.count(), list(Seat.objects.order_by("pk").values())
    pages = [
        read(host, url("letter", gathering, LetterKind.CHANGE), comes.pk),
        read(host, url("letter", gathering, LetterKind.CHANGE), nynorsk.pk),
        read(host, url("invitations", gathering), waiting.pk),
        read(host, url("letter", gathering, LetterKind.CONTACT), share.pk),
        read(host, url("letter", gathering, LetterKind.REMINDER), comes.pk),
        read(host, url("letter", gathering, LetterKind.ASK_AGAIN), silent.pk),
    ]
    leader = read(host, url("invitations", gathering), f"leder-{waiting.pk}")
    secrets = [word_of_share(share)]
    secrets += [word for seat in (comes, silent, nynorsk, waiting) for word in (word_of(seat), word_for_leader(seat))]
    for page in (*pages, leader, read(host, url("outbox", gathering))):
        assert not any(secret in page for secret in secrets)
    assert [MASK_NN in page if at == 1 else MASK in page for at, page in enumerate(pages)] == [True] * 6
    hers, theirs, invitation, contact, reminder, question = pages
    assert "Svaret ditt står." in hers
    assert 'lang="nn"><b>Endra: Kick-off</b>' in theirs
    assert "Språk: nynorsk." in theirs
    assert "Slik Kari får det. Språk: bokmål." in invitation
    assert "Kari er invitert til dette og trenger at du setter av tida:" in leader
    assert "Slik Per får det." in leader
    assert "Demo kommune" in contact
    assert "møtes vi" in reminder
    assert "Du har ikke svart ennå." in question
    # Reading has sent nothing, and changed nothing.
    assert mail.outbox == []
    assert (SentLetter.objects.count(), list(Seat.objects.order_by("pk").values())) == (sent, seats)
    assert Share.objects.get().asked_at is None


@pytest.mark.parametrize("kind", LetterKind.values)
def test_nobody_but_those_who_plan_reads_them(kind: str, lead: User, gathering: Gathering) -> None:
    (seat,) = asked(lead, gathering, "lise")
    person = UserFactory()
    Seat.objects.filter(pk=seat.pk).update(person=person, state=SeatState.CONFIRMED)
    client = Client()
    client.force_login(person)
    assert client.get(gathering.get_absolute_url()).status_code == 200
    for address in (url("outbox", gathering), url("letter", gathering, kind)):
        assert client.get(address).status_code == 404
        assert Client().get(address).status_code == 302, "who is not signed in is asked to"


def test_letters_about_a_change_are_sent_as_they_were_read_and_once(
    host: Client, lead: User, gathering: Gathering
) -> None:
    lise, _ola = asked(lead, gathering, "lise", "ola")
    moved(lead, gathering)
    people = read(host, url("people", gathering))
    address = url("letter", gathering, LetterKind.CHANGE)
    assert address in people
    assert url("tell", gathering) not in people, "one reads before one sends"
    page = read(host, address, lise.pk)
    assert f'action="{url("tell", gathering)}"' in page
    assert "Send de 2 brevene nå" in page
    stood = what_stood(page)
    mail.outbox.clear()
    moved(lead, gathering, place="Sal C")
    said = host.post(url("tell", gathering), stood, follow=True)
    assert mail.outbox == []
    assert "brevet er ikke lenger slik du leste det" in said.content.decode()
    assert said.redirect_chain[-1][0].startswith(f"{address}?til={lise.pk}")
    read_now = said.content.decode()
    assert "Sal C" in read_now
    for _each in range(2):
        host.post(url("tell", gathering), what_stood(read_now))
    assert sorted(each.to[0] for each in mail.outbox) == ["lise@example.no", "ola@example.no"]
    assert AuditEntry.objects.get(action="gathering.change_told").details["number"] == 2
    shown = unescape(re.sub(r"<[^>]+>", "", read_now.partition("v-mail-text")[2].partition("</section>")[0]))
    sent = letters_to("lise@example.no")[-1].body.replace(f"http://testserver{word_of(lise)}", "")
    for line in filter(None, (each.strip() for each in sent.splitlines())):
        assert line in shown or word_of(lise) in line
    assert "Ingen brev venter" not in read(host, url("outbox", gathering)), "reminders are to come"


def test_invitations_are_sent_as_they_were_read_and_once_to_those_who_are_ticked(
    host: Client, lead: User, gathering: Gathering
) -> None:
    guests = [seating.Guest(name, f"{name.lower()}@example.no") for name in ("Lise", "Ola", "Kari")]
    lise, ola, kari = listed(lead, gathering, *guests)
    address = url("invitations", gathering)
    # Whoever reads another letter keeps what they have ticked.
    page = host.get(address, {"valgt": "1", "til": str(kari.pk), "to": [str(lise.pk), str(kari.pk)]}).content.decode()
    assert re.findall(r'id="to-(\d+)"[^>]* checked', page) == [str(lise.pk), str(kari.pk)]
    assert "Slik Kari får det." in page
    stood = what_stood(page)
    assert stood["til"] == str(kari.pk)
    row = gathering.seating or Gathering.objects.get().seating
    row.__class__.objects.update(greeting="Velkommen skal dere være.")
    answer = host.post(address, {**stood, "to": [lise.pk, kari.pk]})
    assert answer.status_code == 409
    again_page = answer.content.decode()
    assert "Velkommen skal dere være." in again_page
    assert re.findall(r'id="to-(\d+)"[^>]* checked', again_page) == [str(lise.pk), str(kari.pk)]
    assert mail.outbox == []
    assert "Kryss av for dem" in host.post(address, what_stood(again_page)).content.decode()
    for _each in range(2):
        host.post(address, {**what_stood(again_page), "to": [lise.pk, kari.pk]})
    assert sorted(each.to[0] for each in mail.outbox) == ["kari@example.no", "lise@example.no"]
    assert "Velkommen skal dere være." in mail.outbox[0].body
    assert again(ola).invited_at is None


def test_a_contact_is_asked_from_the_page_where_the_letter_is_read(
    host: Client, lead: User, gathering: Gathering
) -> None:
    rows = seating.seating_of(lead, gathering)
    values = {"contact_name": "Berit", "contact_email": "berit@example.no"}
    share = seating.set_share(lead, rows, OrganisationFactory(name="Demo kommune"), values)
    people = read(host, url("people", gathering))
    address = f"{url('letter', gathering, LetterKind.CONTACT)}?til={share.pk}"
    assert address in people
    assert url("share_ask", gathering, share.pk) not in people
    page = read(host, address)
    assert "Send brevet til Demo kommune" in page
    for _each in range(2):
        host.post(url("share_ask", gathering, share.pk), what_stood(page))
    (sent,) = mail.outbox
    assert sent.to == ["berit@example.no"]
    assert word_of_share(share) in sent.body


def test_a_contact_of_a_draft_is_not_asked(host: Client, lead: User, gathering: Gathering) -> None:
    draft = meeting(gathering.space, lead, title="Utkast")
    rows = seating.seating_of(lead, draft)
    share = seating.set_share(lead, rows, OrganisationFactory(), {"contact_email": "berit@example.no"})
    page = read(host, url("letter", draft, LetterKind.CONTACT))
    assert url("share_ask", draft, share.pk) not in page
    assert "Møtet er et utkast." in page
    assert "Når møtet er kunngjort" in read(host, url("outbox", draft))


def test_what_does_not_wait_is_said_and_an_unknown_kind_is_not_found(
    host: Client, lead: User, gathering: Gathering
) -> None:
    asked(lead, gathering, "lise")
    assert "Ingen slike brev venter." in read(host, url("letter", gathering, LetterKind.CHANGE))
    assert host.get(url("letter", gathering, "ukjent")).status_code == 404
    assert "Kick-off" in read(host, url("letter", gathering, LetterKind.ASK_AGAIN), "x' or 1=1")
    changed = moved(lead, gathering)
    Gathering.objects.filter(pk=changed.pk).update(starts_at=timezone.now() - timedelta(days=2))
    assert "Ingen brev venter" in read(host, url("outbox", gathering)), "what has been is not told of"


def test_twenty_people_cost_as_many_queries_as_two(host: Client, lead: User, gathering: Gathering) -> None:
    addresses = [url("outbox", gathering), url("invitations", gathering)]
    addresses += [url("letter", gathering, kind) for kind in LetterKind.values]

    def people(*numbers: int) -> None:
        for number in numbers:
            home = OrganisationFactory()
            comes, _silent = asked(lead, gathering, f"a{number}", f"b{number}", organisation=home)
            answering.say_yes(comes)
            guest = seating.Guest("Ny", f"c{number}@example.no", "", home, "Leder", f"d{number}@example.no")
            listed(lead, gathering, guest)
            values = {"contact_email": f"e{number}@example.no", "deputy_email": f"f{number}@example.no"}
            seating.set_share(lead, Gathering.objects.get().seating, home, values)
            late = Share.objects.create(seating=comes.seating, organisation=OrganisationFactory(), **values)
            Share.objects.filter(pk=late.pk).update(asked_at=timezone.now())
        moved(lead, gathering, place=f"Sal {numbers[-1]}")

    def queries() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as counted:
                assert host.get(address, follow=True).status_code == 200
            found.append(len(counted))
        return found

    people(1, 2)
    queries()
    few = queries()
    people(*range(3, 21))
    assert queries() == few
