"""A sheet with what has been written in it, or with how a group has rated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.exports.document import Block, Document, Heading, KeyValue, Paragraph, Table, as_text
from portal.spaces.doors import door_of
from portal.worksheets.domain.branching import shown
from portal.worksheets.domain.form import Kind, Part, said
from portal.worksheets.models import Answer, Worksheet
from portal.worksheets.presenters.reading import cell_words, in_words
from portal.worksheets.presenters.results import Results
from portal.worksheets.presenters.sheets import adding
from portal.worksheets.presenters.together import Together


def filled_document(
    sheet: Worksheet, answers: Mapping[str, Answer], results: Results | None, language: str, today: date
) -> Document:
    """Return what stands in the sheet; for one that each fills in alone, how the group has answered."""
    form = sheet.form
    blocks: list[Block] = [KeyValue(tuple((name, as_text(words)) for name, words in _about(sheet, language)))]
    if results is None:
        values = {key: answer.value for key, answer in answers.items()}
        blocks += _sum(sheet, values)
        seen = shown(form, values)
        for part in form.parts:
            if part.id in seen:
                blocks += _part(part, answers.get(part.id), language)
    else:
        blocks += _results(results)
    return Document(
        title=sheet.title or said(form.title, language),
        subtitle=said(form.title, language) if sheet.title else "",
        language=language,
        blocks=tuple(blocks),
        kicker=_("Form, version %(number)d") % {"number": form.version},
        dated=today,
        source=said(form.source, language),
    )


def _about(sheet: Worksheet, language: str) -> list[tuple[str, str]]:
    told = [(_("For"), door_of(sheet.space).name)]
    if sheet.round > 1:
        told.append((_("Round"), str(sheet.round)))
    return told


def _sum(sheet: Worksheet, values: Mapping[str, Any]) -> list[Block]:
    found = adding(sheet.form, values)
    if found is None:
        return []
    value, top = number_format(round(found.score.value, 1)), number_format(round(found.score.top, 1))
    words = f"{value} %" if found.method == "share" else _("%(value)s of %(top)s") % {"value": value, "top": top}
    if found.meaning:
        words = f"{words}. {found.meaning}"
    elif not found.score.complete:
        told = {"answered": found.score.answered, "asked": found.score.asked}
        words = f"{words} " + _("(from %(answered)d of %(asked)d answers)") % told
    blocks: list[Block] = [Paragraph(as_text(words), "note")]
    if found.note:
        blocks.append(Paragraph(as_text(found.note), "small"))
    return blocks


def _part(part: Part, answer: Answer | None, language: str) -> list[Block]:
    label = said(part.texts, language)
    if part.kind is Kind.HEADING:
        return [Heading(label, 1)]
    if part.kind is Kind.GUIDANCE:
        return []
    value, comment = (answer.value, answer.comment) if answer else (None, "")
    found: list[Block] = [Heading(label, 2, look=2)]
    if part.kind is Kind.TABLE and value:
        found.append(_table(part, value, language))
    else:
        found.append(Paragraph(as_text(in_words(part, value, "", language))))
    if comment:
        found.append(Paragraph(as_text(comment), "small"))
    return found


def grid(part: Part, value: Any, language: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and the rows of a filled-in table, in words."""
    names = {row.id: said(row.texts, language) for row in part.rows}
    header = tuple(said(column.texts, language) for column in part.columns)
    rows = [
        tuple(cell_words(column, row["cells"].get(column.id), language) for column in part.columns)
        for row in value or []
    ]
    if not names:
        return header, rows
    return (" ", *header), [(names.get(row["id"], ""), *cells) for row, cells in zip(value or [], rows, strict=True)]


def _table(part: Part, value: Any, language: str) -> Table:
    header, rows = grid(part, value, language)
    return Table(header, tuple(rows))


def _results(results: Results) -> list[Block]:
    if not results.ready:
        return [Paragraph(as_text(results.waiting), "note")]
    found: list[Block] = _group_sum(results.total)
    for heading, group in (
        (_("Here you disagree most"), results.disagreed),
        (_("Here is most to gain"), results.gaps),
    ):
        if group:
            found += [Heading(heading, 1), Paragraph(as_text("\n".join(each.label for each in group)))]
    found.append(Heading(_("How the group sees it"), 1))
    for each in results.questions:
        found += [Heading(each.label, 2), Paragraph(as_text(f"{each.sentence} {each.change}".strip()))]
        if each.counts and not each.hidden:
            rows = tuple((name, str(count)) for name, count in each.counts)
            found.append(Table((_("Answer"), how_many()), rows, numeric=frozenset({1})))
        found += [Paragraph(as_text(words)) for words in each.words]
        found += [Paragraph(as_text(words), "small") for words in each.comments]
    return found


def how_many() -> str:
    """Return what stands over a column of counts."""
    return pgettext("how many", "Number")


def _group_sum(found: Together | None) -> list[Block]:
    """What the sheets add up to, with a table of how many reached each meaning."""
    if found is None:
        return []
    told = [found.sentence, found.change, found.meaning, found.partly, found.note]
    blocks: list[Block] = [Heading(_("What it adds up to"), 1), Paragraph(as_text("\n".join(filter(None, told))))]
    if found.bands:
        rows = tuple((name, str(count)) for name, count in found.bands)
        blocks.append(Table((_("What it means"), how_many()), rows, numeric=frozenset({1})))
    return blocks
