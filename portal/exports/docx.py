"""A `Document` as a Word file: real headings, lists and tables, so that people can go on with it and hear it read."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
from django.utils.translation import gettext, override
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from portal.exports.document import (
    Block,
    Document,
    FigureRef,
    Heading,
    KeyValue,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    Text,
    TickBoxes,
    WritingLines,
)
from portal.exports.pdf import SITE_NAME, localised_date, safe_address
from portal.exports.typeset import printable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB", "se": "se-NO"}
ACCENT, MUTED = RGBColor(0x12, 0x66, 0x5A), RGBColor(0x55, 0x62, 0x5F)
BOX = "☐"


def document_docx(document: Document, *, created: datetime | None = None) -> bytes:
    """Return the document as a .docx. Figures stand as their words: a drawing is looked at in the PDF."""
    word = docx.Document()
    _properties(word, document, created)
    _styles(word, document.language)
    with override(document.language):
        if document.kicker:
            _runs(word.add_paragraph(), document.kicker, colour=ACCENT, strong=True)
        word.add_heading(printable(document.title).strip() or SITE_NAME, level=0)
        if document.subtitle:
            _runs(word.add_paragraph(), document.subtitle, colour=MUTED)
        if document.dated:
            _runs(word.add_paragraph(), localised_date(document.dated), colour=MUTED)
        level = 0
        for block in document.blocks:
            if isinstance(block, Heading):
                level = max(1, min(block.level, level + 1))
                _heading(word, block, level)
            else:
                _block(word, block, document)
        if document.source:
            _runs(word.add_paragraph(), f"{gettext('Source')}: {document.source}", colour=MUTED)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _properties(word: Word, document: Document, created: datetime | None) -> None:
    about = word.core_properties
    about.title = printable(document.title).strip() or SITE_NAME
    about.author = printable(document.author) or SITE_NAME
    about.language = LANGUAGES.get(document.language, document.language)
    about.comments = ""
    # The template of the library is from 2013, and would say so. Word wants the moment in UTC.
    about.created = about.modified = (created or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
    about.last_modified_by = about.author


def _styles(word: Word, language: str) -> None:
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), LANGUAGES.get(language, language))
    normal.element.get_or_add_rPr().append(mark)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style: Any = word.styles[name]
        style.font.name, style.font.color.rgb = "Calibri", ACCENT


def _block(word: Word, block: Block, document: Document) -> None:
    match block:
        case Paragraph():
            _paragraph(word, block)
        case ListBlock():
            _list(word, block.items, block.ordered)
        case Table():
            _table(word, block)
        case FigureRef():
            figure = document.figures[block.key]
            _runs(word.add_paragraph(), figure.alt, colour=MUTED)
        case KeyValue():
            for name, value in block.items:
                paragraph = word.add_paragraph()
                _runs(paragraph, f"{name}: ", colour=MUTED)
                _text(paragraph, value)
        case PageBreak():
            word.add_page_break()
        case Spacer():
            word.add_paragraph().paragraph_format.space_after = Pt(block.points)
        case WritingLines():
            for _each in range(block.number):
                _line(word.add_paragraph())
        case TickBoxes():
            _ticks(word, block)


def _heading(word: Word, block: Heading, level: int) -> None:
    heading = word.add_heading(printable(block.text), level=level)
    if block.look:
        heading.runs[0].font.size = word.styles[f"Heading {block.look}"].font.size  # type: ignore[attr-defined]


def _paragraph(word: Word, block: Paragraph) -> None:
    paragraph = word.add_paragraph(style="Intense Quote" if block.tone == "note" else None)
    paragraph.paragraph_format.keep_with_next = block.keeps or None
    colour = MUTED if block.tone == "small" else None
    for run in block.text:
        _runs(paragraph, run.text, colour=colour, strong=run.strong, emphasis=run.emphasis)
        _address(paragraph, run.href)


def _list(word: Word, items: tuple[ListItem, ...], ordered: bool, depth: int = 1) -> None:
    style = "List Number" if ordered else "List Bullet"
    for item in items:
        _text(word.add_paragraph(style=style if depth == 1 else f"{style} {min(depth, 3)}"), item.text)
        _list(word, item.children, False, depth + 1)


def _table(word: Word, block: Table) -> None:
    if block.caption:
        _runs(word.add_paragraph(), block.caption, strong=True)
    table = word.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, block.header, strict=True):
        _runs(cell.paragraphs[0], name, strong=True)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], words)
    word.add_paragraph()


def _ticks(word: Word, block: TickBoxes) -> None:
    if block.in_a_row:
        row = word.add_paragraph()
        row.paragraph_format.keep_with_next = block.keeps or None
        _runs(row, "     ".join(f"{BOX} {option}" for option in block.options))
        return
    for number, option in enumerate(block.options, start=1):
        paragraph = word.add_paragraph()
        holds = block.whole if number < len(block.options) else block.keeps
        paragraph.paragraph_format.keep_with_next = holds or None
        _runs(paragraph, f"{BOX} {option}")


def _line(paragraph: Any) -> None:
    """Draw a rule below an empty paragraph, to write on."""
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "8A9692")):
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    paragraph._p.get_or_add_pPr().append(borders)


def _text(paragraph: Any, text: Text) -> None:
    for run in text:
        _runs(paragraph, run.text, strong=run.strong, emphasis=run.emphasis)
        _address(paragraph, run.href)


def _address(paragraph: Any, href: str) -> None:
    """Write the address behind a link after its words: on paper it must be readable."""
    if address := safe_address(href):
        _runs(paragraph, f" ({address.removeprefix('mailto:')})", colour=MUTED)


def _runs(
    paragraph: Any, words: str, *, colour: RGBColor | None = None, strong: bool = False, emphasis: bool = False
) -> None:
    run = paragraph.add_run(printable(words))
    run.bold, run.italic = strong or None, emphasis or None
    if colour is not None:
        run.font.color.rgb = colour
