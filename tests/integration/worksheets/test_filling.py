"""A sheet is begun, filled in by several people, refused kindly, closed, and taken again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.worksheets.models import Answer, AnswerRevision, Worksheet, WorksheetTemplatePage
from portal.worksheets.services.sheets import begin
from tests.factories.worksheets import block
from tests.integration.worksheets.conftest import as_, parts
from tests.unit.security.test_identity_guard import synthetic

AUTO = {"X-Varig-Autosave": "1"}


def save(client: Client, sheet: Worksheet, part: str, alone: bool = True, **data: object):
    headers = AUTO if alone else {}
    return client.post(f"/ark/{sheet.pk}/svar/{part}/", data, headers=headers)


def test_from_the_forms_page_to_a_filled_in_sheet(team: SimpleNamespace, form: WorksheetTemplatePage) -> None:
    anne = as_(team.Anne)
    public = Client().get(form.url)
    assert "Hva fungerer?" in public.content.decode()
    asked = anne.get(f"/skjema/{form.translation_key}/fyll-ut/")
    assert "Vår kommune" in asked.content.decode()
    key = f"organisation-{team.organisation.pk}"
    begun = anne.post(f"/skjema/{form.translation_key}/fyll-ut/", {"space": key, "title": "Prøverunden"})
    sheet = Worksheet.objects.get()
    assert begun["Location"] == f"/ark/{sheet.pk}/"
    save(anne, sheet, parts(sheet)["text1"], value="Møtene", version=0)
    page = as_(team.Berit).get(f"/ark/{sheet.pk}/").content.decode()
    assert "Møtene" in page
    assert "Prøverunden" in page


def test_nobody_else_knows_that_it_exists(team: SimpleNamespace, sheet: Worksheet) -> None:
    cato = as_(team.Cato)
    for address in ("", "status/", f"svar/{parts(sheet)['text1']}/"):
        assert cato.get(f"/ark/{sheet.pk}/{address}").status_code == 404
    for address in ("lukk/", "apne/", "igjen/"):
        assert cato.post(f"/ark/{sheet.pk}/{address}").status_code == 404
    assert save(cato, sheet, parts(sheet)["text1"], value="innbrudd", version=0).status_code == 404
    assert not Answer.objects.exists()


class TestOneAnswer:
    def test_each_kind_is_taken_and_the_score_follows(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        anne, ids = as_(team.Anne), parts(sheet)
        yes = sheet.form.part(ids["choice1"]).options[0].id  # type: ignore[union-attr]
        assert save(anne, sheet, ids["choice1"], value=yes, comment="for oss", version=0).status_code == 200
        assert save(anne, sheet, ids["scale1"], value="4", version=0).status_code == 200
        status = anne.get(f"/ark/{sheet.pk}/status/").content.decode()
        assert "Klart til å prøves" in status
        stored = dict(Answer.objects.values_list("part", "value"))
        assert stored == {ids["choice1"]: yes, ids["scale1"]: 4}

    def test_the_branch_is_hidden_until_its_answer_is_given(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        anne, ids = as_(team.Anne), parts(sheet)

        def hidden() -> bool:
            page = BeautifulSoup(anne.get(f"/ark/{sheet.pk}/").content, "html.parser")
            return page.find(id=f"p-{ids['text2']}").has_attr("hidden")

        assert hidden()
        yes = sheet.form.part(ids["choice1"]).options[0].id  # type: ignore[union-attr]
        save(anne, sheet, ids["choice1"], value=yes, version=0)
        assert not hidden()

    @pytest.mark.parametrize(("value", "words"), [("9", "5"), ("tre", "tall")])
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, team: SimpleNamespace, sheet: Worksheet, value: str, words: str
    ) -> None:
        anne, ids = as_(team.Anne), parts(sheet)
        alone = save(anne, sheet, ids["scale1"], value=value, version=0)
        assert alone.status_code == 422
        assert words in alone.json()["errors"]["value"][0]
        page = save(anne, sheet, ids["scale1"], alone=False, value=value, version=0)
        assert page.status_code == 422
        assert words in page.content.decode()
        assert not Answer.objects.exists()

    def test_ten_thousand_characters_are_refused_and_kept(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        anne, ids = as_(team.Anne), parts(sheet)
        long = "mye tekst " * 1000
        page = save(anne, sheet, ids["text1"], alone=False, value=long, version=0)
        assert page.status_code == 422
        assert long.strip() in page.content.decode()
        assert "5000" in page.content.decode()

    def test_an_identity_number_is_refused_everywhere(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        anne, ids = as_(team.Anne), parts(sheet)
        number = f"gjelder {synthetic()}"
        yes = sheet.form.part(ids["choice1"]).options[0].id  # type: ignore[union-attr]
        column = sheet.form.part(ids["table1"]).columns[0].id  # type: ignore[union-attr]
        for part, data in (
            (ids["text1"], {"value": number}),
            (ids["choice1"], {"value": yes, "comment": number}),
            (ids["table1"], {"row": "r1", f"r1:{column}": number}),
        ):
            assert save(anne, sheet, part, version=0, **data).status_code == 422
        assert not Answer.objects.exists()

    def test_a_part_of_another_form_is_not_here(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        assert save(as_(team.Anne), sheet, "noe-annet", value="x", version=0).status_code == 404


class TestTwoPeople:
    def test_who_saves_last_sees_both_and_nothing_is_lost(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        part = parts(sheet)["text1"]
        save(as_(team.Anne), sheet, part, value="Annes tekst", version=0)
        late = save(as_(team.Berit), sheet, part, value="Berits tekst", version=0)
        assert late.status_code == 409
        assert "Annes tekst" in late.content.decode()
        assert "Berits tekst" in late.content.decode()
        kept = save(as_(team.Berit), sheet, part, alone=False, value="Begges tekst", conflict="mine", seen_version=1)
        assert kept.status_code == 302
        answer = Answer.objects.get()
        assert answer.value == "Begges tekst"
        assert AnswerRevision.objects.get().value == "Annes tekst"

    def test_different_questions_never_meet(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        ids = parts(sheet)
        assert save(as_(team.Anne), sheet, ids["text1"], value="en", version=0).status_code == 200
        assert save(as_(team.Berit), sheet, ids["scale1"], value="3", version=0).status_code == 200

    def test_rows_of_two_people_stand_in_one_table(self, team: SimpleNamespace, sheet: Worksheet) -> None:
        part = parts(sheet)["table1"]
        column = sheet.form.part(part).columns[0].id  # type: ignore[union-attr]
        save(as_(team.Anne), sheet, part, row="a", **{"a:" + column: "for dyrt"}, version=0)
        both = save(as_(team.Berit), sheet, part, row="b", **{"b:" + column: "tar tid"}, version=0)
        assert both.status_code == 200
        assert "for dyrt" in both.json()["rows"]
        assert [row["id"] for row in Answer.objects.get().value] == ["a", "b"]


def test_a_sheet_keeps_the_form_it_was_begun_on(
    team: SimpleNamespace, sheet: Worksheet, form: WorksheetTemplatePage
) -> None:
    anne, ids = as_(team.Anne), parts(sheet)
    save(anne, sheet, ids["text1"], value="Møtene", version=0)
    form.form = [block("text", label="Et helt nytt spørsmål", help="", long=True, required=False)]
    form.save_revision().publish()
    page = anne.get(f"/ark/{sheet.pk}/").content.decode()
    assert "Hva fungerer?" in page
    assert "nytt spørsmål" not in page
    assert save(anne, sheet, ids["text1"], value="Møtene og turene", version=1).status_code == 200
    later = begin(team.Anne, form, team.space)
    assert later.form.version == sheet.form.version + 1
    assert later.round == 2


def test_the_next_round_begins_with_what_the_last_one_held(
    team: SimpleNamespace, sheet: Worksheet, form: WorksheetTemplatePage
) -> None:
    anne, ids = as_(team.Anne), parts(sheet)
    save(anne, sheet, ids["text1"], value="Møtene", version=0)
    anne.post(f"/ark/{sheet.pk}/igjen/")
    later = Worksheet.objects.order_by("pk").last()
    assert later is not None
    assert (later.round, later.previous_id) == (2, sheet.pk)
    save(anne, later, ids["text1"], value="Møtene og mer", version=1)
    assert Answer.objects.get(worksheet=sheet).value == "Møtene"
    assert Answer.objects.get(worksheet=later).value == "Møtene og mer"


def test_a_closed_sheet_takes_nothing_and_says_so(team: SimpleNamespace, sheet: Worksheet) -> None:
    anne, ids = as_(team.Anne), parts(sheet)
    anne.post(f"/ark/{sheet.pk}/lukk/")
    late = save(as_(team.Berit), sheet, ids["text1"], alone=False, value="for sent", version=0)
    assert late.status_code == 422
    assert "for sent" in late.content.decode()
    assert not Answer.objects.exists()
    anne.post(f"/ark/{sheet.pk}/apne/")
    assert save(as_(team.Berit), sheet, ids["text1"], value="nå går det", version=0).status_code == 200


def test_twenty_answers_cost_as_many_questions_as_two(
    team: SimpleNamespace, django_assert_num_queries: object, sheet: Worksheet
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    anne, ids = as_(team.Anne), parts(sheet)
    anne.get(f"/ark/{sheet.pk}/")
    counts = []
    for part in (ids["text1"], ids["scale1"]):
        save(anne, sheet, part, value="3", version=0)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            anne.get(f"/ark/{sheet.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
