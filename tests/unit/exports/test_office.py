"""Word and Excel files: real structure, the right language, and nothing that runs."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from portal.exports.document import (
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TickBoxes,
    WritingLines,
    as_text,
)
from portal.exports.docx import document_docx
from portal.exports.pdf import document_pdf
from portal.exports.xlsx import Tab, workbook
from tests.support.pdf import structure_types, text_of

DOCUMENT = Document(
    title="Passer det hos oss?",
    language="nn",
    blocks=(
        Heading("Spørsmål", 2),
        Paragraph(as_text("Les dette først")),
        ListBlock((ListItem(as_text("eitt"), (ListItem(as_text("inne i")),)),)),
        Table(("Kva", "Kven"), (("Ringe", "Leiaren"),)),
        TickBoxes(("ja", "nei"), in_a_row=True),
        TickBoxes(("eit langt svar som står på eiga linje",)),
        WritingLines(2),
    ),
    source="Forbedringsarbeid og implementering (lysark)",
)


def test_word_has_headings_a_heading_row_and_the_language() -> None:
    word = docx.Document(io.BytesIO(document_docx(DOCUMENT)))
    styles = {paragraph.style.name: paragraph.text for paragraph in word.paragraphs}
    assert styles["Title"] == "Passer det hos oss?"
    assert styles["Heading 1"] == "Spørsmål", "a level left out is closed"
    assert word.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert word.core_properties.title == "Passer det hos oss?"
    assert word.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "nn-NO"
    words = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "☐ ja     ☐ nei" in words
    assert "Kjelde: Forbedringsarbeid" in words


def test_a_blank_pdf_is_tagged_and_its_lines_are_decoration() -> None:
    content = document_pdf(DOCUMENT)
    kinds = structure_types(content)
    assert {"H1", "Table", "L"} <= set(kinds)
    assert "Figure" not in kinds
    assert "eit langt svar" in text_of(content)


@pytest.mark.parametrize("text", ["=1+1", "+47 000", "-3", "@SUM(A1)", "vanlig tekst"])
def test_no_text_in_a_workbook_is_a_formula(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook("Ark", [Tab("Svar", ["Spørsmål"], [[text], [4]])])))
    sheet = book["Svar"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    assert (sheet["A3"].value, sheet["A3"].data_type) == (4, "n")


def test_tabs_get_names_that_spreadsheets_take() -> None:
    long = "Hva hører vi? [innvendinger] som er sagt i møter"
    book = openpyxl.load_workbook(io.BytesIO(workbook("Ark", [Tab(long, ["a"], []), Tab(long, ["a"], [])])))
    assert len(set(book.sheetnames)) == 2
    assert all(len(name) <= 31 for name in book.sheetnames)
