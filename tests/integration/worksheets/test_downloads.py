"""Sheets as files: blank for everyone, filled in for those who see the sheet."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import docx
import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from portal.exports.document import Heading, Paragraph, plain
from portal.exports.pdf import document_pdf
from portal.worksheets.documents import blank_document
from portal.worksheets.models import Worksheet, WorksheetTemplatePage
from portal.worksheets.services.sheets import begin
from portal.worksheets.services.snapshots import snapshot
from tests.factories.worksheets import block, key, local_fit, template
from tests.integration.worksheets.conftest import as_, parts
from tests.integration.worksheets.test_filling import save
from tests.integration.worksheets.test_rating import answers
from tests.support.pdf import open_pdf, pages_of, structure_types, text_of


def words_of(content: bytes) -> str:
    """Everything a Word file says."""
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_the_blank_form_is_public_and_says_its_version(form: WorksheetTemplatePage) -> None:
    paper = Client().get(f"/skjema/{form.translation_key}/blankt.pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert f"-v{form.form_version}.pdf" in paper["Content-Disposition"]
    text = text_of(paper.content)
    assert f"Skjema, versjon {form.form_version}" in text
    assert "Hva fungerer?" in text
    word = words_of(Client().get(f"/skjema/{form.translation_key}/blankt.docx").content)
    assert "☐ ja" in word
    assert Client().get(f"/skjema/{form.translation_key}/blankt.exe").status_code == 404


def test_a_pdf_is_tagged_with_language_and_title(team: SimpleNamespace, sheet: Worksheet) -> None:
    content = as_(team.Anne).get(f"/ark/{sheet.pk}/ark.pdf").content
    with open_pdf(content) as pdf:
        assert str(pdf.Root.Lang) == "nb"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as about:
            assert about["dc:title"] == "Prøverunden"
            assert about["pdfuaid:part"] == "1"
    assert "H2" in structure_types(content)


def test_what_was_written_stands_in_all_three(team: SimpleNamespace, sheet: Worksheet) -> None:
    anne, ids = as_(team.Anne), parts(sheet)
    column = sheet.form.part(ids["table1"]).columns[0].id  # type: ignore[union-attr]
    save(anne, sheet, ids["text1"], value="=Møtene", version=0)
    save(anne, sheet, ids["scale1"], value="4", version=0)
    save(anne, sheet, ids["table1"], row="a", **{"a:" + column: "for dyrt"}, version=0)
    pdf = text_of(anne.get(f"/ark/{sheet.pk}/ark.pdf").content)
    word = words_of(anne.get(f"/ark/{sheet.pk}/ark.docx").content)
    for text in (pdf, word):
        assert "=Møtene" in text
        assert "for dyrt" in text
        assert "Klart til å prøves" in text
    book = openpyxl.load_workbook(io.BytesIO(anne.get(f"/ark/{sheet.pk}/ark.xlsx").content))
    first = {row[0].value: row[1] for row in book["Svar"].iter_rows(min_row=2)}
    assert (first["Hva fungerer?"].value, first["Hva fungerer?"].data_type) == ("=Møtene", "s")
    assert first["Hvor trygge er vi?"].value == 4
    assert book["Innvendinger"]["A2"].value == "for dyrt"


def test_nobody_else_gets_the_file(team: SimpleNamespace, sheet: Worksheet) -> None:
    for ending in ("pdf", "docx", "xlsx"):
        assert as_(team.Cato).get(f"/ark/{sheet.pk}/ark.{ending}").status_code == 404


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_too_few_anonymous_answers_are_in_no_file(
    team: SimpleNamespace, secret: WorksheetTemplatePage, ending: str
) -> None:
    hidden = begin(team.Anne, secret, team.space, "Passer det?")
    as_(team.Berit).post(f"/ark/{hidden.pk}/vurder/", answers(hidden, 2, 3, 4))
    as_(team.Anne).post(f"/ark/{hidden.pk}/lukk/")
    content = as_(team.Anne).get(f"/ark/{hidden.pk}/ark.{ending}").content
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert [list(row) for row in book["Svar"].iter_rows(min_row=2, values_only=True)] == []
    else:
        text = text_of(content) if ending == "pdf" else words_of(content)
        assert "Gjennomsnittet" not in text
        assert "anonyme" in text


def sheet_named(content: bytes, name: str) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)]


def test_a_group_s_figures_are_numbers_and_its_comments_and_sum_are_there(team: SimpleNamespace) -> None:
    rated = begin(team.Anne, counted_together(), team.space, "Runden")
    first = rated.form.questions[0].id
    for person, figure, word in ((team.Anne, 4, "tett på"), (team.Berit, 5, "langt unna")):
        as_(person).post(
            f"/ark/{rated.pk}/vurder/", answers(rated, figure, figure, figure) | {f"{first}-comment": word}
        )
    content = as_(team.Anne).get(f"/ark/{rated.pk}/ark.xlsx").content
    header, row = sheet_named(content, "Svar")[:2]
    assert header == ["Spørsmål", "Gjennomsnitt", "Under det høyeste", "Svar", "Antall"]
    assert row[1:3] == [4.5, 0.5]
    assert openpyxl.load_workbook(io.BytesIO(content))["Svar"]["B2"].number_format == "0.0"
    assert [row[1] for row in sheet_named(content, "Kommentarer")[1:]] == ["langt unna", "tett på"]
    sums = dict(sheet_named(content, "Hva det blir til sammen")[1:])
    assert (sums["Hele ark"], sums["Gjennomsnitt"], sums["Høyest mulig"]) == (2, 13.5, 15)
    assert sums["Ark som betyr: Klart"] == 2


def test_a_sheet_s_own_sum_is_a_number(team: SimpleNamespace, sheet: Worksheet) -> None:
    save(as_(team.Anne), sheet, parts(sheet)["scale1"], value="4", version=0)
    content = as_(team.Anne).get(f"/ark/{sheet.pk}/ark.xlsx").content
    assert dict(sheet_named(content, "Hva det blir til sammen")[1:])["Skår"] == 4


def counted_together() -> WorksheetTemplatePage:
    bands = [block("band", at_least=0, meaning="Vent"), block("band", at_least=9, meaning="Klart")]
    fit = local_fit()
    fit["value"]["comment"] = True
    return template(fit, filling="alone", scoring="sum", bands=bands)


@pytest.mark.parametrize(("language", "column"), [("nb", "Antall"), ("nn", "Antal"), ("en", "Number")])
def test_a_column_of_counts_is_called_so(team: SimpleNamespace, language: str, column: str) -> None:
    rated = begin(team.Anne, counted_together(), team.space, "Runden")
    as_(team.Anne).post(f"/ark/{rated.pk}/vurder/", answers(rated, 4, 4, 4))
    before = "" if language == "nb" else f"/{language}"
    page = as_(team.Anne).get(f"{before}/ark/{rated.pk}/").content.decode()
    assert page.count(f"data-number>{column}<") == 4
    for ending, words in (("pdf", text_of), ("docx", words_of)):
        assert column in words(as_(team.Anne).get(f"{before}/ark/{rated.pk}/ark.{ending}").content)


def test_a_blank_form_says_after_which_answers_and_draws_all_questions_alike(form: WorksheetTemplatePage) -> None:
    with override("nb"):
        document = blank_document(snapshot(form), "nb", timezone.localdate())
    words = [plain(each.text) for each in document.blocks if isinstance(each, Paragraph)]
    assert "Bare hvis du svarte «ja» på spørsmål 2." in words
    assert {each.look for each in document.blocks if isinstance(each, Heading)} == {2}


def test_a_question_and_its_answers_stand_on_one_page(db: None) -> None:
    """So many questions that they fill several pages: none begins with a scale whose question is on the one before."""
    many = [f"Påstand nummer {number} om tiltaket" for number in range(1, 24)]
    fit = local_fit()
    fit["value"]["statements"] = [{"type": "item", "id": key(), "value": words} for words in many]
    fit["value"]["comment"] = True
    with override("nb"):
        document = blank_document(snapshot(template(fit)), "nb", timezone.localdate())
    pages = pages_of(document_pdf(document))
    assert len(pages) > 3
    for page in pages:
        assert page.count("1 = nei, slett ikke") == page.count("Påstand nummer") == page.count("Kommentar")


def test_a_word_file_is_of_today(form: WorksheetTemplatePage) -> None:
    content = Client().get(f"/skjema/{form.translation_key}/blankt.docx").content
    about = docx.Document(io.BytesIO(content)).core_properties
    assert about.created is not None
    assert about.modified is not None
    now = datetime.now(UTC).replace(tzinfo=None)
    for moment in (about.created, about.modified):
        assert abs(now - moment.replace(tzinfo=None)) < timedelta(minutes=5)
