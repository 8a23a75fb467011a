"""Sheets as files: blank for everyone, filled in for those who see the sheet."""

from __future__ import annotations

import io
from types import SimpleNamespace

import docx
import openpyxl
import pytest
from django.test import Client

from portal.worksheets.models import Worksheet, WorksheetTemplatePage
from portal.worksheets.services.sheets import begin
from tests.integration.worksheets.conftest import as_, parts
from tests.integration.worksheets.test_filling import save
from tests.integration.worksheets.test_rating import answers
from tests.support.pdf import open_pdf, structure_types, text_of


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
