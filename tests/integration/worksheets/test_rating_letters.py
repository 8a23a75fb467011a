"""Links by letter: in the reader's language, with each wrong line told, limited, and no address kept here."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.core import serializers
from django.test import Client

from portal.accounts.models import User
from portal.notifications.models import Letter
from portal.security.models import AuditEntry
from portal.worksheets.models import Seat, Worksheet, WorksheetTemplatePage
from portal.worksheets.services import letters, ratings
from portal.worksheets.services.sheets import begin
from tests.factories.accounts import UserFactory
from tests.integration.worksheets.conftest import as_
from tests.integration.worksheets.test_rating import answers

THREE = "Fysioterapeuten, fysio@example.no\n\nlege@example.no\nNAV <nav@example.no>"


@pytest.fixture(autouse=True)
def _outbox(settings: object) -> None:
    settings.EMAIL_BACKEND = "portal.notifications.backends.OutboxBackend"  # type: ignore[attr-defined]


@pytest.fixture
def sheet(team: SimpleNamespace, rated: WorksheetTemplatePage) -> Worksheet:
    return begin(team.Anne, rated, team.space, "Passer det?")


def post(team: SimpleNamespace, sheet: Worksheet, text: str, **more: str) -> tuple[int, str]:
    response = as_(team.Anne).post(f"/ark/{sheet.pk}/lenker/send/", {"addresses": text, **more}, follow=True)
    return response.status_code, response.content.decode()


def test_a_letter_goes_to_each_with_a_link_of_their_own_that_works(team: SimpleNamespace, sheet: Worksheet) -> None:
    status, page = post(team, sheet, THREE, language="nb")
    assert status == 200
    assert "3 brev er på vei" in page
    sent = {letter.recipient: letter for letter in Letter.objects.all()}
    assert set(sent) == {"fysio@example.no", "lege@example.no", "nav@example.no"}
    links = {re.search(r"/vurder/\S+/", letter.text)[0] for letter in sent.values()}  # type: ignore[index]
    assert len(links) == 3
    letter = sent["fysio@example.no"]
    assert letter.subject.startswith("Anne")
    assert "Passer det?" in letter.text
    assert "trenger ingen konto" in letter.text
    for address in links:
        assert Client().post(address, answers(sheet, 1, 2, 3)).status_code == 200
        assert address in as_(team.Anne).get(f"/ark/{sheet.pk}/?lenker=alle").content.decode()
    assert Seat.objects.filter(used_on__isnull=False).count() == 3
    assert AuditEntry.objects.filter(action="worksheet.links_sent", actor=team.Anne).count() == 1


def test_the_address_stands_in_the_letter_and_nowhere_else(team: SimpleNamespace, sheet: Worksheet) -> None:
    _status, page = post(team, sheet, THREE)
    assert list(Seat.objects.order_by("pk").values_list("label", flat=True)) == ["Fysioterapeuten", "Lenke 2", "NAV"]
    kept = serializers.serialize("json", [*Seat.objects.all(), *Worksheet.objects.all(), *AuditEntry.objects.all()])
    for where in (page, kept):
        assert "example.no" not in where.replace("name@example.org", "")


def test_each_gets_it_in_the_language_asked_for_and_who_has_chosen_one_in_that(
    team: SimpleNamespace, sheet: Worksheet
) -> None:
    UserFactory(email="ola@example.no", language="nn")
    post(team, sheet, "ola@example.no\nkari@example.no", language="en")
    told = {letter.recipient: letter.text for letter in Letter.objects.all()}
    assert "/nn/vurder/" in told["ola@example.no"]
    assert "treng ingen konto" in told["ola@example.no"]
    assert "/en/vurder/" in told["kari@example.no"]
    assert "need no account" in told["kari@example.no"]


def test_an_anonymous_form_says_so(team: SimpleNamespace, secret: WorksheetTemplatePage) -> None:
    hidden = begin(team.Anne, secret, team.space)
    post(team, hidden, "a@example.no")
    assert "Ingen kan se hvem som har svart hva" in Letter.objects.get().text


WRONG = [
    ("Fysioterapeuten", "Linje 2: E-postadressen mangler"),
    ("ikke@adresse", "Linje 2: E-postadressen er ikke fullstendig"),
    ("a@example.no b@example.no, c@example.no", "Linje 2: Her står to e-postadresser"),
    ("bjørn@example.no", "Linje 2: Før @ står"),
    ("OK@example.no", "Linje 2: Den samme adressen står på en linje over"),
    (f"{'x' * 121}, lang@example.no", "Linje 2: Det som står foran adressen, er for langt"),
    ("01010750160, a@example.no", "Linje 2: Dette ser ut som et fødselsnummer"),
    ("berit@example.no", "Linje 2: Er medlem her"),
]


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_a_wrong_line_is_told_by_number_nothing_is_sent_and_all_still_stands(
    team: SimpleNamespace, sheet: Worksheet, line: str, told: str
) -> None:
    User.objects.filter(pk=team.Berit.pk).update(email="berit@example.no")
    status, page = post(team, sheet, f"ok@example.no\n{line}", language="nn")
    assert status == 422
    assert told in page
    assert "Linje 1" not in page
    assert 'aria-invalid="true"' in page
    field = page[page.index('id="addresses" ') :].split("</textarea>")[0]
    assert "ok@example.no" in field
    assert 'value="nn" selected' in page
    assert not Letter.objects.exists()
    assert not Seat.objects.exists()


@pytest.mark.parametrize(
    ("text", "told"), [("", "Skriv én linje"), ("\n".join(f"a{n}@example.no" for n in range(51)), "høyst 50 lenker")]
)
def test_none_and_too_many_are_told(team: SimpleNamespace, sheet: Worksheet, text: str, told: str) -> None:
    status, page = post(team, sheet, text)
    assert status == 422
    assert told in page
    assert not Letter.objects.exists()


def test_a_closed_sheet_sends_nothing(team: SimpleNamespace, sheet: Worksheet) -> None:
    as_(team.Anne).post(f"/ark/{sheet.pk}/lukk/")
    post(team, sheet, "a@example.no")
    assert not Letter.objects.exists()


def test_others_cannot_send_and_a_sheet_filled_in_together_has_none(
    team: SimpleNamespace, sheet: Worksheet, form: WorksheetTemplatePage
) -> None:
    data = {"addresses": "a@example.no"}
    assert as_(team.Cato).post(f"/ark/{sheet.pk}/lenker/send/", data).status_code == 404
    together = begin(team.Anne, form, team.space)
    assert as_(team.Anne).post(f"/ark/{together.pk}/lenker/send/", data).status_code == 404
    assert not Letter.objects.exists()


def test_one_address_gets_only_so_many_a_day_whoever_asks(
    team: SimpleNamespace, rated: WorksheetTemplatePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "TO_ONE_A_DAY", 1)
    first, second = (begin(team.Anne, rated, team.space, title) for title in ("En", "To"))
    assert post(team, first, "a@example.no")[0] == 200
    status, page = post(team, second, "b@example.no\na@example.no")
    assert status == 422
    assert "Linje 2: Har fått flere brev i dag" in page
    assert Letter.objects.count() == 1


def test_one_person_sends_only_so_many_a_day(
    team: SimpleNamespace, sheet: Worksheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "LETTERS_A_DAY", 2)
    assert post(team, sheet, THREE)[0] == 429
    assert not Letter.objects.exists()
    assert not Seat.objects.exists()


def test_a_link_that_cannot_be_written_about_is_not_made(
    team: SimpleNamespace, sheet: Worksheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(letters, "letter_text", broken)
    with pytest.raises(RuntimeError):
        post(team, sheet, "a@example.no")
    assert not Seat.objects.exists()


def test_the_link_is_still_there_to_copy(team: SimpleNamespace, sheet: Worksheet) -> None:
    post(team, sheet, "a@example.no")
    page = as_(team.Anne).get(f"/ark/{sheet.pk}/").content.decode()
    assert ratings.token_of(Seat.objects.get()) in page
