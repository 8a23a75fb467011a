"""A form to print and fill in by hand."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from portal.exports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Table,
    TickBoxes,
    WritingLines,
    as_text,
)
from portal.exports.richtext import blocks_from_html
from portal.worksheets.domain.form import READ, Form, Kind, Part, said

SHORT_ANSWERS = 12
"""Answers up to this many characters stand beside each other."""
EMPTY_ROWS = 6
KEPT_OPTIONS = 8
"""So many answers stand on one page; more of them would leave too much of a page empty."""


def blank_document(form: Form, language: str, today: date) -> Document:
    """Return the form with room to write. The version stands on it, so that an old print can be told from a new."""
    blocks: list[Block] = []
    if intro := said(form.intro, language):
        blocks.append(Paragraph(as_text(intro), "lead"))
    blocks.append(Paragraph(as_text(_("Never write anything that could tell who somebody who gets help is.")), "note"))
    number, above = 0, None
    for part in form.parts:
        number += part.answered
        # A text to read has told already when it and the question after it are for.
        told = above is not None and above.kind in READ and above.shown_when == part.shown_when
        blocks += _part(part, number, language, [] if told else _when(part, language, form))
        above = part
    return Document(
        title=said(form.title, language) or _("Form"),
        language=language,
        blocks=tuple(blocks),
        kicker=_("Form, version %(number)d") % {"number": form.version},
        dated=today,
        source=said(form.source, language),
    )


def _part(part: Part, number: int, language: str, conditions: list[str]) -> list[Block]:
    label = said(part.texts, language)
    when = [Paragraph(as_text(words), "small", keeps=True) for words in conditions]
    if part.kind is Kind.HEADING:
        return [Heading(label, 1), *_help(part, language), *when]
    if part.kind is Kind.GUIDANCE:
        return [*when, *blocks_from_html(expand_db_html(label), heading_offset=1)]
    if part.kind is Kind.CHECK:
        return [*when, TickBoxes((label,))]
    found: list[Block] = [Heading(f"{number}. {label}", 2, look=2), *_help(part, language), *when]
    found += _room(part, language)
    if part.comment:
        found += [Paragraph(as_text(_("Comment")), "small", keeps=True), WritingLines(2)]
    return found


def _help(part: Part, language: str) -> list[Block]:
    words = said(part.help, language)
    return [Paragraph(as_text(words), keeps=True)] if words else []


def _when(part: Part, language: str, form: Form) -> list[str]:
    """Return after which answers a part is filled in, each with the number of its question."""
    numbers = {each.id: at for at, each in enumerate(form.questions, start=1)}
    found = []
    for condition in part.shown_when:
        above = form.part(condition.part)
        if above is None:
            continue
        chosen = [said(option.texts, language) for option in above.options if option.id in condition.any_of]
        told = {
            "answers": " / ".join(_("“%(words)s”") % {"words": words} for words in chosen),
            "number": numbers[above.id],
        }
        found.append(_("Only if you answered %(answers)s to question %(number)d.") % told)
    return found


def _room(part: Part, language: str) -> list[Block]:
    if part.kind is Kind.TABLE:
        return [_table(part, language)]
    if part.kind is Kind.SCALE:
        return _scale(part, language)
    if part.options:
        options = tuple(said(option.texts, language) for option in part.options)
        short = all(len(option) <= SHORT_ANSWERS for option in options)
        return [
            *_most(part),
            TickBoxes(options, in_a_row=short, whole=len(options) <= KEPT_OPTIONS, keeps=part.comment),
        ]
    return [WritingLines(4 if part.long else 1)]


def _most(part: Part) -> list[Block]:
    if part.most is None:
        return []
    return [Paragraph(as_text(_("Choose at most %(number)d.") % {"number": part.most}), "small", keeps=True)]


def _scale(part: Part, language: str) -> list[Block]:
    low, high = int(part.low or 0), int(part.high or 0)
    ends = [
        f"{step} = {words}"
        for step, words in ((low, said(part.low_texts, language)), (high, said(part.high_texts, language)))
        if words
    ]
    told: list[Block] = [Paragraph(as_text("  ·  ".join(ends)), "small", keeps=True)] if ends else []
    return [*told, TickBoxes(tuple(str(step) for step in range(low, high + 1)), in_a_row=True, keeps=part.comment)]


def _table(part: Part, language: str) -> Table:
    columns = tuple(said(column.texts, language) for column in part.columns)
    if not part.rows:
        return Table(columns, tuple(("\n",) * len(columns) for _each in range(EMPTY_ROWS)))
    rows = tuple((said(row.texts, language), *("",) * len(columns)) for row in part.rows)
    return Table((" ", *columns), rows)
