"""What a group reads of its sheets together: the sum with its meaning, and the words that were written."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from portal.worksheets.models import Worksheet
from portal.worksheets.services import ratings
from portal.worksheets.services.sheets import begin, close
from tests.factories.accounts import UserFactory
from tests.factories.worksheets import block, local_fit, template
from tests.integration.worksheets.conftest import as_
from tests.support.pdf import text_of

LONG_ANSWER = "Vi trenger tid <b>sammen</b>"


def page_of(**fields: object):
    bands = [
        block("band", at_least=0, meaning="Begynn i det små"),
        block("band", at_least=9, meaning="Klart til å prøves"),
    ]
    words = block("text", label="Hva hindrer dere?", help="", long=True, required=False)
    fields = {"shares_words": True, **fields}
    return template(local_fit(), words, filling="alone", scoring="sum", bands=bands, **fields)


def rate(sheet: Worksheet, *people: tuple[list[int], str]) -> None:
    keys = [part.id for part in sheet.form.questions]
    for figures, words in people:
        values = dict(zip(keys, figures, strict=False)) | ({keys[-1]: words} if words else {})
        ratings.send(sheet, values, {}, person=UserFactory())


@pytest.fixture
def named(team: SimpleNamespace) -> Worksheet:
    return begin(team.Anne, page_of(), team.space, "Første runde")


@pytest.fixture
def secret(team: SimpleNamespace) -> Worksheet:
    return begin(team.Anne, page_of(anonymous=True), team.space, "Uten navn")


def read(team: SimpleNamespace, sheet: Worksheet) -> str:
    return as_(team.Anne).get(f"/ark/{sheet.pk}/", headers={"accept-language": "nb"}).content.decode()


def test_the_sum_its_spread_and_its_meaning(team: SimpleNamespace, named: Worksheet) -> None:
    rate(named, ([1, 2, 3], ""), ([5, 5, 5], ""), ([4, 4], ""))
    page = read(team, named)
    assert "2 hele ark. Gjennomsnittet er 10,5 av 15; de går fra 6 til 15." in page
    assert "<strong>Klart til å prøves</strong>" in page
    assert "1 ark mangler svar som teller" in page


def test_words_stand_as_they_were_written_and_are_never_markup(team: SimpleNamespace, named: Worksheet) -> None:
    rate(named, ([1, 2, 3], LONG_ANSWER))
    page = read(team, named)
    assert "Vi trenger tid &lt;b&gt;sammen&lt;/b&gt;" in page
    assert LONG_ANSWER not in page


def test_words_that_the_form_does_not_share_are_for_the_writer_alone(team: SimpleNamespace) -> None:
    sheet = begin(team.Anne, page_of(shares_words=False), team.space, "Fortellinger")
    keys = [part.id for part in sheet.form.questions]
    ratings.send(sheet, {keys[0]: 3, keys[-1]: "Historien min"}, {}, person=team.Berit)
    page = read(team, sheet)
    assert "Historien min" not in page
    assert "Det du skriver i de åpne spørsmålene, er for deg selv" in page
    assert "Historien min" not in text_of(as_(team.Anne).get(f"/ark/{sheet.pk}/ark.pdf").content)
    assert "Historien min" in as_(team.Berit).get(f"/ark/{sheet.pk}/").content.decode()


def test_the_rater_is_told_that_words_are_read(team: SimpleNamespace, named: Worksheet) -> None:
    assert "Det du skriver med ord, vises til gruppa som det står" in read(team, named)


def test_four_words_among_five_anonymous_are_not_shown(team: SimpleNamespace, secret: Worksheet) -> None:
    rate(secret, *[([3, 3, 3], f"Ord {number}" if number < 4 else "") for number in range(5)])
    close(team.Anne, secret)
    page = read(team, secret)
    assert "5 hele ark, alle like" in page
    assert "Ord 1" not in page


def test_the_files_hold_the_same(team: SimpleNamespace, named: Worksheet) -> None:
    rate(named, ([1, 2, 3], "Mangel på tid"), ([5, 5, 5], ""))
    answer = as_(team.Anne).get(f"/ark/{named.pk}/ark.pdf")
    assert answer.status_code == 200
    text = text_of(answer.content)
    assert "Mangel på tid" in text
    assert "Klart til å prøves" in text
